"""Where in a print a text stands: the volume, the issue and the pages that a source line names.

Units with their numbers ("Vol. V No. 45", "Heft 4", "pp. 1 & 5"), a number counted through all volumes
("whole no. 85"), and volume and issue with nothing but a colon between them ("2 : 106").
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tei.readers.vocabulary import any_of, words
from tei.transcription.extent import Extent
from tei.transcription.metadata import Pages, Part
from tei.transcription.numerals import number

_NUMBER = r"(?:\d+[a-zA-Z]?|[IVXLCDMivxlcdm]+)"
_RANGE = r"\s*[-–—]\s*"
_PAGE = rf"\w*\d\w*(?:{_RANGE}\w*\d\w*)?|[ivxlc]+{_RANGE}[ivxlc]+"
# Clock times and verses have no blank round the colon, and no comma or bracket where they end.
_PAIR = re.compile(rf"(?<![\w:])(?P<volume>{_NUMBER})\s*:\s*(?P<issue>\d+(?:[/–-]\d+)?)(?=\s*[,;.(]|\s*$)")


class Scopes(NamedTuple):
    """What was found, and where: ``spans`` are stretches of the text that was read, in no order."""

    volume: Part | None = None
    issue: Part | None = None
    pages: tuple[Pages, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


@cache
def _unit(unit: str, value: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w){any_of(words('units', unit))}(?![^\W\d_])[ \u00a0]?\.?:?\s*(?P<value>{value})(?!\w)\.?",
        re.IGNORECASE,
    )


def _part(match: re.Match[str], group: str, start: int) -> Part:
    value = match[group]
    return Part(value, number(value), Extent(start + match.start(group), start + match.end(group)))


@cache
def _numbers(unit: str) -> re.Pattern[str]:
    both = any_of(words("credits", "and"))
    return _unit(unit, rf"{_NUMBER}(?:\s*(?:[/–-]|,(?=\s*\d+\s*(?:{both})\s)|{both}\s)\s*{_NUMBER})*")


@cache
def _page_numbers() -> re.Pattern[str]:
    joint = rf"\s*(?:,|&|;|{any_of(words('credits', 'and'))})\s*"
    return _unit("page", rf"(?:{_PAGE})(?:{joint}(?:pp?\.\s*)?(?:{_PAGE}))*")


def _pages(text: str, start: int) -> tuple[tuple[int, int], tuple[Pages, ...]] | None:
    match = _page_numbers().search(text)
    if match is None:
        return None
    first = start + match.start("value")
    found = re.finditer(_PAGE, match["value"])
    return match.span(), tuple(_page(piece, first) for piece in found)


def _page(piece: re.Match[str], start: int) -> Pages:
    ends = re.split(_RANGE, piece.group())
    return Pages(piece.group(), ends[0], ends[-1], Extent(start + piece.start(), start + piece.end()))


def _found(text: str, start: int) -> Iterator[tuple[str, Part, tuple[int, int]]]:
    """The volume and the issue in ``text``, each by its name; what comes first counts."""
    whole = _unit("whole", _NUMBER).search(text)
    # The number of the whole is read apart, so that it is not taken for the number of the issue.
    rest = text if whole is None else text[: whole.start()] + " " * len(whole.group()) + text[whole.end() :]
    volume, issue = _numbers("volume").search(rest), _numbers("issue").search(rest)
    if volume is not None:
        yield "volume", _part(volume, "value", start), volume.span()
    if issue is not None:
        yield "issue", _part(issue, "value", start), issue.span()
    if whole is not None:
        yield "issue" if issue is None else "whole", _part(whole, "value", start), whole.span()
    if issue is None and whole is None and (pair := _PAIR.search(text)):
        if volume is None:
            yield "volume", _part(pair, "volume", start), pair.span()
        yield "issue", _part(pair, "issue", start), pair.span()


def read_scopes(text: str, start: int) -> Scopes:
    """The volume, the issue and the pages in ``text``, which begins at offset ``start`` of the source."""
    parts, spans = {}, []
    for name, part, span in _found(text, start):
        parts[name] = part
        spans.append(span)
    pages = _pages(text, start)
    if pages is not None:
        spans.append(pages[0])
    return Scopes(parts.get("volume"), parts.get("issue"), pages[1] if pages else (), tuple(spans))
