"""Atomic values, and what they mean as strings, numbers and truth.

How types are held: xs:string and its kind ``str``; xs:untypedAtomic :class:`Untyped`; xs:boolean ``bool``; xs:integer ``int``;
xs:decimal ``Decimal``; xs:double ``float``; xs:float :class:`Single`; xs:anyURI :class:`AnyUri`; dates, durations and the rest
are those of ``elementpath.datatypes``. A sequence is a list.
"""

import math
import struct
from decimal import Decimal
from typing import Self

from tei.schematron.errors import EvaluationError
from tei.schematron.xpath.nodes import NODES, Comment, ProcessingInstruction, string_value
from tei.schematron.xpath.syntax import Item

Items = list[Item]


class Untyped(str):
    """xs:untypedAtomic: what a node without a schema has for a value."""

    __slots__ = ()


class AnyUri(str):
    """xs:anyURI, which compares as a string."""

    __slots__ = ()


class Single(float):
    """xs:float: a number of 32 bits."""

    __slots__ = ()

    def __new__(cls, value: float) -> Self:
        try:
            return super().__new__(cls, struct.unpack("f", struct.pack("f", value))[0])
        except OverflowError:
            return super().__new__(cls, math.copysign(math.inf, value))


NUMBERS = (int, Decimal, float)


def is_number(item: Item) -> bool:
    """Whether an atomic value is a number (bool is a kind of int to Python)."""
    return isinstance(item, NUMBERS) and not isinstance(item, bool)


def atomised(items: Items) -> Items:
    """The atomic values of items (XPath 2.0, 2.4.2)."""
    return [atom(item) if isinstance(item, NODES) else item for item in items]


def atom(node: Item) -> str:
    """The typed value of a node: untyped, but a string for comments and processing instructions."""
    value = string_value(node)
    return value if isinstance(node, Comment | ProcessingInstruction) else Untyped(value)


def truth(items: Items) -> bool:
    """The effective boolean value (XPath 2.0, 2.4.3)."""
    if not items:
        return False
    first = items[0]
    if isinstance(first, NODES):
        return True
    if len(items) > 1:
        raise EvaluationError("a sequence of several values is neither true nor false")
    if isinstance(first, str | bool):
        return bool(first)
    if is_number(first):
        return bool(first) and not is_nan(first)
    raise EvaluationError(f"{described(first)} is neither true nor false")


def is_nan(number: Item) -> bool:
    """Whether a number is none."""
    return isinstance(number, float) and math.isnan(number)


def text_of(item: Item) -> str:
    """An item as a string (XPath Functions, 17.1.2)."""
    if isinstance(item, str):
        return str(item)
    if isinstance(item, NODES):
        return string_value(item)
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, int):
        return _integer_text(item)
    if isinstance(item, Decimal):
        return _decimal_text(item)
    return _double_text(item) if isinstance(item, float) else str(item)


_DIGITS = 4_000


def _integer_text(number: int) -> str:
    if number.bit_length() > _DIGITS * 3:
        raise EvaluationError(f"a number has more than {_DIGITS} digits")
    return str(number)


def _decimal_text(number: Decimal) -> str:
    if abs(number.adjusted()) > _DIGITS:
        raise EvaluationError(f"a number has more than {_DIGITS} digits")
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def _double_text(number: float) -> str:
    if math.isnan(number) or math.isinf(number):
        return "NaN" if math.isnan(number) else ("INF" if number > 0 else "-INF")
    if number == 0:
        return "-0" if math.copysign(1, number) < 0 else "0"
    shortest = Decimal(_shortest(number))
    if 1e-6 <= abs(number) < 1e6:
        return _decimal_text(shortest)
    sign, digits, exponent = shortest.normalize().as_tuple()
    mantissa = "".join(map(str, digits))
    power = len(mantissa) - 1 + int(exponent)
    return f"{'-' if sign else ''}{mantissa[0]}.{mantissa[1:] or '0'}E{power}"


def _shortest(number: float) -> str:
    """The shortest decimal that reads as the same number."""
    if isinstance(number, Single):
        for digits in range(1, 10):
            text = f"{number:.{digits}g}"
            if Single(float(text)) == number:
                return text
    return repr(float(number))


def text_of_old(item: Item) -> str:
    """An item as a string by XPath 1.0, section 4.2: numbers have no exponents."""
    if isinstance(item, float):
        if math.isinf(item):
            return "Infinity" if item > 0 else "-Infinity"
        if not math.isnan(item):
            return _decimal_text(Decimal(_shortest(item)))
    return text_of(item)


def number_of(item: Item) -> float:
    """An item as a double; not a number where it is none (XPath Functions, 14.4.1)."""
    if isinstance(item, NODES):
        item = string_value(item)
    if isinstance(item, str):
        return double(item, math.nan)
    try:
        return float(item)
    except OverflowError:
        return math.copysign(math.inf, item)
    except (TypeError, ValueError):
        return math.nan


_SPACE = " \t\r\n"
_SPECIAL = {"INF": math.inf, "+INF": math.inf, "-INF": -math.inf, "NaN": math.nan}
_OF_NUMBERS = frozenset("0123456789.eE+-")


def double(text: str, otherwise: float | None = None) -> float:
    """A string as a double (XML Schema Datatypes, 3.2.5); ``otherwise``, or an error, where it is none."""
    stripped = text.strip(_SPACE)
    if stripped in _SPECIAL:
        return _SPECIAL[stripped]
    try:
        if _OF_NUMBERS.issuperset(stripped):
            return float(stripped)
    except ValueError:
        pass
    if otherwise is None:
        raise EvaluationError(f"{described(text)} is not a number")
    return otherwise


def described(item: Item) -> str:
    """A value for messages."""
    words = " ".join(text_of(item).split())
    words = words if len(words) <= 60 else words[:59] + "…"
    return f"`{words}`" if not isinstance(item, str) else f"`'{words}'`"
