"""The parts of a transcription to its metadata: what each recognised line says."""

import re
from collections.abc import Iterator, Sequence

from tei.readers.citation import has_other_label, read_citation
from tei.readers.credits import read_credits
from tei.readers.dates import dates, whole_date
from tei.readers.front import FrontChunk, Parts
from tei.readers.language import detect
from tei.readers.names import split_names, with_parts
from tei.readers.vocabulary import any_of, words
from tei.transcription.blocks import FrontKind, Record, RecordKind
from tei.transcription.extent import Extent
from tei.transcription.metadata import (
    Licence,
    Metadata,
    Organisation,
    Person,
    PrintedSource,
    Responsibility,
    Title,
    TitleKind,
)

_TITLES = {FrontKind.TITLE: TitleKind.MAIN, FrontKind.SUBTITLE: TitleKind.SUB}


def _joined(part: FrontChunk, source: str) -> str:
    return re.sub(r"[^\S\u00a0]*\n[^\S\u00a0]*", " ", part.extent.of(source))


def _titles(front: Sequence[FrontChunk], source: str) -> tuple[Title, ...]:
    return tuple(
        Title(_TITLES[part.kind], _joined(part, source), part.extent)
        for part in front
        if part.kind in _TITLES
    )


def _of_kind(records: Sequence[Record], kind: RecordKind, source: str) -> Iterator[tuple[str, int]]:
    """The words of each record of ``kind`` with the offset where they begin."""
    for record in records:
        if record.kind is kind:
            yield record.extent.of(source).replace("\n", " "), record.extent.start


def _owners(records: Sequence[Record], source: str) -> frozenset[str]:
    """Surnames that navigation names alone ("Breitman Archive"): evidence for how a name divides."""
    owned = re.compile(
        rf"(?:^|[|>→»]\s*)([^\W\d_a-z][\w’'-]*)\s+{any_of(words('navigation', 'owned'))}(?!\w)"
    )
    lines = _of_kind(records, RecordKind.NAVIGATION, source)
    return frozenset(match.group(1) for line, _ in lines for match in owned.finditer(line))


def _authors(parts: Parts, source: str) -> Iterator[Person]:
    surnames = _owners(parts.records, source)
    for part in parts.front:
        if part.kind is FrontKind.AUTHOR:
            for name, extent in split_names(part.extent.of(source), part.extent.start):
                yield with_parts(Person(name, extent=extent), surnames)


def _printed(parts: Parts, source: str, known: Sequence[str]) -> PrintedSource:
    """The print that the first line names that gives its title; else whatever a line gives."""
    lines = _of_kind(parts.records, RecordKind.SOURCE, source)
    read = [read_citation(line, start, known) for line, start in lines if not has_other_label(line)]
    found = [one for one in read if one is not None]
    return next((one for one in found if one.title), found[0] if found else PrintedSource())


def _credits(
    records: Sequence[Record], source: str
) -> tuple[tuple[Responsibility, ...], Organisation | None]:
    credit_lines = [record.extent for record in records if record.kind is RecordKind.CREDITS]
    # Credits may run over a line end; behind a stop there is a remark.
    stated = [(extent.of(source).partition(".\n")[0], extent.start) for extent in credit_lines]
    found = [read_credits(line.replace("\n", " "), start) for line, start in stated]
    credited = [one for one in found if one is not None]
    publisher = next((one.publisher for one in credited if one.publisher), None)
    return tuple(responsibility for one in credited for responsibility in one.responsibilities), publisher


def read_facts(parts: Parts, source: str) -> Metadata:
    """What the lines of ``parts`` say about the text."""
    date = next(
        (whole_date(p.extent.of(source), p.extent.start) for p in parts.front if p.kind is FrontKind.DATE),
        None,
    )
    responsibilities, publisher = _credits(parts.records, source)
    licences = [
        Licence(line, Extent(start, start + len(line)))
        for line, start in _of_kind(parts.records, RecordKind.LICENCE, source)
    ]
    language = detect(" ".join(chunk.words for chunk in parts.body))
    updates = [
        next(dates(line, start)) for line, start in _of_kind(parts.records, RecordKind.UPDATED, source)
    ]
    titles, authors = _titles(parts.front, source), tuple(_authors(parts, source))
    known = [*(author.text for author in authors), *(title.text for title in titles)]
    return Metadata(
        titles=titles,
        authors=authors,
        date=date,
        source=_printed(parts, source, known),
        publisher=publisher,
        responsibilities=responsibilities,
        licence=licences[0] if licences else None,
        updated=updates[-1] if updates else None,
        language=language,
        is_language_guessed=language is not None,
    )


def with_people(metadata: Metadata, named: Sequence[str], text: str) -> Metadata:
    """``metadata`` with the people ``named`` in notes, each by the fullest form of the name in ``text``.

    A name that stands alone and also ends a longer one, like Ingersoll and Ralph Ingersoll, is a surname.
    """
    people = {}
    for name in dict.fromkeys(named):
        full = _fullest(name, text)
        people[full] = with_parts(Person(full), frozenset(named) | {name})
    authors = tuple(with_parts(author, frozenset(named)) for author in metadata.authors)
    return metadata._replace(authors=authors, people=tuple(people.values()))


def _fullest(name: str, text: str) -> str:
    """``name`` with the forenames that stand before it most often, else ``name``."""
    longer = re.findall(
        rf"(?<![.!?]\s)(?<!^)\b((?:[^\W\d_a-z][^\W\d_]+\s+){{1,2}}{re.escape(name)})\b(?!\w)", text
    )
    return max(set(longer), key=longer.count) if longer else name
