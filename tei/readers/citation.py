"""A source line to the print it names: "From The Militant, Vol. V No. 45, 8 November 1941, pp. 1 & 5."

A small grammar over recognised parts: units with their numbers and the date may come in any order; what
stands before the first of them is the title.
"""

import re
from functools import cache

from tei.readers.dates import dates
from tei.readers.numerals import number
from tei.readers.vocabulary import any_of, words
from tei.transcription.extent import Extent
from tei.transcription.metadata import Date, Pages, Part, PrintedSource

_NUMBER = r"[\dIVXLCDMivxlcdm]+"
_RANGE = r"\s*[-–—]\s*"


@cache
def label() -> re.Pattern[str]:
    """How a source line opens."""
    return re.compile(rf"{any_of(words('lines', 'source'))}(?:\s*:|\b)\s*", re.IGNORECASE)


@cache
def _unit(unit: str, value: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w){any_of(words('units', unit))}(?!\w)\.?\s*(?P<value>{value})(?!\w)", re.IGNORECASE
    )


def _part(unit: str, text: str, start: int) -> tuple[int, Part] | None:
    match = _unit(unit, rf"{_NUMBER}(?:[/–-]{_NUMBER})?").search(text)
    if match is None:
        return None
    value = match["value"]
    return match.start(), Part(value, number(value), _extent(match, start))


def _extent(match: re.Match[str], start: int) -> Extent:
    return Extent(start + match.start("value"), start + match.end("value"))


def _pages(text: str, start: int) -> tuple[int, tuple[Pages, ...]] | None:
    one = rf"\w*\d\w*(?:{_RANGE}\w*\d\w*)?"
    match = _unit("page", rf"{one}(?:\s*(?:,|&|{any_of(words('credits', 'and'))})\s*{one})*").search(text)
    if match is None:
        return None
    first = match.start("value")
    found = re.finditer(one, match["value"])
    return match.start(), tuple(_page(piece, start + first) for piece in found)


def _page(piece: re.Match[str], start: int) -> Pages:
    ends = re.split(_RANGE, piece.group())
    return Pages(piece.group(), ends[0], ends[-1], Extent(start + piece.start(), start + piece.end()))


def _date(text: str, start: int) -> tuple[int, Date] | None:
    found = list(dates(text, start))
    if not found:
        return None
    # The most exact date is the date of the print: "No. 5 (whole no. 85), 1938, 12 March 1938".
    best = max(found, key=lambda one: len(one.when or ""))
    return (best.extent.start - start if best.extent else 0), best


def _title(text: str, end: int, start: int) -> tuple[str | None, Extent | None]:
    words_before = text[:end]
    title = words_before.rstrip(" \u00a0,.;:(")
    if not title:
        return None, None
    return title, Extent(start, start + len(title))


def read_citation(line: str, start: int = 0) -> PrintedSource | None:
    """The print that ``line`` names, or None when it names no date, volume, issue or page."""
    opening = label().match(line)
    skipped = opening.end() if opening else 0
    text, start = line[skipped:], start + skipped
    volume, issue, date, pages = (
        _part("volume", text, start),
        _part("issue", text, start),
        _date(text, start),
        _pages(text, start),
    )
    beginnings = [found[0] for found in (volume, issue, date, pages) if found]
    if not beginnings:
        return None
    title, extent = _title(text, min(beginnings), start)
    return PrintedSource(
        title=title,
        title_extent=extent,
        volume=volume[1] if volume else None,
        issue=issue[1] if issue else None,
        date=date[1] if date else None,
        pages=pages[1] if pages else (),
    )
