"""The parts of a transcription to its metadata: what each recognised line says."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tei.readers.facts.citation import read_citation
from tei.readers.facts.credits import Credits, read_credits
from tei.readers.facts.dates import dates, whole_date
from tei.readers.facts.labels import label
from tei.readers.facts.language import detect
from tei.readers.facts.licences import licence_target
from tei.readers.facts.names import split_names, with_parts, without_year
from tei.readers.header.front import FrontChunk, Parts
from tei.readers.header.titles import Evidence, author_of, is_person
from tei.readers.passages.references import without_marks
from tei.readers.vocabulary import any_of, words
from tei.transcription.blocks import FrontKind, Record, RecordKind
from tei.transcription.extent import Extent
from tei.transcription.metadata import (
    Date,
    Licence,
    Metadata,
    Organisation,
    Person,
    PrintedSource,
    PrintRelation,
    RelatedPrint,
    Responsibility,
    Title,
    TitleKind,
)

_TITLES = {
    FrontKind.TITLE: TitleKind.MAIN,
    FrontKind.SUBTITLE: TitleKind.SUB,
    FrontKind.OVERTITLE: TitleKind.KICKER,
}
_YEAR_BEHIND = re.compile(r"(?:\s*\([^()]*\))?,?\s*\(?\d{4}\)?$")
_LONGEST_SIGNATURE = 60
# A print that a line calls the source comes before one where the text was published as well.
_RANKS = {"source": 0, None: 0, "original": 1, "publisher": 2, "reprint": 3}


# A line end and the blanks round it; a no-break space is a character like others.
_BREAK = re.compile(r"[^\S\u00a0]*\n[^\S\u00a0]*")


def _title(part: FrontChunk, source: str) -> Title:
    """The title without the mark of a note behind it, which is no part of it."""
    words = part.extent.of(source)
    extent = Extent(part.extent.start, part.extent.start + len(without_marks(words).rstrip() or words))
    return Title(_TITLES[part.kind], _BREAK.sub(" ", extent.of(source)), extent)


def _titles(front: Sequence[FrontChunk], source: str) -> tuple[Title, ...]:
    """The titles, the main one first, as they are cited."""
    found = [_title(part, source) for part in front if part.kind in _TITLES]
    return tuple(sorted(found, key=lambda title: list(TitleKind).index(title.kind)))


def _of_kind(records: Sequence[Record], kind: RecordKind, source: str) -> Iterator[tuple[str, int]]:
    """The words of each record of ``kind`` with the offset where they begin."""
    for record in records:
        if record.kind is kind:
            yield record.extent.of(source).replace("\n", " "), record.extent.start


@cache
def _owned() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[|>→»]\s*)([^\W\d_a-z][\w’'-]*)\s+{any_of(words('navigation', 'owned'))}(?!\w)")


def _owners(records: Sequence[Record], source: str) -> frozenset[str]:
    """Surnames that navigation names alone ("Breitman Archive"): evidence for how a name divides."""
    lines = _of_kind(records, RecordKind.NAVIGATION, source)
    return frozenset(match.group(1) for line, _ in lines for match in _owned().finditer(line))


def _authors(parts: Parts, source: str) -> Iterator[Person]:
    surnames = _owners(parts.records, source)
    found = [part.extent for part in (*parts.front, *parts.behind) if part.kind is FrontKind.AUTHOR]
    for extent in found or _signature(parts, source):
        text = author_of(extent.of(source))
        for name, at in split_names(without_year(text), extent.end - len(text)):
            yield with_parts(Person(name, extent=at), surnames)


def _signature(parts: Parts, source: str) -> Iterator[Extent]:
    """The name that stands below a text whose head names nobody."""
    last = parts.body[-1] if len(parts.body) > 1 else None
    if last is None or len(last.lines) > 1 or last.length > _LONGEST_SIGNATURE:
        return
    is_name = " " in last.text or "." in last.text
    if is_name and last.text.count(" ") < 4 and is_person(last.text, Evidence(), source):
        yield last.extent


# ---------------------------------------------------------------- the print


def _prints(
    records: Sequence[Record], source: str, known: Sequence[str]
) -> Iterator[tuple[str | None, PrintedSource]]:
    """What each source line names, with the key of its label."""
    for line, start in _of_kind(records, RecordKind.SOURCE, source):
        opening = label(line)
        found = read_citation(line, start, known)
        if found is not None:
            yield (opening.key if opening else None), found


def _printed(parts: Parts, source: str, known: Sequence[str]) -> PrintedSource:
    """The print that the lines name, its publisher where a line of its own says it, and the other prints."""
    found = list(_prints(parts.records, source, known))
    if not found:
        return PrintedSource()
    named = [pair for pair in found if pair[1].title]
    _, best = min(named or found, key=lambda pair: _RANKS.get(pair[0], 0))
    for other_key, other in found:
        if other_key == "publisher" or (other.publisher and not other.title):
            best = _with_publisher(best, other)
    related = tuple(
        RelatedPrint(_relation(other_key), other)
        for other_key, other in named
        if other is not best and other.title != best.title
    )
    return best._replace(related=(*best.related, *related))


def _with_publisher(best: PrintedSource, other: PrintedSource) -> PrintedSource:
    """``best`` with what ``other``, which has no title, says of the one who published it."""
    if best.is_serial or best.publisher:
        return best
    return best._replace(
        publisher=other.publisher, place=best.place or other.place, date=best.date or other.date
    )


def _relation(key: str | None) -> PrintRelation:
    return PrintRelation.ORIGINAL if key == "original" else PrintRelation.REPRINT


# ---------------------------------------------------------------- who made the transcription


def _credits(records: Sequence[Record], source: str, serial: str | None) -> list[Credits]:
    credit_lines = [record.extent for record in records if record.kind is RecordKind.CREDITS]
    # Credits may run over a line end; behind a stop there is a remark.
    stated = [(extent.of(source).partition(".\n")[0], extent.start) for extent in credit_lines]
    found = [read_credits(line.replace("\n", " "), start) for line, start in stated]
    return [_with_bodies(one, serial) for one in found if one is not None]


def _with_bodies(found: Credits, serial: str | None) -> Credits:
    """``found`` with a periodical that is credited made a body: it is what the print is called."""
    return found._replace(
        responsibilities=tuple(
            one._replace(agent=Organisation(one.agent.text, one.agent.extent))
            if one.agent.text == serial
            else one
            for one in found.responsibilities
        )
    )


def _copied_from(records: Sequence[Record], source: str) -> Organisation | None:
    """Whence the transcription was copied: "Downloaded with thanks from the Socialist Register Website"."""
    for line, start in _of_kind(records, RecordKind.LABEL, source):
        opening = label(line)
        if opening is None or opening.key != "copied":
            continue
        article = _article().match(line, opening.end)
        first = article.end() if article else opening.end
        name = _YEAR_BEHIND.sub("", line[first:].rstrip(" \u00a0.,;"))
        if name:
            return Organisation(name, Extent(start + first, start + first + len(name)))
    return None


@cache
def _article() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('credits', 'articles'))}(?:\s+|(?<=’))", re.IGNORECASE)


# ---------------------------------------------------------------- when


def _written(records: Sequence[Record], source: str) -> Date | None:
    """When a line says that the text was written or spoken."""
    for line, start in _of_kind(records, RecordKind.LABEL, source):
        opening = label(line)
        if opening is not None and opening.key == "written":
            found = next(dates(line, start), None)
            if found is not None:
                return found
    return None


def _date(parts: Parts, source: str) -> Date | None:
    """The date of the title block; or when the text was written; or the title, when it is a date and no more."""
    block = [*parts.front, *parts.behind]
    dated = [part.extent for part in block if part.kind is FrontKind.DATE]
    titled = [part.extent for part in block if part.kind is FrontKind.TITLE]
    found = [whole_date(extent.of(source), extent.start) for extent in dated]
    found.append(_written(parts.records, source))
    found += [whole_date(extent.of(source), extent.start) for extent in titled]
    return next((one for one in found if one is not None), None)


def read_facts(parts: Parts, source: str) -> Metadata:
    """What the lines of ``parts`` say about the text."""
    titles = _titles([*parts.front, *parts.behind], source)
    authors = tuple(_authors(parts, source))
    known = [*(author.text for author in authors), *(title.text for title in titles)]
    printed = _printed(parts, source, known)
    credited = _credits(parts.records, source, printed.title)
    licences = [
        Licence(line, Extent(start, start + len(line)), licence_target(line))
        for line, start in _of_kind(parts.records, RecordKind.LICENCE, source)
    ]
    language = detect(chunk.words for chunk in parts.body)
    updates = [
        next(dates(line, start), None) for line, start in _of_kind(parts.records, RecordKind.UPDATED, source)
    ]
    return Metadata(
        titles=titles,
        authors=authors,
        date=_date(parts, source),
        source=printed,
        publisher=next((one.publisher for one in credited if one.publisher), None),
        copied_from=_copied_from(parts.records, source),
        responsibilities=_tasks(credited),
        licence=licences[0] if licences else None,
        updated=next((one for one in reversed(updates) if one is not None), None),
        language=language,
        is_language_guessed=language is not None,
    )


def _tasks(credited: Sequence[Credits]) -> tuple[Responsibility, ...]:
    return tuple(responsibility for one in credited for responsibility in one.responsibilities)


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
