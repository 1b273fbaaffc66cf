"""The head of a citation: the names and titles that stand before its numbers and its date.

They are parted by commas; the last is the title of the print, less an editor, a publisher and a place. What stands
before it, in quotation marks or not, is the title of the text within the print.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from tei.readers.vocabulary import any_of, words

_BRACKET = re.compile(r"\s*\([^()]*\)?$")
_QUOTED = re.compile(r"\s*(?:“([^“”]+)”|\"([^\"]+)\"|‘([^‘’]+)’(?!\w)|„([^„“]+)“|«\s*([^«»]+?)\s*»)\s*,?\s*")
_MOST_PLACE = 4  # words of a place
_YEAR = re.compile(r"(?:1[4-9]|20)\d\d")
_STOPS = " \u00a0,.;:("


class Segment(NamedTuple):
    """A piece of the head between two commas: where it begins and what it says."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@cache
def _word_of(section: str, key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(words(section, key))}(?!\w)")


@cache
def article_before() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('credits', 'articles'))}(?:\s+|(?<=’))(?=[^\W\d_a-z])")


@cache
def into_print() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('places', 'into'))}(?!\w)\s*:?\s+", re.IGNORECASE)


@cache
def _editors() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(words('places', 'editors'))}(?!\w)\.?", re.IGNORECASE)


@cache
def _chapter() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{any_of(words('credits', 'articles'))}\s+)?{any_of(words('units', 'chapter'))}\.?\s+[\dIVXLC]+\s*"
        rf"(?:,|{any_of(words('places', 'apart'))}(?!\w)|{any_of(words('places', 'into'))}(?!\w))\s*",
        re.IGNORECASE,
    )


def segments_of(text: str, start: int) -> Iterator[Segment]:
    """``text`` between its commas and semicolons; those within brackets or quotation marks part nothing."""
    depth, begun = 0, 0
    for at, character in enumerate(text):
        depth += (character in "([“«") - (character in ")]”»")
        if character in ",;" and depth <= 0:
            yield from _segment(text, begun, at, start)
            begun = at + 1
    yield from _segment(text, begun, len(text), start)


def _segment(text: str, begun: int, end: int, start: int) -> Iterator[Segment]:
    piece = text[begun:end]
    words_ = piece.strip(" \u00a0")
    if words_:
        yield Segment(start + begun + len(piece) - len(piece.lstrip(" \u00a0")), words_)


def after_known(text: str, known: Iterable[str]) -> int:
    """Where ``text`` goes on after those of ``known`` that open it, each with a comma behind it."""
    at, last = 0, -1
    while at != last:
        last = at
        for one in known:
            match = re.compile(rf"[“‘\"]?{re.escape(one)}[”’\"]?\s*[,:][”’\"]?\s*").match(text, at)
            at = match.end() if match else at
            # "Lenin’s Collected Works": the name of the author is known.
            owned = re.compile(rf"(?:\S+\s+)?{re.escape(one.split()[-1])}[’']s?\s+(?=[^\W\d_a-z])").match(
                text, at
            )
            at = owned.end() if owned and len(one.split()) > 1 else at
    return at


def is_place(text: str) -> bool:
    parts = text.split()
    return (
        0 < len(parts) <= _MOST_PLACE
        and all(part[0].isupper() or part in "&/–" or len(part) < 4 for part in parts)
        and not any(c.isdigit() for c in text)
        and "." not in text
    )


def is_press(text: str) -> bool:
    return "&" in text or _word_of("places", "presses").search(text) is not None


class Head(NamedTuple):
    """What the head of a citation says."""

    title: Segment | None = None
    article: Segment | None = None
    publisher: str | None = None
    place: str | None = None


def _listed(segments: list[Segment], text: str, start: int) -> list[Segment]:
    """``segments`` with the pieces of a title that is a list ("Religion, Science and Society") joined."""
    both = _word_of("credits", "and")
    while len(segments) > 1 and both.search(segments[-1].text) and " " not in segments[-2].text:
        first, last = segments[-2], segments[-1]
        segments = [*segments[:-2], Segment(first.start, text[first.start - start : last.end - start])]
    return segments


def head_of(text: str, start: int, known: Iterable[str], following: str) -> Head:
    """What ``text`` says; ``following`` is what stands behind it."""
    first = after_known(text, known)
    article = None
    if quoted := _QUOTED.match(text, first):
        at = next(index for index in range(1, 6) if quoted[index] is not None)
        article = Segment(start + quoted.start(at), quoted[at].rstrip(",."))
        into = into_print().match(text, quoted.end())
        first = into.end() if into else quoted.end()
    elif chapter := _chapter().match(text, first):
        article = Segment(start + first, text[first : chapter.end()].rstrip(", ").rpartition(" ")[0])
        first = chapter.end()
    segments = without_editors(segments_of(text[first:], start + first))
    place = publisher = None
    if len(segments) > 1 and _YEAR.match(following) and _is_place_before_year(segments[-1].text, text):
        place = segments.pop().text
    if len(segments) > 1 and is_press(segments[-1].text):
        publisher = segments.pop().text
    segments = _listed(segments, text, start)
    if not segments:
        return Head(article, None, publisher, place)
    if len(segments) > 1 and article is None:
        article = segments[-2]
    return Head(bare_title(segments[-1]), article, publisher, place)


def _is_place_before_year(place: str, text: str) -> bool:
    """Whether ``place`` ends ``text`` as in "Moscow 1976"; with a comma behind it only a known city is one."""
    if text.rstrip(" \u00a0") == text.rstrip(_STOPS):
        return is_place(place)
    return _word_of("places", "cities").fullmatch(place.rstrip(_STOPS)) is not None


def without_editors(segments: Iterable[Segment]) -> list[Segment]:
    """``segments`` without those that name an editor: "N, ed.", "edited by N", "N (ed.)"."""
    kept: list[Segment] = []
    for one in segments:
        bare = one.text.strip(_STOPS + ")")
        if bare and _editors().fullmatch(bare):
            del kept[-1:]
        elif bare and not _is_editor(one.text):
            kept.append(one)
    return kept


def _is_editor(text: str) -> bool:
    found = _editors().search(text)
    return found is not None and (found.end() >= len(text.rstrip(")")) or found.start() == 0)


def bare_title(segment: Segment) -> Segment | None:
    """The title in ``segment``: no article in lower case before it, no bracket and no stop behind it."""
    article = article_before().match(segment.text)
    first = article.end() if article and not segment.text[0].isupper() else 0
    title = _BRACKET.sub("", segment.text[first:].rstrip(_STOPS)).rstrip(_STOPS).lstrip(":- ")
    quoted = _QUOTED.fullmatch(title)
    if quoted:
        inner = next(one for one in quoted.groups() if one is not None)
        return Segment(segment.start + segment.text.index(inner), inner)
    return Segment(segment.start + segment.text.index(title, first), title) if title else None
