"""The lines about a text, which are none of it: navigation, source, credits, terms of use, date of update.

What a line is is told by itself (``record_kind``); what a line is that nothing tells, by its neighbours. All of
them are bounded in length: what is longer is text, whatever it begins with.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache

from tei.readers.chunks.chunk import Chunk
from tei.readers.facts.citation import names_print, read_citation
from tei.readers.facts.credits import read_credits
from tei.readers.facts.dates import dates
from tei.readers.facts.labels import label
from tei.readers.header.navigation import is_navigation, is_step, leads_on, leads_up, names_pages
from tei.readers.vocabulary import any_of, words
from tei.transcription.blocks import Record, RecordKind
from tei.transcription.decisions import Kind
from tei.transcription.extent import Extent

_LONGEST_RECORD = 480  # characters: what is longer is text
_LONGEST_LICENCE = 1200  # terms of use are longer
_LONGEST_LINES = 2500  # of all lines about the text together
_LONGEST_REMARK = 160  # of a line that only its neighbours tell
_NEAR = 3  # lines among which a remark belongs to the lines about the text
_MOST_NAVIGATION = 6  # lines of a chunk of navigation
_SHORT = {RecordKind.NAVIGATION, RecordKind.UPDATED}  # never longer than a line
TELLING = {RecordKind.SOURCE, RecordKind.CREDITS, RecordKind.LICENCE}
# "Format: …": a line of its own, whatever it is about.
_LABELLED = re.compile(r"[^\W\d_a-z][^\n:.]{1,30}:\s")
_ADDRESS = re.compile(r"://|www\.|\w\.(?:com|org|net|edu|uk|de|fr)\b", re.IGNORECASE)
_HINTED = {
    Kind.NAVIGATION: RecordKind.NAVIGATION,
    Kind.SOURCE: RecordKind.SOURCE,
    Kind.CREDITS: RecordKind.CREDITS,
    Kind.LICENCE: RecordKind.LICENCE,
    Kind.UPDATED: RecordKind.UPDATED,
    Kind.LABEL: RecordKind.LABEL,
}
# What mark-up may call a line that is about the text all the same.
_OPEN = {None, Kind.PARAGRAPH, Kind.HEADING, Kind.LIST, Kind.TABLE}


def is_updated(line: str) -> bool:
    """Whether ``line`` says when the transcription was last changed."""
    if len(line) > _LONGEST_REMARK:
        return False
    opening = label(line)
    return opening is not None and opening.key == "updated" and next(dates(line), None) is not None


@lru_cache(256)  # the lines at both ends are asked for some times: as head, as foot, below a title
def record_kind(line: str) -> RecordKind | None:
    """What ``line`` says about the text, or None when it is text."""
    if len(line) > _LONGEST_LICENCE:
        return None
    return next((kind for kind, tells in _recognisers() if tells(line)), None)


@cache
def _recognisers() -> tuple[tuple[RecordKind, Callable[[str], bool]], ...]:
    """What tells each kind of line; the first that does counts."""
    return (
        (RecordKind.NAVIGATION, is_navigation),
        (RecordKind.UPDATED, is_updated),
        (RecordKind.CREDITS, lambda line: read_credits(line) is not None),
        (RecordKind.LICENCE, _states_terms),
        (RecordKind.LABEL, _is_remark),
        (RecordKind.SOURCE, names_print),
    )


def _states_terms(line: str) -> bool:
    opening = label(line)
    if opening is None or opening.key != "licence":
        return False
    # One word alone opens sentences too: "Copyright laws were …".
    is_phrase = " " in line[: opening.end].strip()
    return opening.has_colon or is_phrase or not line[opening.end : opening.end + 1].islower()


def _is_remark(line: str) -> bool:
    """Whether ``line`` says when the text was written, whence it was copied, or how (from a microfilm)."""
    opening = label(line)
    if opening is None or len(line) > _LONGEST_RECORD:
        return False
    if opening.key in {"source", "copied", "original"} and _names_no_print(line):
        return True
    if opening.key == "copied":
        return opening.has_colon or (
            len(line) <= _LONGEST_REMARK
            and (_ADDRESS.search(line) is not None or _names_body(line))
            and len([word for word in line[opening.end :].split() if word.islower()]) <= _NEAR
        )
    return opening.key == "written" and opening.has_colon


def _names_body(line: str) -> bool:
    return _bodies().search(line) is not None


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(words('credits', 'bodies'))}(?!\w)")


def _names_no_print(line: str) -> bool:
    return _remarks().search(line) is not None


@cache
def _remarks() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(words('lines', 'remarks'))}(?!\w)", re.IGNORECASE)


def _kinds(chunk: Chunk) -> list[RecordKind | None]:
    """What each line of ``chunk`` says about the text; mark-up or an editor may have said it already."""
    hint = chunk.hint
    if hint is not None and (hint.is_settled or hint.kind not in _OPEN):
        return [_HINTED.get(hint.kind)] * len(chunk.lines)
    return [record_kind(line) for line in chunk.texts]


def records(chunk: Chunk) -> list[Record] | None:
    """The lines of ``chunk`` as records when the first of them is about the text; else None."""
    kinds = _kinds(chunk)
    return None if kinds[0] is None else list(gathered(chunk, kinds))


def first_records(chunk: Chunk) -> list[Record] | None:
    """The same for what stands right below the title, where lines that others follow may open with a remark."""
    kinds = _kinds(chunk)
    is_telling = chunk.length <= _LONGEST_LINES and not TELLING.isdisjoint(kinds[:_NEAR])
    if kinds[0] is None and is_telling and chunk.kind is not Kind.HEADING:
        kinds[0] = _of_neighbours(chunk)
    return None if kinds[0] is None else list(gathered(chunk, kinds))


def _of_neighbours(chunk: Chunk) -> RecordKind:
    """What the first line of ``chunk`` is, when only its neighbours say that it is about the text."""
    found = read_citation(chunk.lines[0].of(chunk.source))
    return RecordKind.SOURCE if found is not None and found.title else RecordKind.LABEL


def gathered(chunk: Chunk, kinds: Sequence[RecordKind | None]) -> Iterator[Record]:
    """A record for each line; one that nothing recognises goes on with the line before it or is a remark."""
    record: Record | None = None
    for kind, line in zip(kinds, chunk.lines, strict=True):
        if record is None:
            record = Record(kind or RecordKind.LABEL, line)
        elif _goes_on(record, kind, chunk.source, line):
            record = Record(record.kind, Extent(record.extent.start, line.end))
        else:
            yield record
            record = Record(kind or RecordKind.LABEL, line)
    if record is not None:
        yield record


def _goes_on(record: Record, kind: RecordKind | None, source: str, line: Extent) -> bool:
    if kind is RecordKind.NAVIGATION:
        return record.kind is RecordKind.NAVIGATION
    if kind is not None or _LABELLED.match(line.of(source)):
        return False
    if record.kind in {RecordKind.LICENCE, RecordKind.NAVIGATION}:
        return True
    return record.kind is not RecordKind.UPDATED and not record.extent.of(source).endswith(
        (".", ";", "!", "?")
    )


def parted(chunk: Chunk) -> Iterator[Chunk]:
    """``chunk``, divided where lines about the text end and the text begins without a blank line."""
    if len(chunk.lines) == 1 or leads_away(chunk) or (chunk.hint and chunk.hint.kind not in _OPEN):
        yield chunk
        return
    lines, kinds = chunk.texts, _kinds(chunk)
    kind, begins, first = kinds[0], chunk.lines[0].start, 0
    for at in range(1, len(lines)):
        # A remark between a source line and credits is about the text, as they are.
        is_between = kind in TELLING | {RecordKind.LABEL} and not TELLING.isdisjoint(kinds[at : at + _NEAR])
        longest = _LONGEST_LICENCE if kind is RecordKind.LICENCE else _LONGEST_RECORD
        is_long = chunk.lines[at].end - begins > longest
        if kinds[at]:
            kind, begins = kinds[at], chunk.lines[at].start
        elif kind and (is_long or (not is_between and _ends(kind, lines[at - 1], lines[at]))):
            yield chunk.part(first, at)
            first, kind = at, None
    yield chunk.part(first)


def _ends(kind: RecordKind, line: str, following: str) -> bool:
    """Whether a record of ``kind`` ends with ``line``, since ``following`` does not go on with it."""
    if _LABELLED.match(following):
        return False
    if len(following) > _LONGEST_REMARK or kind in _SHORT:
        return True
    return kind is not RecordKind.LICENCE and line.endswith((".", "!", "?"))


def tells_of_text(chunk: Chunk) -> bool:
    """Whether ``chunk`` holds lines about the text such as stand below a title."""
    return any(record.kind in TELLING for record in first_records(chunk) or ())


def below_title(chunks: Sequence[Chunk]) -> list[list[Record]]:
    """The lines about the text that open ``chunks``, chunk by chunk."""
    found: list[list[Record]] = []
    is_complete = False
    while len(found) < len(chunks):
        at = len(found)
        may_open = at == 0 or _LABELLED.match(chunks[at].text) is not None
        here = first_records(chunks[at]) if may_open else records(chunks[at])
        if here is not None and not (is_complete and _could_be_text(chunks[at], here)):
            found.append(here)
        elif _is_remark_among(chunks[at : at + _NEAR], opens=at == 0):
            found.append([Record(_of_neighbours(chunks[at]), chunks[at].extent)])
        else:
            break
        kinds = {record.kind for record in found[-1]}
        is_complete = is_complete or not kinds.isdisjoint({RecordKind.CREDITS, RecordKind.LICENCE})
    return found


def _could_be_text(chunk: Chunk, found: Sequence[Record]) -> bool:
    """Whether lines that come after the credits may as well open the text: "From The Times, 3 May 1920"."""
    opening = label(chunk.text)
    return found[0].kind is RecordKind.SOURCE and (opening is None or not opening.has_colon)


def _is_remark_among(chunks: Sequence[Chunk], *, opens: bool) -> bool:
    """Whether the first of ``chunks`` is a line that the next ones show to be about the text, as they are."""
    first = chunks[0]
    if len(chunks) < 2 or len(first.lines) > 1 or first.length > _LONGEST_REMARK or first.hint is not None:
        return False
    telling = [
        not TELLING.isdisjoint(_kinds(chunk)[:1]) and chunk.length <= _LONGEST_LICENCE for chunk in chunks[1:]
    ]
    if opens and not (_LABELLED.match(first.text) or _names_much(first.text)):
        return len(telling) > 1 and all(telling)
    return any(telling)


def _names_much(line: str) -> bool:
    """Whether ``line``, which has no label, reads as a source line all the same: a title and a number or pages."""
    found = read_citation(line)
    return found is not None and found.title is not None and (found.is_serial or bool(found.pages))


def leads_away(chunk: Chunk) -> bool:
    """Whether ``chunk``, at the head or the foot of a page, leads to other pages."""
    if chunk.hint is not None and (chunk.hint.is_settled or chunk.hint.kind not in _OPEN):
        return chunk.hint.kind is Kind.NAVIGATION
    if len(chunk.lines) > _MOST_NAVIGATION or chunk.length > _LONGEST_RECORD:
        return False
    if names_pages(chunk.words) or is_step(chunk.words):
        return True
    lines = chunk.texts
    leading = [is_navigation(line) or names_pages(line) or is_step(line) for line in lines]
    return sum(leading) * 2 > len(lines) and not any(line.endswith((".", ",", "?")) for line in lines)


def foot(chunks: Sequence[Chunk]) -> list[list[Record]]:
    """The lines about the text that close ``chunks``, from the last up."""
    found: list[list[Record]] = []
    while len(found) < len(chunks):
        at = len(chunks) - 1 - len(found)
        chunk = chunks[at]
        if leads_away(chunk):
            found.append([Record(RecordKind.NAVIGATION, chunk.extent)])
        elif at and names_pages(f"{chunk.words} {_below(chunks, at)}") and found:
            # Where blank lines are lost, a name stands apart from the word for its pages.
            below = found.pop()
            found += [[], [Record(RecordKind.NAVIGATION, Extent(chunk.extent.start, below[-1].extent.end))]]
        elif (here := first_records(chunk)) is not None and _closes(here, found, chunk):
            found.append(here)
        else:
            break
    return found


def _below(chunks: Sequence[Chunk], at: int) -> str:
    """The words below ``chunks[at]`` where just one line end parts them."""
    if at + 1 == len(chunks):
        return ""
    here, below = chunks[at], chunks[at + 1]
    return below.words if here.source[here.extent.end : below.extent.start].count("\n") == 1 else ""


def _closes(here: Sequence[Record], below: Sequence[Sequence[Record]], chunk: Chunk) -> bool:
    """Whether lines about the text may stand at its foot: a source alone may be that of a table or a quotation."""
    if here[0].kind is not RecordKind.SOURCE or len(here) > 1:
        return True
    opening = label(chunk.text)
    credited = any(one.kind in {RecordKind.CREDITS, RecordKind.LICENCE} for group in below for one in group)
    return credited and opening is not None


def within(chunk: Chunk) -> list[Record] | None:
    """The record that ``chunk`` is, wherever it stands: a known phrase that leads up, or what a hint says."""
    if chunk.hint is not None and chunk.hint.kind in _HINTED:
        return list(gathered(chunk, [_HINTED[chunk.hint.kind]] * len(chunk.lines)))
    is_way_up = len(chunk.lines) == 1 and leads_up(chunk.text)
    is_way_on = (
        "|" in chunk.text and len(chunk.lines) <= _MOST_NAVIGATION and leads_on(chunk.text.split("\n"))
    )
    if chunk.hint is None and (is_way_up or is_way_on):
        return [Record(RecordKind.NAVIGATION, chunk.extent)]
    return None
