"""Lines that lead to other pages: trails ("MIA > Archive > Breitman"), ways back, ways on, the way to the top."""

import re
from collections.abc import Sequence
from functools import cache

from tei.readers.vocabulary import any_of, words

# A guillemet parts names only where it does not close a quotation.
_SEGMENT = re.compile(r"\||\s>\s|→|\s»\s|\s::\s|\s›\s|\s/\s")
_PARTING = re.compile(r"[|>→»›]|::|\s/\s")
_TRAIL = re.compile(r"[|>→»›]")
_LONGEST_SEGMENT = 60
_LONGEST = 240  # characters of a line of navigation
_LONGEST_NAME = 90  # characters of the name of one page
_YEAR_AT_END = re.compile(r"[^\W\d_][^\n()]{2,80}?,?\s(?:1[4-9]|20)\d\d(?:\s*[-–/]\s*\d{2,4})?")
_SHORTEST_WORD = 4  # letters of a word that tells one page from another
_WORDS = re.compile(r"[^\W\d_]{4,}")


@cache
def _way_up() -> re.Pattern[str]:
    return re.compile(rf"[\[^↑▲ ]*{any_of(words('lines', 'navigation'))}[\] .↑▲^]*", re.IGNORECASE)


@cache
def _pages() -> str:
    return any_of({*words("navigation", "owned"), *words("navigation", "pages")})


@cache
def _step() -> re.Pattern[str]:
    """A step to a page nearby: "< backward", "Next: 1920", "Table of Contents"."""
    step = any_of(
        {*words("navigation", "steps"), *words("navigation", "owned"), *words("navigation", "pages")}
    )
    leading = any_of(words("navigation", "leading"))
    return re.compile(
        rf"[\s\[(<>«»←→‹›|^]*(?:{step}(?:\s*:\s*[^\n]{{1,60}})?|{leading}\s+[^\n.]{{1,60}})[\s\])<>«»←→‹›|.]*",
        re.IGNORECASE,
    )


@cache
def _page_name() -> re.Pattern[str]:
    """The name of a collection of pages: "George Breitman Internet Archive", "Archivio Gramsci"."""
    word = r"(?:(?:[^\W\d_a-z]\.){1,4}|[^\W\d_a-z][^\s.!?|]*)"
    link = r"(?:\s+(?:of|the|on|and|&|de|des|du|di|van|von|der)){0,2}"
    return re.compile(
        rf"[\[\s]*(?:(?:{word}|\d{{4}}){link}(?:\s+{word}{link}){{0,7}}\s+{_pages()}|{_pages()}(?:\s+{word}){{1,4}})[\s\]]*"
    )


def leads_up(line: str) -> bool:
    """Whether ``line`` is a known phrase that leads to the top, wherever it stands."""
    return len(line) <= _LONGEST_SEGMENT and _way_up().fullmatch(line) is not None


def names_pages(line: str) -> bool:
    """Whether ``line`` is the name of a collection of pages and no more."""
    return len(line) <= _LONGEST_NAME and _page_name().fullmatch(line) is not None


def is_step(line: str) -> bool:
    """Whether ``line`` leads a step on or back, or is nothing but bars and arrows."""
    if len(line) > _LONGEST_NAME:
        return False
    if line.strip() == ">":
        return False  # the sign of an empty line that is quoted
    return not line.strip("<>|«»←→‹› \u00a0[]") or _step().fullmatch(line) is not None


def is_navigation(line: str) -> bool:
    """Whether ``line`` leads to other pages: short names parted by bars, or a phrase known to."""
    if len(line) > _LONGEST:
        return False
    if _PARTING.search(line):
        segments = [segment.strip() for segment in _SEGMENT.split(line) if segment.strip()]
        if _are_pages(line, segments):
            return True
    return leads_up(line)


def _are_pages(line: str, segments: list[str]) -> bool:
    parted = len(segments) > 1 and not line.endswith(".") and "«" not in line
    if not parted or any(len(segment) > _LONGEST_SEGMENT for segment in segments):
        return False
    # A stroke parts much besides the names of pages.
    return _TRAIL.search(line) is not None or any(names_pages(one) or is_step(one) for one in segments)


def leads_on(lines: Sequence[str]) -> bool:
    """Whether all of ``lines`` lead to other pages, wherever they stand: a bar parts nothing but steps and pages."""
    barred = [line for line in lines if "|" in line]
    segments = [one.strip() for line in barred for one in line.split("|") if one.strip()]
    return (
        len(segments) > 1
        and all(len(line) <= _LONGEST for line in lines)
        and all(
            names_pages(one) or is_step(one)
            for one in (*segments, *(line for line in lines if "|" not in line))
        )
    )


@cache
def _words_of_all() -> frozenset[str]:
    """The words that any pages may be called by, in lower case."""
    names = [name for key in ("owned", "pages", "steps") for name in words("navigation", key)]
    return frozenset(word.lower() for name in names for word in name.split())


def words_of_pages(line: str) -> frozenset[str]:
    """The words of ``line``, in lower case, that tell its pages from others."""
    return frozenset(word.lower() for word in _WORDS.findall(line)) - _words_of_all()


def names_year(line: str, known: frozenset[str]) -> bool:
    """Whether ``line`` is the name of a year's pages, which share a word that is ``known`` ("Breitman 1941")."""
    return _YEAR_AT_END.fullmatch(line) is not None and not known.isdisjoint(words_of_pages(line))
