"""Datatype libraries: the built-in one of RELAX NG (``string``, ``token``), that of XML Schema, the compatibility one.

A library URI, a type's name and its parameters come in, a ``Datatype`` goes out, or a ``DatatypeError`` that says in
plain words which of the three is wrong. The library of XML Schema is that of XSD 1.0, second edition, to which the
guidelines for using it with RELAX NG refer: there is no year 0, 24:00:00 is the end of a day, a minute may have a
leap second, ``+INF`` is no number. Each kind of type is a module of its own and is imported when a schema names it.
"""

from importlib import import_module
from typing import cast

from tei.relaxng.datatypes.datatype import Datatype, DatatypeError
from tei.relaxng.datatypes.simple_type import SimpleType

BUILT_IN = ""
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
COMPATIBILITY = "http://relaxng.org/ns/compatibility/datatypes/1.0"

KINDS = {
    "strings": "string normalizedString token language boolean untypedAtomic anyAtomicType",
    "xml_names": "Name NCName NMTOKEN NMTOKENS ID IDREF IDREFS ENTITY ENTITIES QName NOTATION",
    "decimals": "decimal integer nonPositiveInteger negativeInteger long int short byte nonNegativeInteger "
    "unsignedLong unsignedInt unsignedShort unsignedByte positiveInteger",
    "floats": "float double",
    "dates": "dateTime date time gYear gYearMonth gMonth gMonthDay gDay",
    "durations": "duration",
    "binary": "hexBinary base64Binary",
    "uris": "anyURI",
}
MODULES = {name: module for module, names in KINDS.items() for name in names.split()}
LIBRARIES = {
    BUILT_IN: ("string", "token"),
    XSD: tuple(MODULES),
    COMPATIBILITY: ("ID", "IDREF", "IDREFS"),
}

_made: dict[tuple[str, str, tuple[tuple[str, str], ...]], Datatype] = {}


def datatype(library: str, name: str, parameters: tuple[tuple[str, str], ...] = ()) -> Datatype:
    """Give the type ``name`` of a library with its parameters; the same object for the same three."""
    key = (library, name, parameters)
    if key not in _made:
        _made[key] = _make(library, name, parameters)
    return _made[key]


def simple_type(library: str, name: str) -> SimpleType:
    """Give a type without parameters."""
    if library not in LIBRARIES:
        raise DatatypeError(f"there is no datatype library “{library}”")
    if name not in LIBRARIES[library]:
        raise DatatypeError(f"there is no datatype “{name}” in {_title(library)}{_suggestion(library, name)}")
    module = import_module(f"tei.relaxng.datatypes.{MODULES[name]}")
    return cast(SimpleType, module.make(name))


def _make(library: str, name: str, parameters: tuple[tuple[str, str], ...]) -> Datatype:
    plain = simple_type(library, name)
    if not parameters:
        return plain
    if library != XSD:
        raise DatatypeError(f"the datatype “{name}” of {_title(library)} takes no parameters")
    facets = import_module("tei.relaxng.datatypes.restrictions")
    return cast(Datatype, facets.restrict(plain, parameters))


def _title(library: str) -> str:
    return f"the library {library}" if library else "the built-in library"


def _suggestion(library: str, name: str) -> str:
    near = [known for known in LIBRARIES[library] if known.lower() == name.strip().lower()]
    if near:
        return f"; “{near[0]}” is meant, perhaps"
    if name in MODULES and library != XSD:
        return f"; set datatypeLibrary to {XSD} for it"
    return ""
