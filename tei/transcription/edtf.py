"""A date in the Extended Date/Time Format, levels 0 and 1, to what the TEI can say of it.

In comes an expression of ISO 8601-2:2019 (1941-11-08, 1941~, 194X, 1941-21, 1941-11-08/1941-11-12, 1941/..), out comes
a :class:`Date` or None. A period has ``from_`` and ``to``; an end that is unknown ("/1941") makes the other a limit. A
season has no months of its own, since it falls in others south of the equator: it is its year, and the expression
keeps the season. Years have four figures. Why not a library: the one there is takes longer to start than a text to encode.
"""

import re
from calendar import monthrange
from typing import NamedTuple

from tei.transcription.metadata import Date

_MOMENT = re.compile(
    r"(?P<year>-?\d{4}|\d{3}X|\d{2}XX)"
    r"(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX)(?:T\d\d:\d\d:\d\d(?:Z|[+-]\d\d(?::\d\d)?)?)?)?)?"
    r"(?P<mark>[?~%])?"
)
_CERTAINTY = {"~": "medium", "?": "low", "%": "low"}
_DOUBTS = ("low", "medium")
SEASONS = range(21, 25)
OPEN, UNKNOWN = "..", ""
_NO_END = (OPEN, UNKNOWN)


class _Moment(NamedTuple):
    """The earliest and the latest W3C date of a moment; equal when it is one."""

    first: str
    last: str
    certainty: str | None


def date_of(expression: str, text: str | None = None) -> Date | None:
    """The date that ``expression`` says, printed as ``text``; None when it is not of level 0 or 1."""
    first, slash, last = expression.partition("/")
    words = text or expression
    if not slash:
        moment = _moment(expression)
        return moment and _single(words, expression, moment)
    return _period(words, expression, first, last)


def _single(text: str, expression: str, moment: _Moment) -> Date:
    date = Date(text, edtf=expression, certainty=moment.certainty)
    if moment.first == moment.last:
        return date._replace(when=moment.first)
    return date._replace(not_before=moment.first, not_after=moment.last)


def _period(text: str, expression: str, first: str, last: str) -> Date | None:
    start, end = _moment(first), _moment(last)
    is_understood = (start or first in _NO_END) and (end or last in _NO_END) and (start or end)
    if not is_understood or (start and end and _order(start.first) > _order(end.last)):
        return None
    certainties = {one.certainty for one in (start, end) if one}
    date = Date(text, edtf=expression, certainty=next((one for one in _DOUBTS if one in certainties), None))
    earliest, latest = start.first if start else None, end.last if end else None
    if UNKNOWN in (first, last):
        return date._replace(not_before=earliest, not_after=latest)
    if earliest == latest:
        return date._replace(when=earliest)
    return date._replace(from_=earliest, to=latest)


def _moment(expression: str) -> _Moment | None:
    match = _MOMENT.fullmatch(expression)
    if match is None:
        return None
    year, month, day = match["year"], match["month"], match["day"]
    certainty = _CERTAINTY.get(match["mark"])
    if month in {None, "XX"} and day in {None, "XX"}:
        first, last = year.replace("X", "0"), year.replace("X", "9")
        return _Moment(first, last, certainty) if first.lstrip("-") != "0000" else None
    when = None if "X" in year or month == "XX" else _when(year, month, day)
    return _Moment(when, when, certainty) if when else None


def _when(year: str, month: str, day: str | None) -> str | None:
    """The W3C date of a month, a day or a season; None when there is no such one."""
    if int(month) in SEASONS and day is None:
        return year
    if not 1 <= int(month) <= 12 or not int(year):
        return None
    if day in {None, "XX"}:
        return f"{year}-{month}"
    return f"{year}-{month}-{day}" if 1 <= int(day or 0) <= days(int(year), int(month)) else None


def days(year: int, month: int) -> int:
    """How many days ``month`` has in the calendar of today."""
    return monthrange(2000 + year % 400, month)[1]


def _order(when: str) -> tuple[int, ...]:
    """What W3C dates are sorted by."""
    sign = -1 if when.startswith("-") else 1
    year, *rest = when.lstrip("-").split("-")
    return (sign * int(year), *map(int, rest))
