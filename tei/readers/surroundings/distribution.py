"""What a house puts round the texts that it gives away: a head with labelled lines and terms, a foot with more terms.

In come the chunks of a file, out go those of the text between the two lines of asterisks that say where it starts
and ends, the lines round it as records, and what its labels state: title, author, language. They are better
evidence than the title page, which they were made from; the day of release counts as that of the last update.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from tei.readers.chunks.chunk import Chunk
from tei.readers.facts.credits import read_credits
from tei.readers.facts.dates import dates
from tei.readers.facts.names import split_names, with_parts
from tei.readers.vocabulary import any_of, languages, words
from tei.transcription.blocks import Record, RecordKind
from tei.transcription.decisions import Kind
from tei.transcription.extent import Extent
from tei.transcription.metadata import Metadata, Person, Title, TitleKind

_MARK = "***"
_LONGEST_HEAD = 120  # chunks above the text
_LONGEST_LABEL = 100  # characters of a line that is neither labelled nor terms
_LABELLED = re.compile(r"(?P<label>[^\W\d_][^\n:]{1,40}?):\s+(?P<value>\S.*)", re.DOTALL)
_BRACKET = re.compile(r"\s*[(\[].*", re.DOTALL)


class Stated(NamedTuple):
    """What the labels of a distribution say."""

    title: Title | None = None
    authors: tuple[Person, ...] = ()
    language: str | None = None


class Distribution(NamedTuple):
    """The chunks of a text, and what stood round them."""

    chunks: Sequence[Chunk]
    records: tuple[Record, ...] = ()
    stated: Stated = Stated()


@cache
def _edge(key: str) -> re.Pattern[str]:
    return re.compile(rf"\*{{3}}\s*{any_of(words('distribution', key))}", re.IGNORECASE)


@cache
def _opens_with(key: str) -> re.Pattern[str]:
    return re.compile(rf"[(\[]?{any_of(words('distribution', key))}(?!\w)", re.IGNORECASE)


def distributed(chunks: Sequence[Chunk]) -> Distribution:
    """``chunks`` without the head and the foot of a distribution."""
    if not chunks or _MARK not in chunks[0].source:
        return Distribution(chunks)
    first = _start(chunks)
    above, rest = chunks[:first], chunks[first:]
    last = _end(rest)
    text, below = rest[:last], rest[last:]
    records = [*(record for chunk in above for record in _head(chunk)), *_foot(below)]
    return Distribution(text, tuple(records), _stated(records, chunks[0].source))


def _is_free(chunk: Chunk) -> bool:
    return chunk.kind in {None, Kind.PAGE}


def _start(chunks: Sequence[Chunk]) -> int:
    """Where the text begins: behind the line that says so and the credits under it."""
    starts = [at for at, chunk in enumerate(chunks[:_LONGEST_HEAD]) if _edge("start").match(chunk.text)]
    if not starts or not all(map(_is_free, chunks[: starts[-1] + 1])):
        return 0
    at = starts[-1] + 1
    while at < len(chunks) and _is_free(chunks[at]) and _opens_with("producers").match(chunks[at].text):
        at += 1
    return at


def _end(chunks: Sequence[Chunk]) -> int:
    """Where the text ends: above the line that says so, and above one that says it in words."""
    ends = (at for at, chunk in enumerate(chunks) if chunk.text.startswith(_MARK))
    end = next((at for at in ends if _edge("end").match(chunks[at].text)), None)
    if end is None or not all(map(_is_free, chunks[end:])):
        return len(chunks)
    above = chunks[end - 1] if end else None
    is_said = above is not None and len(above.lines) == 1 and _opens_with("ending").match(above.text)
    return end - 1 if is_said else end


# ------------------------------------------------------------ records


def _head(chunk: Chunk) -> Iterator[Record]:
    """The records of one chunk above the text: one for each label, else one; of a form feed none."""
    record: Record | None = None
    if chunk.hint is not None:
        return
    for line in chunk.lines:
        kind = _kind(line.of(chunk.source))
        if record is None:
            record = Record(kind or _unlabelled(chunk), line)
        elif kind is None:
            record = Record(record.kind, Extent(record.extent.start, line.end))
        else:
            yield record
            record = Record(kind, line)
    if record is not None:
        yield record


def _kind(line: str) -> RecordKind | None:
    """What a line with a label says; None for a line without one."""
    if _opens_with("producers").match(line):
        return RecordKind.CREDITS
    label = _LABELLED.match(line)
    if label is None:
        return None
    if _opens_with("released").fullmatch(label["label"]) and next(dates(label["value"]), None):
        return RecordKind.UPDATED
    return RecordKind.CREDITS if read_credits(line) is not None else RecordKind.LABEL


def _unlabelled(chunk: Chunk) -> RecordKind:
    return RecordKind.LICENCE if chunk.length > _LONGEST_LABEL else RecordKind.LABEL


def _foot(chunks: Sequence[Chunk]) -> Iterator[Record]:
    """All that stands below the text as one record: it is terms, page after page."""
    if chunks:
        yield Record(RecordKind.LICENCE, Extent(chunks[0].extent.start, chunks[-1].extent.end))


# ------------------------------------------------------------ what they state


def _stated(records: Sequence[Record], source: str) -> Stated:
    values: dict[str, Extent] = {}
    for record in records:
        label = _LABELLED.match(record.extent.of(source)) if record.kind is RecordKind.LABEL else None
        for key in ("title", "author", "language") if label else ():
            if label and _opens_with(key).fullmatch(label["label"].strip()):
                values.setdefault(key, Extent(record.extent.start + label.start("value"), record.extent.end))
    title, author, language = (values.get(key) for key in ("title", "author", "language"))
    return Stated(
        Title(TitleKind.MAIN, " ".join(title.of(source).split()), title) if title else None,
        tuple(_authors(author, source)) if author else (),
        _tag(language.of(source)) if language else None,
    )


def _authors(extent: Extent, source: str) -> Iterator[Person]:
    text = _BRACKET.sub("", extent.of(source))
    if not _opens_with("nobody").fullmatch(text):
        for name, at in split_names(text, extent.start):
            yield with_parts(Person(name, extent=at), frozenset())


def _tag(name: str) -> str | None:
    """The tag of a language by its English name, or by the name that it has itself."""
    return next((one.tag for one in languages() if one.name.lower() == name.strip().lower()), None)


def with_stated(metadata: Metadata, stated: Stated) -> Metadata:
    """``metadata`` with what a distribution states instead of what the title page seems to say."""
    if stated.title:
        others = tuple(title for title in metadata.titles if title.kind is not TitleKind.MAIN)
        metadata = metadata._replace(titles=(stated.title, *others))
    if stated.authors:
        metadata = metadata._replace(authors=stated.authors)
    if stated.language:
        metadata = metadata._replace(language=stated.language, is_language_guessed=False)
    return metadata
