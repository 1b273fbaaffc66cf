"""A source line to the print it names: "From The Militant, Vol. V No. 45, 8 November 1941, pp. 1 & 5."

A small grammar over recognised parts: units with their numbers and the date may come in any order; what
stands before the first of them is the title, without what is known already (the author, the title of the
text itself) and without a closing bracket that tells one periodical from another ("(2nd series)").
"""

import re
from collections.abc import Iterable
from functools import cache

from tei.readers.dates import dates
from tei.readers.vocabulary import any_of, words
from tei.transcription.extent import Extent
from tei.transcription.metadata import Date, Pages, Part, PrintedSource
from tei.transcription.numerals import number

_NUMBER = r"[\dIVXLCDMivxlcdm]+"
# "(2nd series)", and the same left open where a part inside the brackets was recognised.
_BRACKET = re.compile(r"\s*\([^()]*\)?$")
_STOPS = " \u00a0,.;:("
_LONGEST = 500  # characters of a source line; what is longer is prose
_LABELLED = re.compile(r"[^\W\d_][^\n:.,]{1,30}:\s")
_RANGE = r"\s*[-–—]\s*"


@cache
def label() -> re.Pattern[str]:
    """How a source line opens."""
    one = rf"{any_of(words('lines', 'source'))}(?:\s*:|\b)\s*"
    return re.compile(rf"{one}(?:{one})?", re.IGNORECASE)


@cache
def _unit(unit: str, value: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w){any_of(words('units', unit))}(?!\w)[ ]?\.?\s*(?P<value>{value})(?!\w)", re.IGNORECASE
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


def _date(text: str, start: int, taken: Iterable[Extent]) -> tuple[int, Date] | None:
    """The date in ``text``; a number ``taken`` by a unit is no year."""
    found = [
        one
        for one in dates(text, start)
        if one.extent
        and not any(one.extent.start < other.end and other.start < one.extent.end for other in taken)
    ]
    if not found:
        return None
    # The most exact date is the date of the print: "No. 5 (whole no. 85), 1938, 12 March 1938".
    best = max(found, key=lambda one: len(one.when or one.not_before or ""))
    return (best.extent.start - start if best.extent else 0), best


@cache
def _article() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('credits', 'articles'))}\s+(?=[^\W\d_a-z])")


def _after_known(text: str, known: Iterable[str]) -> int:
    """Where ``text`` goes on after those of ``known`` that open it, each with a comma behind it."""
    at, last = 0, -1
    while at != last:
        last = at
        for one in known:
            match = re.compile(rf"[“‘\"]?{re.escape(one)}[”’\"]?\s*,[”’\"]?\s*").match(text, at)
            at = match.end() if match else at
    return at


def _title(text: str, end: int, start: int, known: Iterable[str]) -> tuple[str | None, Extent | None]:
    first = _after_known(text, known)
    article = _article().match(text, first)
    first = article.end() if article else first
    title = _BRACKET.sub("", text[first : max(first, end)].rstrip(_STOPS)).rstrip(_STOPS)
    if not title:
        return None, None
    return title, Extent(start + first, start + first + len(title))


def has_other_label(line: str) -> bool:
    """Whether ``line`` opens with a label that is none of a print ("Written: October 1933")."""
    return _LABELLED.match(line) is not None and label().match(line) is None


def names_print(line: str) -> bool:
    """Whether ``line`` is a source line and no sentence that opens like one ("From March 1917 to May …")."""
    opening = label().match(line)
    found = read_citation(line) if opening else None
    if opening is None or found is None or len(line) > _LONGEST:
        return False
    if ":" in opening.group():
        return True
    return found.title is not None and not found.title[0].islower()


def read_citation(line: str, start: int = 0, known: Iterable[str] = ()) -> PrintedSource | None:
    """The print that ``line`` names, or None when it names no date, volume, issue or page.

    ``known`` are names and titles that may stand before the title of the print: those of the text itself.
    """
    opening = label().match(line)
    skipped = opening.end() if opening else 0
    text, start = line[skipped:], start + skipped
    volume, issue, pages = (
        _part("volume", text, start),
        _part("issue", text, start),
        _pages(text, start),
    )
    numbers: list[Part | Pages] = [part[1] for part in (volume, issue) if part]
    numbers += pages[1] if pages else ()
    date = _date(text, start, [one.extent for one in numbers if one.extent])
    beginnings = [found[0] for found in (volume, issue, date, pages) if found]
    if not beginnings:
        return None
    title, extent = _title(text, min(beginnings), start, known)
    return PrintedSource(
        title=title,
        title_extent=extent,
        volume=volume[1] if volume else None,
        issue=issue[1] if issue else None,
        date=date[1] if date else None,
        pages=pages[1] if pages else (),
    )
