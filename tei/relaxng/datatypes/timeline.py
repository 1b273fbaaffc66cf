"""Days and seconds on one line, before and after the year 1, by the calendar of XSD (proleptic Gregorian, no year 0).

Years count as texts write them: -1 is the year before 1. Instants are pairs of whole seconds and the digits of the
fraction, which compare as they should: no digit is lost and no size is too big.
"""

DAY = 86400
FOURTEEN_HOURS = 14 * 3600
MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
FEBRUARY = 2

Instant = tuple[int, str]


def is_leap(year: int) -> bool:
    """Whether a year has 366 days; of the years before 1 these are -1, -5, …"""
    astronomical = year + 1 if year < 0 else year
    return astronomical % 4 == 0 and (astronomical % 100 != 0 or astronomical % 400 == 0)


def month_length(year: int, month: int) -> int:
    """The number of days of a month (1 to 12)."""
    return 29 if month == FEBRUARY and is_leap(year) else MONTHS[month - 1]


def day_number(year: int, month: int, day: int) -> int:
    """The number of a day since 1 January of the year 1, which is 0."""
    past = (year + 1 if year < 0 else year) - 1
    february = month > FEBRUARY and is_leap(year)
    return past * 365 + past // 4 - past // 100 + past // 400 + sum(MONTHS[: month - 1]) + february + day - 1


def compare_instants(first: Instant, second: Instant) -> int:
    """Order two instants."""
    return (first > second) - (first < second)
