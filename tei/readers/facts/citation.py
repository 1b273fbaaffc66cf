"""A source line to the print it names: "From The Militant, Vol. V No. 45, 8 November 1941, pp. 1 & 5."

A small grammar over recognised parts. The scope (volume, issue, pages), the dates and the imprint in brackets
("(New York: Viking, 1971)") may come in any order; what stands before the first of them is the head of the
citation: names and titles parted by commas, of which the last is the title of the print, less a publisher or a
place. What is known already (the author, the title of the text itself) and a bracket that tells one
periodical from another ("(2nd series)") are no part of it. A second clause that opens with "in" names the book
that a text stands in; any other names one more print.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from tei.readers.facts.citation_head import (
    Segment,
    after_known,
    article_before,
    bare_title,
    head_of,
    into_print,
    is_place,
    is_press,
    segments_of,
    without_editors,
)
from tei.readers.facts.dates import dates
from tei.readers.facts.labels import Label, label
from tei.readers.facts.scopes import Scopes, read_scopes
from tei.readers.vocabulary import any_of, words
from tei.transcription.extent import Extent
from tei.transcription.metadata import Date, Pages, PrintedSource, PrintRelation, RelatedPrint

_STOPS = " \u00a0,.;:("
_LONGEST = 500  # characters of a source line; what is longer is prose
_LONGEST_TITLE = 120  # of a print that is named with nothing else
_MOST_PROSE = 2  # words in lower case behind the parts of a line whose label has no colon
_YEAR = re.compile(r"(?:1[4-9]|20)\d\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_TRAILING = re.compile(r"(?:\s*\[[\w*]+\]|\s*\([^()]*\))*[\s.;]*$")
_LAST_PAGE = re.compile(r"[,:]\s*(?P<first>\d+)(?:\s*[-–]\s*(?P<last>\d+))?[\s.;]*$")


@cache
def _by() -> re.Pattern[str]:
    by, the = any_of(words("credits", "by")), any_of(words("credits", "articles"))
    return re.compile(rf"(?:^|.*?\s){by}\s+(?:{the}\s+)?(?=[^\W\d_a-z])")


@cache
def _imprint() -> re.Pattern[str]:
    """As in "(New York: Viking Press, 1971)", "(London 1971)", "(International Publishers, 1968)"."""
    return re.compile(
        r"\((?:(?P<place>[^\W\d_][^():;,\d]{1,50}?)\s*:\s*)?(?P<publisher>[^():;\d]{2,80}?)[,\s]\s*(?P<year>(?:1[4-9]|20)\d\d)\)"
    )


# ---------------------------------------------------------------- a clause, a line


class _Clause(NamedTuple):
    """A print, and where in its clause the first part that is no title stands."""

    source: PrintedSource
    head_end: int
    rest: str


def _date(text: str, start: int, taken: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], Date] | None:
    """The date in ``text`` and where it stands; a number ``taken`` by a unit is no year."""
    for begin, end in taken:
        text = text[:begin] + ";" * (end - begin) + text[end:]
    found = [(one, one.extent) for one in dates(text, start) if one.extent]
    if not found:
        return None
    # The most exact date is the date of the print: "No. 5 (whole no. 85), 1938, 12 March 1938".
    date, extent = max(found, key=lambda pair: len(pair[0].first or ""))
    return (extent.start - start, extent.end - start), date


def _clause(text: str, start: int, known: Iterable[str]) -> _Clause:
    """The print that ``text`` names."""
    scopes = read_scopes(text, start)
    imprint = _imprint().search(text) if "(" in text else None
    if imprint is not None and _is_imprint(imprint):
        return _book(text, start, known, scopes, imprint)
    date = _date(text, start, scopes.spans)
    spans = sorted([*scopes.spans, *([date[0]] if date else [])])
    end = spans[0][0] if spans else len(_TRAILING.sub("", text))
    if (
        date is not None
        and not scopes.volume
        and not scopes.issue
        and date[1].when
        and len(date[1].when) == 4
    ):
        annual = _annual(text, start, known, date[0])
        if annual is not None:
            source = PrintedSource(
                title=annual.text,
                title_extent=Extent(annual.start, annual.end),
                date=date[1],
                pages=scopes.pages,
            )
            return _Clause(source, date[0][1], _rest(text, spans, date[0][1]))
    head = head_of(text[:end], start, known, text[end:])
    source = PrintedSource(
        title=head.title.text if head.title else None,
        title_extent=Extent(head.title.start, head.title.end) if head.title else None,
        article=head.article.text if head.article else None,
        volume=scopes.volume,
        issue=scopes.issue,
        date=date[1] if date else None,
        pages=scopes.pages,
        publisher=head.publisher,
        place=head.place or _place_behind(text, spans),
    )
    return _Clause(source, end, _rest(text, spans, end))


def _is_imprint(match: re.Match[str]) -> bool:
    """Whether brackets with a year hold a place or a publisher, and no month."""
    date = next(dates(match.group()), None)
    if date is None or date.text != match["year"]:
        return False
    return bool(match["place"]) or is_press(match["publisher"]) or is_place(match["publisher"])


def _annual(text: str, start: int, known: Iterable[str], year: tuple[int, int]) -> Segment | None:
    """As in "The Socialist Register 1970, pp. …": a title that its year belongs to."""
    before = text[: year[0]]
    first = after_known(before, known)
    if before != before.rstrip(_STOPS) + " " or "," in before[first:] or "“" in before or "(" in before:
        return None
    behind = text[year[1] :].lstrip()
    if behind and behind[0] not in ",.;":
        return None
    return bare_title(Segment(start + first, text[first : year[1]]))


def _place_behind(text: str, spans: Sequence[tuple[int, int]]) -> str | None:
    """A place that stands between the parts, as of a book: "1977, Moscow, Volume 19"."""
    for (_, end), (begin, _) in zip(spans, [*spans[1:], (len(text), 0)], strict=False):
        piece = text[end:begin].strip(_STOPS + ")")
        if piece and not is_press(piece) and is_place(piece) and piece[0].isupper():
            return piece
    return None


def _rest(text: str, spans: Iterable[tuple[int, int]], end: int) -> str:
    """What stands behind the head and is none of the parts, without brackets."""
    pieces, at = [], end
    for begin, until in spans:
        pieces.append(text[at:begin] if begin > at else " ")
        at = max(at, until)
    return re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", " ".join([*pieces, text[at:]]))


def _book(text: str, start: int, known: Iterable[str], scopes: Scopes, imprint: re.Match[str]) -> _Clause:
    """A book by its imprint in brackets: the whole head is its title, less its editors and its author."""
    before = text[: imprint.start()].rstrip(_STOPS)
    first = after_known(before, known)
    segments = without_editors(segments_of(before[first:], start + first))
    # A title may end in the years it covers; that comma parts nothing.
    while len(segments) > 1 and re.fullmatch(r"[\d\s–—-]+", segments[-1].text):
        joined = Segment(segments[-2].start, before[segments[-2].start - start : segments[-1].end - start])
        segments = [*segments[:-2], joined]
    title = bare_title(segments[-1]) if segments else None
    year = next((one for one in dates(imprint["year"], start + imprint.start("year"))), None)
    pages = scopes.pages
    if not pages and (last := _LAST_PAGE.match(text, imprint.end())):
        begin, end = last.start("first"), last.end("last") if last["last"] else last.end("first")
        pages = (
            Pages(
                text[begin:end],
                last["first"],
                last["last"] or last["first"],
                Extent(start + begin, start + end),
            ),
        )
    publisher, place = imprint["publisher"].strip(), imprint["place"]
    if place is None and not is_press(publisher):
        publisher, place = "", publisher
    source = PrintedSource(
        title=title.text if title else None,
        title_extent=Extent(title.start, title.end) if title else None,
        article=segments[-2].text if len(segments) > 1 else None,
        volume=scopes.volume,
        issue=scopes.issue,
        date=year,
        pages=pages,
        publisher=publisher or None,
        place=place,
    )
    return _Clause(source, imprint.start(), text[imprint.end() :])


def _published(text: str, start: int) -> PrintedSource | None:
    """Who, as in "by the Labour Press, 10 Hill Street, Glasgow 1963", published, and no title."""
    by = _by().match(text)
    if by is None:
        return None
    date = next(iter(dates(text, start)), None)
    segments = [one.text.strip(_STOPS) for one in segments_of(text[by.end() :], 0)]
    names = [_YEAR.sub("", one).strip(_STOPS) for one in segments]
    places = [one for one in names[1:] if is_place(one)]
    return (
        PrintedSource(publisher=names[0] or None, place=places[0] if places else None, date=date)
        if names
        else None
    )


def _is_title(text: str) -> bool:
    """Whether ``text``, with nothing else to tell, could be the title of a print."""
    text = text.strip(_STOPS)
    words_ = _LETTERS.findall(text)
    large = sum(word[0].isupper() for word in words_)
    return (
        0 < len(text) <= _LONGEST_TITLE
        and "://" not in text
        and (text[0].isupper() or article_before().match(text) is not None or text[0] in '“"‘„«')
        and large * 2 >= len(words_)
    )


def _clauses(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for match in re.finditer(r";\s+", text):
        if text[: match.start()].count("(") == text[: match.start()].count(")") and match.end() < len(text):
            yield at, text[at : match.start()]
            at = match.end()
    yield at, text[at:]


def _opening(line: str) -> tuple[Label | None, int]:
    """The label of a source line, and where its text begins; a second label may follow the first."""
    first = label(line)
    if first is None:
        return None, 0
    second = label(line[first.end :])
    if second is not None and second.key in {"source", "original"}:
        return first, first.end + second.end
    return first, first.end


def names_print(line: str) -> bool:
    """Whether ``line`` is a source line and no sentence that opens like one ("From March 1917 to May …")."""
    opening, end = _opening(line)
    if (
        opening is None
        or opening.key not in {"source", "original", "reprint", "publisher"}
        or len(line) > _LONGEST
    ):
        return False
    if opening.has_colon:
        return end < len(line)
    found = read_citation(line)
    if found is None:
        return False
    if found.title is None:
        return found.publisher is not None and opening.key != "source"
    if not (found.volume or found.issue or found.date or found.pages):
        return opening.key == "original" and _is_title(line[end:])
    return not found.title[0].islower() and not _is_prose(line[end:], found)


def _is_prose(text: str, found: PrintedSource) -> bool:
    """Whether ``text`` goes on as a sentence does where a citation has ended."""
    title = found.title or ""
    if title.rpartition(" ")[2].islower():
        return True
    rest = _clause(text, 0, ()).rest
    return len([word for word in _LETTERS.findall(rest) if word.islower() and len(word) > 1]) > _MOST_PROSE


def read_citation(line: str, start: int = 0, known: Iterable[str] = ()) -> PrintedSource | None:
    """The print that ``line`` names, or None when it names none.

    ``known`` are names and titles that may stand before the title of the print: those of the text itself.
    A line without a label names a print only with a date, a volume, an issue or a page.
    """
    opening, skipped = _opening(line)
    known = tuple(known)
    if opening is not None and opening.key == "publisher":
        return _publisher(line[skipped:], start + skipped)
    clauses = list(_clauses(line[skipped:]))
    found: PrintedSource | None = None
    for at, text in clauses:
        one = _print(text, start + skipped + at, known, is_labelled=opening is not None)
        if one is None:
            continue
        if found is None:
            found = one
        elif into_print().match(text):
            # The book that the text stands in is the print.
            original = found._replace(
                title=_TRAILING.sub("", clauses[0][1]).strip(), title_extent=None, article=None
            )
            found = one._replace(related=(RelatedPrint(PrintRelation.ORIGINAL, original),))
    return found


@cache
def _in_language() -> re.Pattern[str]:
    """Published "in German in": the language comes before the print."""
    into, language = any_of(words("places", "into")), any_of(words("places", "languages"))
    return re.compile(rf"(?:{into}\s+)?{language}\s*,?\s+{into}\s+", re.IGNORECASE)


def _print(text: str, start: int, known: tuple[str, ...], *, is_labelled: bool) -> PrintedSource | None:
    into = _in_language().match(text) or into_print().match(text)
    begun = into.end() if into else 0
    if is_labelled and (published := _published(text[begun:], start + begun)):
        return published
    clause = _clause(text[begun:], start + begun, known)
    source = clause.source
    if source.volume or source.issue or source.date or source.pages:
        return source
    if is_labelled and source.title and _is_title(text[begun:]):
        return source
    return None


def _publisher(text: str, start: int) -> PrintedSource | None:
    """The publisher in "London: Twentieth Century Press" or "International Publishers (1968)"."""
    date = next(iter(dates(text, start)), None)
    body = re.sub(r"\([^()]*\)", "", text).strip(_STOPS)
    place, colon, publisher = body.partition(":")
    if not colon:
        pieces = [piece.strip(_STOPS) for piece in body.split(",")]
        publisher, place = pieces[0], next((one for one in pieces[1:] if is_place(one)), "")
    publisher = _YEAR.sub("", publisher).strip(_STOPS)
    return (
        PrintedSource(publisher=publisher, place=place.strip(_STOPS) or None, date=date)
        if publisher
        else None
    )
