"""duration (XSD part 2, 3.2.6): years, months, days, hours, minutes and seconds, each kept as it was written.

P12M and P1Y are two values (a value is a point in a space of six dimensions) and neither comes first. One duration is
shorter than another if it ends earlier after each of the four instants of 3.2.6.2.
"""

from collections.abc import Hashable

from tei.relaxng.datatypes.datatype import Resolve
from tei.relaxng.datatypes.dates import Wrong
from tei.relaxng.datatypes.simple_type import SimpleType, digits
from tei.relaxng.datatypes.timeline import DAY, Instant, compare_instants, day_number

LONGEST = 1000  # digits of a number
DATE_MARKS = "YMD"
CLOCK_MARKS = "HMS"
WORDS = {"Y": "years", "M": "months", "D": "days", "H": "hours", "S": "seconds"}
# Year and month of the four instants; each is the first of its month at midnight.
REFERENCES = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))


# A value: whether it is negative, years, months, days, hours, minutes, seconds, and the
# fraction of the seconds as digits without zeros at the end.
Length = tuple[bool, int, int, int, int, int, int, str]


class Duration(SimpleType):
    """A length of time."""

    ordered = True

    def meaning(self, text: str, resolve: Resolve) -> Hashable | None:
        del resolve
        try:
            return read(text)
        except Wrong:
            return None

    def wrong(self, text: str, resolve: Resolve) -> str:
        del resolve
        try:
            read(text)
        except Wrong as wrong:
            return str(wrong)
        return ""

    def description(self) -> str:
        return "a duration like P1Y6M (a year and six months) or PT30M (thirty minutes)"

    def compare(self, first: Hashable, second: Hashable) -> int | None:
        if first == second:
            return 0
        if not (isinstance(first, tuple) and isinstance(second, tuple)):
            return None
        orders = {compare_instants(end(first, *start), end(second, *start)) for start in REFERENCES}
        # Ends that are the same without the parts being so make no order: {0}.
        return orders.pop() or None if len(orders) == 1 else None


def end(length: Length, year: int, month: int) -> Instant:
    """The instant at which a duration ends that begins with a month."""
    negative, lasting_years, lasting_months, days, hours, minutes, whole, fraction = length
    sign = -1 if negative else 1
    years, months = divmod(year * 12 + month - 1 + sign * (lasting_years * 12 + lasting_months), 12)
    day = day_number(years if years > 0 else years - 1, months + 1, 1)
    clock = days * DAY + hours * 3600 + minutes * 60 + whole
    seconds = day * DAY + sign * clock
    if negative and fraction:
        return seconds - 1, complement(fraction)
    return seconds, fraction


def complement(fraction: str) -> str:
    """The digits of one less a fraction whose last digit is not 0."""
    return "".join(str(9 - int(digit)) for digit in fraction[:-1]) + str(10 - int(fraction[-1]))


def read(text: str) -> Length:
    """Read a duration."""
    negative = text.startswith("-")
    bare = text[negative:]
    if not bare.startswith("P"):
        raise Wrong(
            "a blank is not allowed inside" if " " in text else "a duration begins with P, as in P1Y or PT30M"
        )
    date, mark, clock = bare[1:].partition("T")
    if not (date or clock):
        raise Wrong("a number and its unit must follow, as in P1Y or PT30M")
    if mark and not clock:
        raise Wrong("after T hours, minutes or seconds must follow")
    years, months, days, _ = _numbers(date, DATE_MARKS)
    hours, minutes, seconds, fraction = _numbers(clock, CLOCK_MARKS)
    is_zero = not any((years, months, days, hours, minutes, seconds, fraction))
    return negative and not is_zero, years, months, days, hours, minutes, seconds, fraction


def _numbers(text: str, marks: str) -> tuple[int, int, int, str]:
    """Read the numbers before the marks, which stand in their order and may be left out; the last may be a fraction."""
    numbers, fraction, rest = [0, 0, 0], "", text
    for place, mark in enumerate(marks):
        number, found, after = rest.partition(mark)
        if not found:
            continue
        number, point, decimals = number.partition(".") if mark == "S" else (number, "", "")
        if not digits(number) or (point and not digits(decimals)) or len(number) > LONGEST:
            raise Wrong(_reason(number, marks))
        numbers[place], fraction, rest = int(number), decimals.rstrip("0"), after
    if rest:
        raise Wrong(_reason(rest, marks))
    return numbers[0], numbers[1], numbers[2], fraction


def _reason(text: str, marks: str) -> str:
    """Why a piece of a duration cannot be read."""
    bare = text.rstrip("YMDHSWT")
    if "." in text or "," in text:
        return "only seconds may have a fraction, after a point"
    if "W" in text:
        return "weeks are not allowed; write days: 7 for each"
    if text.upper() != text:
        return "the units are capital letters"
    if marks == DATE_MARKS and text.endswith(("H", "S")):
        return f"a T must stand before the {WORDS[text[-1]]}"
    if digits(bare) and bare != text:
        return "the units stand in the order Y, M, D, T, H, M, S, each at most once"
    return f"the unit after {text} is missing" if digits(text) else f"“{text}” cannot be read"


def make(name: str) -> SimpleType:
    """The type of that name."""
    return Duration(name)
