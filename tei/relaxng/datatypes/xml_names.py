"""Types that XML itself knows: names, tokens, identifiers and references to them, lists of these, entities, QName.

XSD part 2, 3.2.18, 3.2.19, 3.3.4 to 3.3.12; RELAX NG DTD Compatibility, 5, for the identifiers. By the guidelines for
RELAX NG, NOTATION is a QName of any kind, and ENTITY asks for an unparsed entity that the document declares: a
``resolve`` that knows them carries them as ``unparsed_entities``, a set of names; without it none is declared.
"""

from collections.abc import Callable, Hashable

from tei.relaxng.datatypes.character_ranges import has
from tei.relaxng.datatypes.datatype import Resolve
from tei.relaxng.datatypes.name_characters import ANY, FIRST, is_name, is_ncname, is_nmtoken
from tei.relaxng.datatypes.simple_type import SimpleType

XML = "http://www.w3.org/XML/1998/namespace"


class XmlName(SimpleType):
    """A Name, NCName or NMTOKEN: ``matches`` decides."""

    has_length = True
    matches: Callable[[str], bool] = staticmethod(is_name)
    example = "a name like chapter"

    def meaning(self, text: str, resolve: Resolve) -> Hashable | None:
        del resolve
        return text if self.matches(text) else None

    def allows(self, text: str, resolve: Resolve) -> bool:
        del resolve
        return self.matches(text) or self.matches(self.normalised(text))

    def wrong(self, text: str, resolve: Resolve) -> str:
        del resolve
        return name_fault(text, self.matches)

    def description(self) -> str:
        return self.example


class NCName(XmlName):
    """A name without a colon."""

    matches = staticmethod(is_ncname)
    example = "a name like a-1, without a colon, that begins with a letter or “_”"


class Nmtoken(XmlName):
    """Characters of names in any order."""

    matches = staticmethod(is_nmtoken)
    example = "one word of letters, digits and the characters . - _ :"


class Identifier(NCName):
    """ID or IDREF."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.id_type = name

    def description(self) -> str:
        return self.example if self.name == "ID" else "the identifier of an element of the document, like a-1"


class Entity(NCName):
    """The name of an unparsed entity."""

    needs_context = True

    def meaning(self, text: str, resolve: Resolve) -> Hashable | None:
        return text if is_ncname(text) and text in getattr(resolve, "unparsed_entities", ()) else None

    def allows(self, text: str, resolve: Resolve) -> bool:
        return self.meaning(self.normalised(text), resolve) is not None

    def wrong(self, text: str, resolve: Resolve) -> str:
        return super().wrong(text, resolve) or f"the document type declares no unparsed entity “{text}”"

    def description(self) -> str:
        return "the name of an unparsed entity that the document type declares"


class Items(SimpleType):
    """One or more items between white space."""

    has_length = True
    unit = "item"

    def __init__(self, name: str, item: SimpleType) -> None:
        super().__init__(name)
        self.item = item
        self.needs_context = item.needs_context
        self.id_type = name if item.id_type else ""

    def meaning(self, text: str, resolve: Resolve) -> Hashable | None:
        words = text.split(" ")
        return tuple(words) if all(self.item.meaning(word, resolve) is not None for word in words) else None

    def wrong(self, text: str, resolve: Resolve) -> str:
        faults = ((word, self.item.wrong(word, resolve)) for word in text.split(" ") if word)
        return next((f"“{word}”: {fault}" for word, fault in faults if fault), "")

    def description(self) -> str:
        return f"one or more items between blanks, each {self.item.description()}"

    def length(self, text: str) -> int:
        return text.count(" ") + 1


class QName(SimpleType):
    """A name with or without a prefix; its value is the pair of namespace and local name. Length facets hold always (errata E2-36)."""

    needs_context = True
    has_length = True

    def meaning(self, text: str, resolve: Resolve) -> Hashable | None:
        prefix, colon, local = text.rpartition(":")
        if not is_ncname(local) or (colon and not is_ncname(prefix)):
            return None
        if prefix == "xml":
            return XML, local
        namespace = resolve(prefix)
        if namespace is None:
            return None if colon else ("", local)
        return (namespace, local)

    def wrong(self, text: str, resolve: Resolve) -> str:
        prefix, colon, local = text.rpartition(":")
        if text.count(":") > 1:
            return "a colon may stand only once"
        if colon and not prefix:
            return "a prefix is missing before the colon"
        if not local:
            return "a name is missing after the colon" if colon else ""
        fault = name_fault(prefix, is_ncname) or name_fault(local, is_ncname)
        return fault or ("" if resolve(prefix) else f"the prefix “{prefix}” is not declared here")

    def description(self) -> str:
        return "a name like p or x:p, whose prefix is declared"


def name_fault(text: str, matches: Callable[[str], bool]) -> str:
    """Say which character does not belong into a name; empty where all do."""
    if not text or matches(text):
        return ""
    if " " in text:
        return "a blank is not allowed inside"
    foreign = next((character for character in text if not has(ANY, character)), "")
    if foreign:
        return f"“{foreign}” is not allowed in a name"
    if not has(FIRST, text[0]):
        return f"a name cannot begin with “{text[0]}”"
    return "a colon is not allowed in it"


ITEMS = {"NMTOKENS": "NMTOKEN", "IDREFS": "IDREF", "ENTITIES": "ENTITY"}
TYPES: dict[str, type[SimpleType]] = {
    "Name": XmlName,
    "NCName": NCName,
    "NMTOKEN": Nmtoken,
    "ID": Identifier,
    "IDREF": Identifier,
    "ENTITY": Entity,
    "QName": QName,
    "NOTATION": QName,
}


def make(name: str) -> SimpleType:
    """The type of that name."""
    return Items(name, make(ITEMS[name])) if name in ITEMS else TYPES[name](name)
