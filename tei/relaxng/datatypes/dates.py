"""dateTime, date, time, gYear, gYearMonth, gMonth, gMonthDay, gDay (XSD part 2, 3.2.7 to 3.2.14, appendix D).

Decided by the second edition of XSD 1.0: there is no year 0 and -0001 is a leap year (appendix D.3.2); 24:00:00 is the
first instant of the following day; a second 60 is a leap second and, as nobody can know them all, is taken as the
first second of the next minute at any time (D.1); digits must follow a decimal point. Years have up to a thousand
digits, a limit of this processor. A value is the instant at which the time begins, with or without a zone; of two
values only one of which has a zone, one comes first if it does for every zone (3.2.7.4).
"""

from collections.abc import Hashable

from tei.relaxng.datatypes.datatype import Resolve
from tei.relaxng.datatypes.simple_type import SimpleType, digits
from tei.relaxng.datatypes.timeline import (
    DAY,
    FOURTEEN_HOURS,
    MONTHS,
    NAMES,
    Instant,
    compare_instants,
    day_number,
    month_length,
)

LONGEST_YEAR = 1000
LEAP_YEAR = 1972  # stands in where a type has no year: February has 29 days, as it may have

# Name -> the parts of its date (year, month, day), what marks its time of day, an example in words.
PICTURES = {
    "dateTime": ("YMD", "T", "a date and time like 1941-11-08T12:30:00"),
    "date": ("YMD", "", "a date like 1941-11-08"),
    "time": ("", ":", "a time like 12:30:00"),
    "gYear": ("Y", "", "a year like 1941"),
    "gYearMonth": ("YM", "", "a year and month like 1941-11"),
    "gMonth": ("M", "", "a month like --11"),
    "gMonthDay": ("MD", "", "a month and day like --11-08"),
    "gDay": ("D", "", "a day of the month like ---08"),
}
DASHES = {"M": "--", "MD": "--", "D": "---"}


class Wrong(Exception):
    """The text is not of the type; the words say why."""


class Moment(tuple[Instant, bool]):
    """A value: the instant at which it begins (as if in UTC where it has no zone), and whether it has a zone."""

    __slots__ = ()

    @property
    def instant(self) -> Instant:
        return self[0]

    @property
    def zoned(self) -> bool:
        return self[1]


class DateType(SimpleType):
    """One of the eight types of dates and times."""

    ordered = True

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.parts, self.clock, self.example = PICTURES[name]
        self.mark = self.clock or DASHES.get(self.parts, "")  # what every text of the type has in it

    def allows(self, text: str, resolve: Resolve) -> bool:
        if self.parts == "YMD":
            if not self.clock and _is_plain_date(text):
                return True
        elif self.parts == "Y" and len(text) == 4 and digits(text) and text != "0000":
            return True
        return self.mark in text and self.meaning(self.normalised(text), resolve) is not None

    def meaning(self, text: str, resolve: Resolve) -> Hashable | None:
        del resolve
        try:
            return self._read(text)
        except Wrong:
            return None

    def wrong(self, text: str, resolve: Resolve) -> str:
        del resolve
        try:
            self._read(text)
        except Wrong as wrong:
            return str(wrong)
        return ""

    def description(self) -> str:
        return self.example

    def compare(self, first: Hashable, second: Hashable) -> int | None:
        if not (isinstance(first, Moment) and isinstance(second, Moment)):
            return None
        if first.zoned == second.zoned:
            return compare_instants(first.instant, second.instant)
        if second.zoned:
            opposite = self.compare(second, first)
            return None if opposite is None else -opposite
        seconds, fraction = second.instant
        if first.instant < (seconds - FOURTEEN_HOURS, fraction):
            return -1
        return 1 if first.instant > (seconds + FOURTEEN_HOURS, fraction) else None

    def _read(self, text: str) -> Moment:
        if " " in text:
            raise Wrong("a blank is not allowed inside")
        if not text.isascii():
            raise Wrong("only the digits 0 to 9, hyphens and colons are allowed")
        body, zone = split_zone(text)
        date, clock = body, ""
        if self.clock:
            date, mark, clock = body.partition("T") if self.parts else ("", "", body)
            if self.parts and not mark:
                raise Wrong("the time is missing: a T and the hour, minute and second follow the date")
        day = day_number(*read_date(date, self.parts)) if self.parts else 0
        seconds, fraction = read_clock(clock, bare=not self.parts) if self.clock else (0, "")
        return Moment(((day * DAY + seconds - (zone or 0), fraction), zone is not None))


def _is_plain_date(text: str) -> bool:
    """Whether a text is a date of the usual length that exists in every year and month."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return False
    year, month, day = text[:4], text[5:7], text[8:]
    return digits(year + month + day) and year != "0000" and "01" <= month <= "12" and "01" <= day <= "28"


def split_zone(text: str) -> tuple[str, int | None]:
    """Split the time zone off: the text before it, and its seconds east of UTC (None for no zone)."""
    if text.endswith("Z"):
        return text[:-1], 0
    if text[-6:-5] not in ("+", "-") or text[-3:-2] != ":":
        return text, None
    hours, minutes = text[-5:-3], text[-2:]
    if not (digits(hours) and digits(minutes)):
        return text, None
    if int(minutes) >= 60 or int(hours) * 60 + int(minutes) > 14 * 60:
        raise Wrong(f"the time zone {text[-6:]} does not exist: zones go from -14:00 to +14:00")
    seconds = int(hours) * 3600 + int(minutes) * 60
    return text[:-6], -seconds if text[-6] == "-" else seconds


def read_date(text: str, parts: str) -> tuple[int, int, int]:
    """Read year, month and day, those that a type has, and see that the day exists."""
    year, fields = _split_date(text, parts)
    month = _month(fields.pop(0)) if "M" in parts else 1
    if "D" not in parts:
        return year, month, 1
    day = _two(fields.pop(0), "day")
    if not 1 <= day <= 31:
        raise Wrong(f"the day {day:02} does not exist")
    if "M" in parts and day > month_length(year, month):
        when = f" {year:05}" if year < 0 else f" {year:04}"
        leap = when if "Y" in parts and month == 2 and day == 29 else ""
        raise Wrong(f"{day} {NAMES[month - 1]}{leap} does not exist")
    return year, month, day


def _split_date(text: str, parts: str) -> tuple[int, list[str]]:
    """The year, and the texts of the month and the day."""
    dashes = DASHES.get(parts, "")
    if not text.startswith(dashes):
        raise Wrong(f"it must begin with “{dashes}”")
    sign = text[:1] if parts[0] == "Y" and text[:1] in ("-", "+") else ""
    fields = text[len(dashes or sign) :].split("-")
    if len(fields) != len(parts):
        _refuse_shape(text, parts)
    if parts[0] != "Y":
        return LEAP_YEAR, fields
    if sign == "+":
        raise Wrong("a year has no plus sign")
    return _year(fields[0], sign), fields[1:]


def _refuse_shape(text: str, parts: str) -> None:
    for mark, word in ((".", "points"), ("/", "slashes")):
        if mark in text and parts != "Y":
            raise Wrong(f"the parts are joined by hyphens, not by {word}")
    raise Wrong("")


def _year(text: str, sign: str) -> int:
    if not digits(text):
        raise Wrong("the year is missing" if not text else f"“{text}” is not a year")
    if len(text) < 4:
        raise Wrong(f"a year has four digits: {sign}{text:0>4}")
    if len(text) > 4 and text[0] == "0":
        raise Wrong("a year of more than four digits does not begin with 0")
    if len(text) > LONGEST_YEAR:
        raise Wrong(f"a year of more than {LONGEST_YEAR} digits cannot be read")
    year = int(text)
    if year == 0:
        raise Wrong("the year 0000 does not exist: the year before 0001 is -0001")
    return -year if sign else year


def _month(text: str) -> int:
    month = _two(text, "month")
    if not 1 <= month <= len(MONTHS):
        raise Wrong(f"the month {month:02} does not exist")
    return month


def _two(text: str, part: str) -> int:
    """Read two digits."""
    if len(text) == 2 and digits(text):
        return int(text)
    if len(text) == 1 and digits(text):
        raise Wrong(f"the {part} has two digits: 0{text}")
    raise Wrong(f"the {part} is missing" if not text else f"“{text}” is not a {part}")


def read_clock(text: str, *, bare: bool) -> Instant:
    """Read a time of day as seconds since midnight; ``bare`` is one without a date, where 24:00:00 is 00:00:00."""
    fields = text.split(":")
    if len(fields) != 3:
        raise Wrong("a time has hour, minute and second: 12:30:00" if len(fields) < 3 and text else "")
    hour, minute = _two(fields[0], "hour"), _two(fields[1], "minute")
    whole, point, fraction = fields[2].partition(".")
    second = _two(whole, "second")
    if point and not digits(fraction):
        raise Wrong(
            "digits must follow the decimal point" if not fraction else f"“{fraction}” is not a fraction"
        )
    fraction = fraction.rstrip("0")
    if hour > 24 or (hour == 24 and (minute, second, fraction) != (0, 0, "")):
        raise Wrong(f"the hour {hour} does not exist" if hour > 24 else "after 24:00:00 a new day begins")
    if minute > 59 or second > 60:
        raise Wrong(
            f"the minute {minute} does not exist" if minute > 59 else f"the second {second} does not exist"
        )
    seconds = hour * 3600 + minute * 60 + second
    return seconds % DAY if bare and hour == 24 else seconds, fraction


def make(name: str) -> SimpleType:
    """The type of that name."""
    return DateType(name)
