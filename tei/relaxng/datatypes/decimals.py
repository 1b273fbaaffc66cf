"""decimal and the integers derived from it (XSD part 2, 3.2.3 and 3.3.13 to 3.3.25).

A value is its shortest text ("-10.5", "0"), so that numbers of any size are exact and equal ones are equal.
"""

from collections.abc import Hashable

from tei.relaxng.datatypes.datatype import Resolve
from tei.relaxng.datatypes.simple_type import SimpleType, digits

DECIMAL_CHARACTERS = "0123456789+-."

# Name -> least and greatest value, None for no bound; the description's example.
INTEGERS: dict[str, tuple[int | None, int | None]] = {
    "integer": (None, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-(2**7), 2**7 - 1),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 2**8 - 1),
}
LONGEST_BOUND = 20  # digits of the greatest bound above


def unsigned(text: str) -> str:
    """The text without its sign."""
    return text[1:] if text[:1] in ("+", "-") else text


def shortest(text: str) -> str:
    """The shortest text of the same number."""
    whole, _, fraction = unsigned(text).partition(".")
    whole, fraction = whole.lstrip("0"), fraction.rstrip("0")
    number = f"{whole or '0'}.{fraction}" if fraction else whole or "0"
    return f"-{number}" if text[0] == "-" and number != "0" else number


def compare_numbers(first: str, second: str) -> int:
    """Order two shortest texts by the numbers they stand for."""
    if first == second:
        return 0
    minus = first.startswith("-")
    if minus != second.startswith("-"):
        return -1 if minus else 1
    smaller = _magnitude(first) < _magnitude(second)
    return -1 if smaller != minus else 1


def _magnitude(number: str) -> tuple[int, str, str]:
    whole, _, fraction = number.lstrip("-").partition(".")
    return len(whole), whole, fraction


class Decimal(SimpleType):
    """A number with an optional fraction."""

    ordered = True
    has_digits = True

    def meaning(self, text: str, resolve: Resolve) -> Hashable | None:
        del resolve
        whole, point, fraction = unsigned(text).partition(".")
        if not (whole or fraction) or not (text.isascii() and (whole + fraction).isdigit()):
            return None
        return shortest(text) if point or whole else None

    def allows(self, text: str, resolve: Resolve) -> bool:
        return digits(text) or self.meaning(self.normalised(text), resolve) is not None

    def wrong(self, text: str, resolve: Resolve) -> str:
        del resolve
        if "," in text:
            return "the fraction stands after a point, not after a comma"
        return number_fault(text, DECIMAL_CHARACTERS)

    def description(self) -> str:
        return "a number like 12 or 1.5"

    def compare(self, first: Hashable, second: Hashable) -> int | None:
        return compare_numbers(str(first), str(second))


class Integer(Decimal):
    """A whole number, in the bounds that the type's name stands for."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.least, self.greatest = INTEGERS[name]

    def meaning(self, text: str, resolve: Resolve) -> Hashable | None:
        del resolve
        return shortest(text) if self._in_bounds(text) else None

    def allows(self, text: str, resolve: Resolve) -> bool:
        del resolve
        return self._in_bounds(text) or self._in_bounds(self.normalised(text))

    def _in_bounds(self, text: str) -> bool:
        bare = unsigned(text)
        if not (bare.isdigit() and bare.isascii()):
            return False
        if len(bare) > LONGEST_BOUND:
            bare = bare.lstrip("0") or "0"
            if len(bare) > LONGEST_BOUND:
                return (self.least if text[0] == "-" else self.greatest) is None
        number = -int(bare) if text[0] == "-" else int(bare)
        return (self.least is None or number >= self.least) and (
            self.greatest is None or number <= self.greatest
        )

    def wrong(self, text: str, resolve: Resolve) -> str:
        del resolve
        if not digits(unsigned(text)):
            return (
                "it must be a whole number" if _is_fraction(text) else number_fault(text, DECIMAL_CHARACTERS)
            )
        if self.least is not None and (text[0] == "-" or self.greatest is None):
            return f"the least number allowed is {self.least}"
        return f"the greatest number allowed is {self.greatest}"

    def description(self) -> str:
        if self.least is not None and self.greatest is not None:
            return f"a whole number from {self.least} to {self.greatest}"
        if self.greatest is not None:
            return f"a whole number, {self.greatest} or less"
        return "a whole number like 12" if self.least is None else f"a whole number, {self.least} or more"


def _is_fraction(text: str) -> bool:
    whole, point, fraction = unsigned(text).partition(".")
    return bool(point) and digits(whole or "0") and digits(fraction or "0")


def number_fault(text: str, characters: str) -> str:
    """What an editor can put right in a text that should be a number."""
    if " " in text:
        return "a blank is not allowed inside"
    foreign = next((character for character in text if character not in characters), "")
    if foreign.isdigit():
        return f"“{foreign}” is not one of the digits 0 to 9"
    return f"“{foreign}” is not allowed in a number" if foreign else ""


def make(name: str) -> SimpleType:
    """The type of that name."""
    return Integer(name) if name in INTEGERS else Decimal(name)
