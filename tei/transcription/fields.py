"""What an editor says of a transcription: the keys of a sidecar, merged into its metadata.

A sidecar beside the source overrides what was read; the defaults of a folder only fill what nothing else
says. Keys are checked by name and type; a wrong one is a ConfigError that names the likeliest right one.

    title, subtitle, kicker   text
    authors             list of names, or of tables with name, forename, surname, ref
    date, updated       a date: 1941, "1941-11", 1941-11-08, or in EDTF: "1941~", "194X", "1941-11/1942-02"
    language            a BCP 47 tag
    licence             text
    made_for            the body that the transcription was made for
    [source]            title, volume, issue, date, pages, publisher, place, article
    [[responsibilities]]  task, person or organisation
    [[people]]          name, forename, surname, ref
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tei.diagnostics.nearest import did_you_mean
from tei.errors import ConfigError
from tei.transcription.edtf import date_of
from tei.transcription.languages import checked
from tei.transcription.metadata import (
    Date,
    Licence,
    Metadata,
    Organisation,
    Pages,
    Part,
    Person,
    PrintedSource,
    Responsibility,
    Task,
    Title,
    TitleKind,
)
from tei.transcription.numerals import number
from tei.transcription.transcription import Transcription


def known(name: str, keys: Sequence[str], place: str) -> str:
    """``name`` when it is one of ``keys``; else ConfigError with the likeliest of them."""
    if name in keys:
        return name
    advice = did_you_mean(name, keys) or f"there are {', '.join(keys)}"
    raise ConfigError(f"there is no key {name!r} in {place}; {advice}")


def _text(value: object, key: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ConfigError(f"{key} is a text; write it in quotation marks")
    return value


def _tables(value: object, key: str, keys: Sequence[str]) -> list[Mapping[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise ConfigError(f"{key} is a list of tables; write each as [[{key}]]")
    for one in value:
        for name in one:
            known(name, keys, f"[[{key}]]")
    return value


def _date(value: object, key: str) -> Date:
    written = str(value) if isinstance(value, int | dt.date) and not isinstance(value, bool) else value
    if isinstance(value, dt.datetime):
        written = value.date().isoformat()
    date = date_of(written) if isinstance(written, str) else None
    if date is None:
        raise ConfigError(
            f'{key} is a date; write it as 1941, "1941-11" or 1941-11-08,'
            ' or in EDTF: "1941~" (about), "194X", "1941-11/1942-02"'
        )
    return date


def _person(value: object, key: str) -> Person:
    if isinstance(value, str):
        return Person(_text(value, key))
    table = _tables([value], key, ("name", "forename", "surname", "ref"))[0]
    parts = {name: _text(text, f"{name} in [[{key}]]") for name, text in table.items()}
    name = parts.get("name") or " ".join(filter(None, (parts.get("forename"), parts.get("surname"))))
    if not name:
        raise ConfigError(f"each of {key} needs a name")
    return Person(name, parts.get("forename"), parts.get("surname"), parts.get("ref"))


def _persons(value: object, key: str) -> tuple[Person, ...]:
    if not isinstance(value, list):
        raise ConfigError(f'{key} is a list; write it as ["George Breitman"]')
    return tuple(_person(one, key) for one in value)


def _responsibility(table: Mapping[str, Any]) -> Responsibility:
    tasks = [task.value for task in Task]
    task = table.get("task")
    if task not in tasks:
        raise ConfigError(f"task in [[responsibilities]] is one of {', '.join(tasks)}")
    if ("person" in table) == ("organisation" in table):
        raise ConfigError("each of [[responsibilities]] names either a person or an organisation")
    if "person" in table:
        return Responsibility(Task(task), _person(table["person"], "person"))
    return Responsibility(Task(task), Organisation(_text(table["organisation"], "organisation")))


def _responsibilities(value: object, key: str) -> tuple[Responsibility, ...]:
    return tuple(_responsibility(table) for table in _tables(value, key, ("task", "person", "organisation")))


def _part(value: object, key: str) -> Part:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else _text(value, key)
    return Part(text, number(text))


def _pages(value: object, key: str) -> tuple[Pages, ...]:
    written = str(value) if isinstance(value, int) else _text(value, key)
    pieces = [piece.strip() for piece in re.split(r"[,&]", written)]
    ends = [re.split(r"\s*[-–]\s*", piece) for piece in pieces]
    return tuple(Pages(piece, end[0], end[-1]) for piece, end in zip(pieces, ends, strict=True))


_SOURCE: Mapping[str, Callable[[object, str], Any]] = {
    "title": _text,
    "volume": _part,
    "issue": _part,
    "date": _date,
    "pages": _pages,
    "publisher": _text,
    "place": _text,
    "article": _text,
}


_FIELDS: Mapping[str, tuple[str, Callable[[object, str], Any]]] = {
    "authors": ("authors", _persons),
    "date": ("date", _date),
    "updated": ("updated", _date),
    "language": ("language", checked),
    "licence": ("licence", lambda value, key: Licence(_text(value, key))),
    "made_for": ("publisher", lambda value, key: Organisation(_text(value, key))),
    "responsibilities": ("responsibilities", _responsibilities),
    "people": ("people", _persons),
}
_TITLES = {"title": TitleKind.MAIN, "subtitle": TitleKind.SUB, "kicker": TitleKind.KICKER}
KEYS = (*_TITLES, *_FIELDS, "source")


def _with_titles(metadata: Metadata, fields: Mapping[str, object], *, override: bool) -> Metadata:
    """The titles that were given, and of each other kind those that were read."""
    titles = list(metadata.titles)
    for key, kind in _TITLES.items():
        if key in fields:
            given = Title(kind, _text(fields[key], key))
            read = [title for title in titles if title.kind is kind]
            if override or not read:
                titles = [title for title in titles if title.kind is not kind] + [given]
    return metadata._replace(
        titles=tuple(sorted(titles, key=lambda title: list(TitleKind).index(title.kind)))
    )


def _with_source(source: PrintedSource, value: object, *, override: bool) -> PrintedSource:
    if not isinstance(value, dict):
        raise ConfigError("source is a table; write [source] and its keys below it")
    given = {known(key, tuple(_SOURCE), "[source]"): _SOURCE[key](one, key) for key, one in value.items()}
    changes = {key: one for key, one in given.items() if override or not getattr(source, key)}
    if "title" in changes:
        changes["title_extent"] = None
    return source._replace(**changes)


def complete(transcription: Transcription, fields: Mapping[str, object], *, override: bool) -> Transcription:
    """``transcription`` with ``fields`` laid over its metadata, or only into its gaps without ``override``."""
    metadata = transcription.metadata
    for key in fields:
        known(key, KEYS, "the sidecar")
    metadata = _with_titles(metadata, fields, override=override)
    for key, (attribute, read) in _FIELDS.items():
        if key in fields:
            given = read(fields[key], key)
            if (
                override
                or not getattr(metadata, attribute)
                or (key == "language" and metadata.is_language_guessed)
            ):
                metadata = metadata._replace(**{attribute: given})
                if key == "language":
                    metadata = metadata._replace(is_language_guessed=False)
    if "source" in fields:
        metadata = metadata._replace(
            source=_with_source(metadata.source, fields["source"], override=override)
        )
    return replace(transcription, metadata=metadata)
