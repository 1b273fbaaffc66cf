"""What the order of the blocks on a page says about them: the head, the foot, and what is called a heading and is none.

In come the chunks with the hints of elements and classes, out come the same chunks with better ones: lines about
the text one by one, the headings that stand above the text as its title block, blocks of nothing but links at head
and foot as navigation, marks between parts as such.
"""

import re
from collections.abc import Sequence

from tei.readers.blocks.separators import is_separator
from tei.readers.chunks.chunk import Chunk, Hint
from tei.readers.facts.dates import whole_date
from tei.readers.facts.names import are_names
from tei.readers.header.navigation import leads_up, names_pages, words_of_pages
from tei.readers.header.records import first_records, is_updated
from tei.readers.header.titles import Evidence, author_of, kinds
from tei.readers.page.marks import Look, PageNumber, Way, WayWithin
from tei.readers.surroundings.distribution import distributed
from tei.transcription.blocks import RecordKind
from tei.transcription.decisions import Kind

_ABOUT = {Kind.NAVIGATION, Kind.SOURCE, Kind.CREDITS, Kind.LICENCE, Kind.UPDATED, Kind.LABEL}
_FRONT = {Kind.HEADING, Kind.AUTHOR, Kind.TITLE, Kind.SUBTITLE, Kind.DATE}
_RECORDED = {
    RecordKind.NAVIGATION: Kind.NAVIGATION,
    RecordKind.SOURCE: Kind.SOURCE,
    RecordKind.CREDITS: Kind.CREDITS,
    RecordKind.LICENCE: Kind.LICENCE,
    RecordKind.UPDATED: Kind.UPDATED,
    RecordKind.LABEL: Kind.LABEL,
}
_LONGEST_ABOVE = 100  # characters of a line above the first heading that belongs to it
_MOST_NAVIGATION = 6  # lines
_FEWEST_PARTS = 3  # of a list of contents
_YEAR_AT_END = re.compile(r"\b1[4-9]\d\d$|\b20\d\d$")


def ordered(chunks: Sequence[Chunk], authors: Sequence[str] = ()) -> list[Chunk]:
    """``chunks`` with the hints that follow from their order; ``authors`` are those that the page states."""
    text = distributed(chunks).chunks
    if text and len(text) < len(chunks):
        first = chunks.index(text[0])
        return [*chunks[:first], *ordered(text, authors), *chunks[first + len(text) :]]
    found = [part for chunk in chunks for part in _about(chunk)]
    found = [_plain(chunk) for chunk in found]
    _edges(found)
    begins, ends = _title_block(found)
    found[begins:ends] = _front(found[begins:ends], _evidence(found, authors))
    has_headings = any(chunk.kind is Kind.HEADING for chunk in found[ends:])
    return found[:ends] + [_in_text(chunk, has_headings=has_headings) for chunk in found[ends:]]


def hinted(chunk: Chunk, kind: Kind) -> Chunk:
    """``chunk`` as one of ``kind``, for certain."""
    return chunk._replace(hint=Hint(kind))


# ---------------------------------------------------------------- lines about the text


def _about(chunk: Chunk) -> list[Chunk]:
    """The lines about the text in ``chunk`` one by one, each by its kind; or ``chunk``, which is none of them."""
    if chunk.kind is Kind.UPDATED and not _may_be_update(chunk):
        return [chunk._replace(hint=None)]
    if chunk.kind is not Kind.SOURCE:
        return [chunk]
    records = first_records(chunk._replace(hint=None))
    if records is None:
        return [hinted(chunk, Kind.LABEL)]
    return [
        hinted(Chunk(chunk.source, (record.extent,)), _RECORDED.get(record.kind, Kind.LABEL))
        for record in records
    ]


def _may_be_update(chunk: Chunk) -> bool:
    """Whether ``chunk``, of a class for the date of the last change, says anything about it and is no signature."""
    return any(map(str.isdigit, chunk.text)) or first_records(chunk._replace(hint=None)) is not None


def _plain(chunk: Chunk) -> Chunk:
    """``chunk``, unless it is a mark between two parts, or the way to the top, whatever element it stands in."""
    if chunk.kind not in {Kind.HEADING, Kind.PARAGRAPH, None}:
        return chunk
    page = _page_of(chunk)
    if page is not None:
        return chunk._replace(hint=Hint(Kind.PAGE, label=page.number), marks=())
    if chunk.kind is not Kind.HEADING and len(chunk.lines) >= _FEWEST_PARTS and _lists_contents(chunk):
        return hinted(chunk, Kind.CONTENTS)
    if is_separator(chunk):
        return hinted(chunk, Kind.SEPARATOR)
    if len(chunk.lines) == 1 and leads_up(chunk.text) and _is_linked(chunk):
        return hinted(chunk, Kind.NAVIGATION)
    return chunk


def _page_of(chunk: Chunk) -> PageNumber | None:
    """The page that begins with ``chunk``, when it is nothing but the mark of one."""
    for mark in chunk.marks:
        if isinstance(mark.make, PageNumber) and (mark.start, mark.end) == chunk.extent:
            return mark.make
    return None


def _lists_contents(chunk: Chunk) -> bool:
    """Whether every line of ``chunk`` is a link to a part of the same page."""
    linked = {(mark.start, mark.end) for mark in chunk.marks if isinstance(mark.make, WayWithin)}
    return linked.issuperset(chunk.lines)


def _is_linked(chunk: Chunk) -> bool:
    """Whether all words of ``chunk`` are those of links."""
    linked = [mark for mark in chunk.marks if isinstance(mark.make, Way | WayWithin)]
    if not linked or len(chunk.lines) > _MOST_NAVIGATION:
        return False
    covered = sum(_letters(chunk.source[mark.start : mark.end]) for mark in linked)
    return covered == _letters(chunk.text) > 0


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _edges(chunks: list[Chunk]) -> None:
    """Take blocks of nothing but links at the head and the foot for navigation."""
    for order in (range(len(chunks)), range(len(chunks) - 1, -1, -1)):
        for at in order:
            chunk = chunks[at]
            if chunk.kind in {None, Kind.PARAGRAPH, Kind.HEADING, Kind.LIST} and _is_linked(chunk):
                chunks[at] = hinted(chunk, Kind.NAVIGATION)
            elif chunk.kind not in _ABOUT and not is_updated(chunk.words):
                break


# ---------------------------------------------------------------- the title block


def _title_block(chunks: Sequence[Chunk]) -> tuple[int, int]:
    """From which to which of ``chunks`` the title block reaches: the headings above the text, and a line above them."""
    begins = next((at for at, chunk in enumerate(chunks) if chunk.kind not in _ABOUT), len(chunks))
    ends = begins
    if ends + 1 < len(chunks) and _stands_above(chunks[ends]) and chunks[ends + 1].kind in _FRONT:
        ends += 1
    while ends < len(chunks) and (chunks[ends].kind in _FRONT or _is_byline(chunks[ends])):
        ends += 1
    headings = [at for at in range(begins, ends) if chunks[at].kind in _FRONT]
    if not headings:
        return begins, begins
    if ends < len(chunks) and chunks[ends].kind in _ABOUT - {Kind.NAVIGATION}:
        return begins, ends
    return begins, _without_sections(chunks, headings, ends)


def _stands_above(chunk: Chunk) -> bool:
    return (
        chunk.kind in {None, Kind.PARAGRAPH}
        and len(chunk.lines) == 1
        and len(chunk.text) <= _LONGEST_ABOVE
        and not chunk.text.endswith((".", ":", ","))
    )


def _is_byline(chunk: Chunk) -> bool:
    """Whether ``chunk`` is a line "by" somebody."""
    return _stands_above(chunk) and author_of(chunk.text) != chunk.text and are_names(author_of(chunk.text))


def _without_sections(chunks: Sequence[Chunk], headings: Sequence[int], ends: int) -> int:
    """Where the title block ends when no lines about the text do it: above a heading like those of the sections."""
    later = {chunk.hint.level for chunk in chunks[ends:] if chunk.hint and chunk.kind is Kind.HEADING}
    for at in headings[1:]:
        hint = chunks[at].hint
        if hint is not None and hint.level in later and whole_date(chunks[at].words) is None:
            return at
    return ends


def _leads_elsewhere(line: str) -> bool:
    """Whether ``line``, the first above a title, is the name of other pages."""
    return _YEAR_AT_END.search(line) is not None or names_pages(line)


def _only_top(chunks: Sequence[Chunk]) -> int | None:
    """Which of ``chunks`` is the only heading of the first level, if there is one."""
    tops = [at for at, chunk in enumerate(chunks) if chunk.hint is not None and chunk.hint.level == 1]
    return tops[0] if len(tops) == 1 else None


def _front(chunks: Sequence[Chunk], evidence: Evidence) -> list[Chunk]:
    """The chunks of a title block, each as the part of it that it is."""
    block = [
        hinted(chunk, Kind.NAVIGATION)
        if at == 0 and chunk.kind in {None, Kind.PARAGRAPH} and _leads_elsewhere(chunk.text)
        else chunk
        for at, chunk in enumerate(chunks)
    ]
    above = [chunk for chunk in block if chunk.kind is Kind.NAVIGATION]
    parts = block[len(above) :]
    found = [Kind(kind.value) for kind in kinds(parts, evidence)]
    top = _only_top(parts)
    if top is not None and found[top] is not Kind.TITLE:
        found = [_beside_title(kind, is_above=at < top) for at, kind in enumerate(found)]
        found[top] = Kind.TITLE
    return [*above, *(hinted(chunk, kind) for chunk, kind in zip(parts, found, strict=True))]


def _beside_title(kind: Kind, *, is_above: bool) -> Kind:
    """What a part is that looked like the title, when another is the title."""
    if kind is not Kind.TITLE:
        return kind
    return Kind.OVERTITLE if is_above else Kind.SUBTITLE


def _evidence(chunks: Sequence[Chunk], authors: Sequence[str]) -> Evidence:
    """What the lines about the text, and the page's own word on its authors, say about names."""
    pages = (words_of_pages(chunk.words) for chunk in chunks if chunk.kind is Kind.NAVIGATION)
    known = frozenset().union(*pages, (word.casefold() for author in authors for word in author.split()))
    about = "\n".join(chunk.text for chunk in chunks if chunk.kind in _ABOUT - {Kind.NAVIGATION})
    return Evidence(known, about)


# ---------------------------------------------------------------- the text


def _in_text(chunk: Chunk, *, has_headings: bool) -> Chunk:
    """``chunk`` below the title block: a line in bold may be a heading where no element says what is one."""
    if chunk.kind is Kind.AUTHOR:
        return hinted(chunk, Kind.SIGNATURE)
    if chunk.kind in {Kind.TITLE, Kind.SUBTITLE}:
        return hinted(chunk, Kind.HEADING)
    if chunk.kind is Kind.PARAGRAPH and not has_headings and _is_bold(chunk):
        return chunk._replace(hint=None)
    return chunk


def _is_bold(chunk: Chunk) -> bool:
    """Whether all of ``chunk`` is in bold type."""
    return any(mark.make == Look("bold") and (mark.start, mark.end) == chunk.extent for mark in chunk.marks)
