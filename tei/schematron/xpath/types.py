"""Types: casts and constructors, ``instance of`` (XPath 2.0, 3.10; XPath Functions, 17)."""

import math
import re
from collections.abc import Callable
from decimal import Decimal
from importlib import import_module
from typing import Any

from tei.schematron.errors import EvaluationError, ExpressionError
from tei.schematron.xpath.axes import matcher
from tei.schematron.xpath.nodes import NODES
from tei.schematron.xpath.syntax import Item, NodeTest, SequenceType
from tei.schematron.xpath.values import (
    AnyUri,
    Items,
    Single,
    Untyped,
    atomised,
    described,
    double,
    is_nan,
    is_number,
    text_of,
)

_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_LONGEST_NUMBER = 1_000
_RANGES: dict[str, tuple[int | None, int | None]] = {
    "integer": (None, None),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-128, 127),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 255),
}
# Namespaces in XML, production 4, with the characters of XML 1.0, 2.3.
_FIRST = r"A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
_NCNAME = rf"[{_FIRST}][{_FIRST}.\-0-9\u00B7\u0300-\u036F\u203F\u2040]*"
_STRINGS = {
    "normalizedString": r"[^\t\n\r]*",
    "token": r"(?:[^\t\n\r ]+(?: [^\t\n\r ]+)*)?",
    "language": r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*",
    "Name": rf"[:]?{_NCNAME}(?::(?:{_NCNAME})?)*",
    "NCName": _NCNAME,
    "ID": _NCNAME,
    "IDREF": _NCNAME,
    "ENTITY": _NCNAME,
    "NMTOKEN": rf"(?:{_NCNAME}|[0-9.:\-\u00B7])+",
}
# The classes of elementpath for types that Python has none for.
FOREIGN = {
    "date": "Date10",
    "dateTime": "DateTime10",
    "time": "Time",
    "gYear": "GregorianYear10",
    "gYearMonth": "GregorianYearMonth10",
    "gMonth": "GregorianMonth",
    "gMonthDay": "GregorianMonthDay",
    "gDay": "GregorianDay",
    "duration": "Duration",
    "dayTimeDuration": "DayTimeDuration",
    "yearMonthDuration": "YearMonthDuration",
    "hexBinary": "HexBinary",
    "base64Binary": "Base64Binary",
}
_ABOVE = {"dayTimeDuration": "duration", "yearMonthDuration": "duration"}
Cast = Callable[[Item], Item]


def datatypes() -> Any:  # noqa: ANN401 -- a module
    """The datatypes of elementpath, imported when the first date or duration is met."""
    return import_module("elementpath.datatypes")


def foreign(name: str) -> Any:  # noqa: ANN401 -- a class of another package
    """The class for a type that Python has none for."""
    return getattr(datatypes(), FOREIGN[name])


def cast(local: str, written: str) -> Cast:
    """The function that casts an atomic value to the type `xs:local`; what fails is an EvaluationError."""
    if local in _RANGES:
        return lambda item: _to_integer(item, local)
    if local in _STRINGS:
        return lambda item: _to_string(item, local)
    if local in FOREIGN:
        return lambda item: _to_foreign(item, local)
    if local not in _CASTS:
        raise ExpressionError(f"there is no type `{written}` to cast to")
    return _CASTS[local]


def _fail(item: Item, local: str) -> EvaluationError:
    return EvaluationError(f"{described(item)} cannot be cast to xs:{local}")


def is_finite(item: Item) -> bool:
    """Whether a value is a number or a truth, and not infinite."""
    return isinstance(item, bool | int | Decimal) or (isinstance(item, float) and math.isfinite(item))


def _to_integer(item: Item, local: str) -> int:
    number = _integral(item, local)
    low, high = _RANGES[local]
    if (low is not None and number < low) or (high is not None and number > high):
        raise _fail(item, local)
    return number


def _integral(item: Item, local: str) -> int:
    if isinstance(item, str) and not isinstance(item, AnyUri):
        text = item.strip(" \t\r\n")
        if _INTEGER.fullmatch(text) and len(text) <= _LONGEST_NUMBER:
            return int(text)
    elif is_finite(item):
        return int(item)
    raise _fail(item, local)


def _to_decimal(item: Item) -> Decimal:
    if isinstance(item, str) and not isinstance(item, AnyUri):
        text = item.strip(" \t\r\n")
        if _DECIMAL.fullmatch(text) and len(text) <= _LONGEST_NUMBER:
            return Decimal(text)
    elif is_finite(item):
        return Decimal(item)
    raise _fail(item, "decimal")


def _to_double(item: Item) -> float:
    if isinstance(item, str) and not isinstance(item, AnyUri):
        return double(item)
    if isinstance(item, bool | int | Decimal | float):
        try:
            return float(item)
        except OverflowError:
            return math.copysign(math.inf, item)
    raise _fail(item, "double")


def _to_boolean(item: Item) -> bool:
    if isinstance(item, str) and not isinstance(item, AnyUri):
        text = item.strip(" \t\r\n")
        if text in {"true", "1", "false", "0"}:
            return text in {"true", "1"}
    elif isinstance(item, bool):
        return item
    elif is_number(item):
        return bool(item) and not is_nan(item)
    raise _fail(item, "boolean")


def _to_string(item: Item, local: str) -> str:
    text = text_of(item)
    text = re.sub(r"[\t\n\r]", " ", text) if local == "normalizedString" else " ".join(text.split())
    if not re.fullmatch(_STRINGS[local], text):
        raise _fail(item, local)
    return text


def _to_foreign(item: Item, local: str) -> Item:
    made = foreign(local)
    if isinstance(item, str) and not isinstance(item, AnyUri):
        text = item.strip(" \t\r\n")
    elif type(item) is made:
        return item
    else:
        text = _part(item, local)
    try:
        return made(text) if local.endswith("Binary") else made.fromstring(text)
    except (ValueError, TypeError, OverflowError):
        raise _fail(item, local) from None


def _part(item: Item, local: str) -> str:
    """A date or duration as the text of another type that holds a part of it."""
    name = type_name(item)
    text = str(item)
    zone = (re.search(r"(?:Z|[+-]\d\d:\d\d)$", text) or [""])[0] if name in {"dateTime", "date"} else ""
    if name == "dateTime" and local in {"date", "time"}:
        day, _, time = text.partition("T")
        return day + zone if local == "date" else time
    if name == "date" and local == "dateTime":
        return f"{text.removesuffix(zone)}T00:00:00{zone}"
    if name in {"dateTime", "date"} and local.startswith("g"):
        year, month, day = item.year, f"{item.month:02}", f"{item.day:02}"
        forms = {
            "gYear": f"{year:04}",
            "gYearMonth": f"{year:04}-{month}",
            "gMonth": f"--{month}",
            "gMonthDay": f"--{month}-{day}",
            "gDay": f"---{day}",
        }
        return forms[local] + zone
    if name.lower().endswith("duration") and local.lower().endswith("duration"):
        return text
    raise _fail(item, local)


_CASTS: dict[str, Cast] = {
    "string": text_of,
    "untypedAtomic": lambda item: Untyped(text_of(item)),
    "boolean": _to_boolean,
    "decimal": _to_decimal,
    "double": _to_double,
    "float": lambda item: Single(_to_double(item)),
    "anyURI": lambda item: AnyUri(" ".join(text_of(item).split())),
}


def type_name(item: Item) -> str:
    """The local name of the type of an atomic value, as exactly as it is held."""
    for kind, name in _NAMES:
        if isinstance(item, kind):
            return name
    found = type(item).__name__
    return next(
        (name for name, known in FOREIGN.items() if known.removesuffix("10") == found.removesuffix("10")),
        found,
    )


_NAMES: tuple[tuple[type, str], ...] = (
    (bool, "boolean"),
    (Untyped, "untypedAtomic"),
    (AnyUri, "anyURI"),
    (str, "string"),
    (int, "integer"),
    (Decimal, "decimal"),
    (Single, "float"),
    (float, "double"),
)


def is_instance(type_: SequenceType) -> Callable[[Items], bool]:
    """The function that says whether a sequence is of a type (XPath 2.0, 2.5.4)."""
    if type_.kind == "empty":
        return lambda items: not items
    passes = _item_passes(type_)
    least, most = {"": (1, 1), "?": (0, 1), "*": (0, None), "+": (1, None)}[type_.occurrence]
    return lambda items: (
        len(items) >= least and (most is None or len(items) <= most) and all(passes(item) for item in items)
    )


def _item_passes(type_: SequenceType) -> Callable[[Item], bool]:
    if type_.kind == "item":
        return lambda _: True
    if type_.kind != "atomic":
        passes = matcher(NodeTest(type_.kind, *type_.name))
        return lambda item: isinstance(item, NODES) and passes(item)
    local = type_.name[1] or ""
    if local == "anyAtomicType":
        return lambda item: not isinstance(item, NODES)
    cast(local, f"xs:{local}")
    return lambda item: not isinstance(item, NODES) and local in _types(item)


def _types(item: Item) -> set[str]:
    name = type_name(item)
    return {name, "decimal"} if name == "integer" else {name, _ABOVE.get(name, name)}


def caster(type_: SequenceType, written: str) -> Callable[[Items], Items]:
    """The function for `cast as`: one value, or none where the type ends in `?`."""
    convert = cast(type_.name[1] or "", written)

    def casted(items: Items) -> Items:
        values = atomised(items)
        if len(values) == 1:
            return [convert(values[0])]
        if not values and type_.occurrence:
            return []
        count = "nothing" if not values else "several values"
        raise EvaluationError(f"{count} cannot be cast to {written}")

    return casted
