"""Dates as transcriptions print them, in the languages of ``words/``, to W3C dates.

Only what is printed is said: a month without a day stays a month, a season is its year, and a range
("July-August 1958") has a first and a last possible date. Numbers alone are read day first ("21.3.2019"),
as the houses that write them do, unless only the other order gives a date; a date that cannot be is none.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from tei.readers.vocabulary import any_of, months, words
from tei.transcription.extent import Extent
from tei.transcription.metadata import Date


@cache
def _pattern() -> re.Pattern[str]:
    name = any_of(sorted(months(), key=len, reverse=True))
    month, last_month = rf"(?P<month>{name})\.?", rf"(?P<last>{name})\.?"
    season = any_of(words("dates", "seasons"))
    day, year = r"(?P<day>\d{1,2})", r"(?P<year>1[4-9]\d\d|20\d\d)"
    upto = r"\s*[-–—/]\s*"
    shapes = (
        rf"{day}(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?{month},?\s+(?:de\s+)?{year}",
        rf"{month}\s+{day}(?:st|nd|rd|th)?,?\s+{year}",
        rf"{month}{upto}{last_month},?\s+{year}",
        rf"{month},?\s+{year}",
        rf"{season},?\s+{year}",
        rf"{year}-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?",
        rf"{day}(?P<separator>[./])(?P<month>\d{{1,2}})[./]{year}",
        rf"{year}{upto}(?P<end>1[4-9]\d\d|20\d\d)",
        rf"{year}",
    )
    # A group may be named only once in a pattern: each shape gets names of its own.
    numbered = (re.sub(r"\?P<(\w+)>", rf"?P<\g<1>{index}>", shape) for index, shape in enumerate(shapes))
    return re.compile(r"(?<!\w)(?:" + "|".join(numbered) + r")(?![\w])", re.IGNORECASE)


def _parts(match: re.Match[str]) -> dict[str, str]:
    return {
        name.rstrip("0123456789"): value for name, value in match.groupdict().items() if value is not None
    }


def _when(parts: dict[str, str]) -> str | None:
    year = parts["year"]
    if "month" not in parts:
        return year
    month, day = _month(parts["month"]), int(parts.get("day", 1))
    found = _day(int(year), month, day)
    if found is None and parts["month"].isdigit() and "separator" in parts:
        found = _day(int(year), day, month)
    if found is None:
        return None
    return found.isoformat() if "day" in parts else found.isoformat()[:7]


def _month(name: str) -> int:
    return int(name) if name.isdigit() else months()[name.lower()]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _ends(parts: dict[str, str]) -> tuple[str, str] | None:
    """The first and the last date that ``parts`` of a range allow; None when they are in the wrong order."""
    if "last" in parts:
        first, last = (f"{parts['year']}-{_month(parts[key]):02}" for key in ("month", "last"))
    else:
        first, last = parts["year"], parts["end"]
    return (first, last) if first < last else None


def _date(match: re.Match[str], extent: Extent) -> Date | None:
    parts = _parts(match)
    if "last" in parts or "end" in parts:
        ends = _ends(parts)
        return Date(match.group(), None, *ends, extent=extent) if ends else None
    when = _when(parts)
    return Date(match.group(), when, extent=extent) if when else None


def dates(text: str, start: int = 0) -> Iterator[Date]:
    """The dates in ``text``, which begins at offset ``start`` of the source."""
    for match in _pattern().finditer(text):
        found = _date(match, Extent(start + match.start(), start + match.end()))
        if found is not None:
            yield found


def whole_date(text: str, start: int = 0) -> Date | None:
    """The date that ``text`` is, brackets aside; None when there is anything else in it."""
    found = next(dates(text, start), None)
    if found is None or re.fullmatch(r"\(?\s*" + re.escape(found.text) + r"\s*\)?\.?", text) is None:
        return None
    return found
