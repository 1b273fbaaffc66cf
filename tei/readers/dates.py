"""Dates as transcriptions print them, in the languages of ``words/``, to W3C dates.

Only what is printed is said: a month without a day stays a month. Numbers alone are read day first
("21.3.2019"), as the houses that write them do; a date that cannot be is none.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from tei.readers.vocabulary import any_of, months
from tei.transcription.extent import Extent
from tei.transcription.metadata import Date


@cache
def _pattern() -> re.Pattern[str]:
    month = f"(?P<month>{any_of(sorted(months(), key=len, reverse=True))})\\.?"
    day, year = r"(?P<day>\d{1,2})", r"(?P<year>1[4-9]\d\d|20\d\d)"
    shapes = (
        rf"{day}(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?{month},?\s+(?:de\s+)?{year}",
        rf"{month}\s+{day}(?:st|nd|rd|th)?,?\s+{year}",
        rf"{month},?\s+{year}",
        rf"{year}-(?P<month>\d\d)(?:-(?P<day>\d\d))?",
        rf"{day}[./](?P<month>\d{{1,2}})[./]{year}",
        rf"{year}",
    )
    # A group may be named only once in a pattern: each shape gets names of its own.
    numbered = (re.sub(r"\?P<(\w+)>", rf"?P<\g<1>{index}>", shape) for index, shape in enumerate(shapes))
    return re.compile(r"(?<!\w)(?:" + "|".join(numbered) + r")(?![\w])", re.IGNORECASE)


def _parts(match: re.Match[str]) -> dict[str, str]:
    return {name[:-1]: value for name, value in match.groupdict().items() if value is not None}


def _when(parts: dict[str, str]) -> str | None:
    year = parts["year"]
    if "month" not in parts:
        return year
    name = parts["month"]
    month = int(name) if name.isdigit() else months()[name.lower()]
    try:
        day = date(int(year), month, int(parts.get("day", 1)))
    except ValueError:
        return None
    return day.isoformat() if "day" in parts else day.isoformat()[:7]


def dates(text: str, start: int = 0) -> Iterator[Date]:
    """The dates in ``text``, which begins at offset ``start`` of the source."""
    for match in _pattern().finditer(text):
        when = _when(_parts(match))
        if when is not None:
            yield Date(match.group(), when, extent=Extent(start + match.start(), start + match.end()))


def whole_date(text: str, start: int = 0) -> Date | None:
    """The date that ``text`` is, brackets aside; None when there is anything else in it."""
    found = next(dates(text, start), None)
    if found is None or re.fullmatch(r"\(?\s*" + re.escape(found.text) + r"\s*\)?\.?", text) is None:
        return None
    return found
