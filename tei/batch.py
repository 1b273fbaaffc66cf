"""Encode many transcriptions into a folder: on all cores, only what changed, and no bad file stops the others.

In come files and folders, out come ``NAME.xml`` below the output folder, where the names below a folder are kept, and
one outcome per file in the order of the files. What cannot be encoded is a finding; what is not valid is not written.

    letters/1801/april.txt      out/1801/april.xml      for `tei encode letters --out-dir out`
    letters/1801/april.txt      out/april.xml           for `tei encode letters/1801/april.txt --out-dir out`
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from tei.decided import decided
from tei.diagnostics import Diagnostic, Rule, Span
from tei.editions import name_of
from tei.errors import ConfigError, InputError, clause
from tei.files import below, inside, read, shown
from tei.making import Made, Making, Outcome, Result, inputs, make
from tei.pipeline import EncodingFailed, checked, encode, has_errors, shipped_schemas
from tei.project import Project, find, particulars
from tei.recognition import suffixes, suffixes_of
from tei.state import Record

# Files that lie in a folder of transcriptions and are none.
_NO_TRANSCRIPTIONS = {"readme", "licence", "license"}


class FileRefused(Rule):
    """A file of a batch was not tried: it cannot be read, or its sidecar cannot be understood.

    What: the message says which file is at fault, and why. The other files were encoded.

    Why: guessing what was meant would put wrong facts into the edition.

    Example: a file that only its owner may read; `titel = "…"` in a sidecar.

    Instead: mend what the message names, and run the command again: it does only what is left.
    """

    message = "{reason}"


class Source(NamedTuple):
    """One file to encode, and the name of what is made of it below the output folder."""

    source: Path
    name: str

    @property
    def folder(self) -> str:
        return ""


@dataclass(frozen=True)
class Batch:
    """How the files of a batch are encoded; ``reader`` and ``language`` are those asked for, if any are."""

    making: Making
    reader: str | None = None
    date: str | None = None
    language: str | None = None
    is_validating: bool = True
    is_proposing: bool = True
    has_decisions: bool = False


def encode_all(batch: Batch, sources: Sequence[Source]) -> Iterator[Outcome[Source]]:
    """Encode each of ``sources``; one outcome for each, in their order."""
    act = partial(_one, batch)
    yield from make(batch.making, act, sources, _died)


def sources(paths: Iterable[Path], output: Path, reader: str | None = None) -> list[Source]:
    """Find what is to be encoded: the files named, and those in the folders named that ``reader`` (or any) takes.

    InputError for a path that is not there and for a folder without transcriptions, ConfigError where two files
    would be written to one place or one onto itself.
    """
    found: dict[Path, Source] = {}
    for path in paths:
        if not path.exists():
            raise InputError(f"{shown(path)}: there is no such file or folder")
        pairs = _within(path, output, reader) if path.is_dir() else [Source(path, f"{path.stem}.xml")]
        for source in pairs:
            found.setdefault(source.source.resolve(), source)
    _refuse_clashes(found.values(), output)
    return list(found.values())


def _within(folder: Path, output: Path, reader: str | None) -> list[Source]:
    taken = frozenset(suffixes_of(reader)) if reader else suffixes()
    files = [
        path
        for path in below(folder, taken, besides=frozenset({output.resolve()}))
        if path.stem.lower() not in _NO_TRANSCRIPTIONS
    ]
    if not files:
        raise InputError(
            f"{shown(folder)}: there is no transcription here (files that end in {', '.join(sorted(taken))})"
        )
    return [Source(path, path.relative_to(folder).with_suffix(".xml").as_posix()) for path in files]


def _refuse_clashes(found: Iterable[Source], output: Path) -> None:
    taken: dict[str, Path] = {}
    for source in found:
        other = taken.setdefault(source.name.casefold(), source.source)
        if other != source.source:
            places = f"{shown(other)} and {shown(source.source)}"
            raise ConfigError(
                f"{places} would both be written to {shown(output / source.name)}; choose with --from, or name their folder"
            )
        if inside(output, source.name).resolve() == source.source.resolve():
            raise ConfigError(f"{shown(source.source)} would be written onto itself; name another folder")


def _one(batch: Batch, source: Source, known: Record | None) -> Made[Source]:
    try:
        return _encoded(batch, source, known)
    except (InputError, ConfigError, OSError) as error:
        return Made(
            _failed(
                source, FileRefused.at(Span(shown(source.source)), reason=clause(error, shown(source.source)))
            )
        )


def _encoded(batch: Batch, source: Source, known: Record | None) -> Made[Source]:
    about, data = particulars(source.source, _project(source.source.parent), batch.date), read(source.source)
    if batch.language:
        about = about.with_language(batch.language)
    options = (source.name, batch.reader, batch.language, batch.is_validating)
    of = inputs(data, about, name_of(source.source), *options)
    waiting = batch.making.waits(source, known, of)
    if waiting and not batch.has_decisions:
        return Made(Outcome(source, waiting))
    file = shown(source.source)
    encoded = encode(
        data, file, about, name=name_of(source.source), reader=batch.reader, is_proposing=batch.is_proposing
    )
    if batch.is_validating:
        encoded = checked(encoded, file, shipped_schemas())
    report = (
        decided(encoded.transcription, about.settled, is_proposing=batch.is_proposing)
        if batch.has_decisions and encoded.transcription is not None
        else None
    )
    if encoded.data is None or has_errors(encoded.findings):
        return Made(Outcome(source, Result.FAILED, encoded.findings, decided=report))
    if waiting:
        return Made(Outcome(source, waiting, encoded.findings, decided=report))
    outcome = Outcome(source, Result.MADE, encoded.findings, decided=report)
    return Made(outcome, {source.name: encoded.data}, of)


@cache
def _project(folder: Path) -> Project:
    return find(folder)


def _died(pair: Source) -> Outcome[Source]:
    reason = "it could not be encoded: the process that tried to was ended by the system, perhaps for want of memory"
    return _failed(pair, EncodingFailed.at(Span(shown(pair.source)), reason=reason))


def _failed(source: Source, finding: Diagnostic) -> Outcome[Source]:
    return Outcome(source, Result.FAILED, [finding])
