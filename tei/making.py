"""Making many things, each of its own inputs, on several cores, and only what changed.

What is common to ``tei build`` and ``tei encode --out-dir``: an act that makes one thing and is free of side effects,
the record of earlier runs, and the one place where files are written: here, in the order of the things, whole or not
at all. In come tasks, out comes one :class:`Outcome` for each.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from tei.diagnostics import Diagnostic
from tei.files import inside, read, write_all
from tei.pool import each
from tei.project import Particulars, user
from tei.reports.decisions import Decided
from tei.state import Record, digest, is_current, program, record, remember, remembered


class Result(StrEnum):
    """What became of a thing."""

    MADE = "made"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    STALE = "to make"


class Task(Protocol):
    """Something to make: what it is called, what it is made from, and the folder for its files below the output."""

    @property
    def name(self) -> str: ...
    @property
    def source(self) -> Path: ...
    @property
    def folder(self) -> str: ...


T = TypeVar("T", bound=Task)


@dataclass(frozen=True)
class Outcome(Generic[T]):
    """What became of one task.

    ``error`` is what kept it from being tried; ``texts`` are the files that its findings speak of and that are not on
    disk; ``decided`` what was decided in the transcription, where that was asked for.
    """

    task: T
    result: Result
    findings: list[Diagnostic] = field(default_factory=list)
    error: str | None = None
    texts: Mapping[str, bytes] = field(default_factory=dict)
    decided: Decided | None = None


@dataclass(frozen=True)
class Made(Generic[T]):
    """An outcome, the files that it brings, and what they were made of."""

    outcome: Outcome[T]
    files: Mapping[str, bytes] = field(default_factory=dict)
    inputs: str = ""


# Makes one thing, or leaves it when the record says that it stands.
Act = Callable[[T, Record | None], Made[T]]


@dataclass(frozen=True)
class Making:
    """One run: where to, on how many cores, and whether everything is made anew or nothing is written."""

    output: Path
    jobs: int = 1
    is_forced: bool = False
    is_dry: bool = False

    def waits(self, task: Task, known: Record | None, inputs: str) -> Result | None:
        """Say what becomes of a thing that is not to be made now; None when it is."""
        if not self.is_forced and is_current(place(self.output, task), known, inputs):
            return Result.UNCHANGED
        return Result.STALE if self.is_dry else None


def make(
    run: Making, act: Act[T], tasks: Sequence[T], died: Callable[[T], Outcome[T]]
) -> Iterator[Outcome[T]]:
    """Make each of ``tasks`` and write its files; what is wrong with one does not stop the next."""
    records = remembered(run.output)
    known = [(task, records.get(task.name)) for task in tasks]
    try:
        for made in each(partial(_made, act), known, run.jobs, lambda pair: Made(died(pair[0]))):
            if made.files:
                task = made.outcome.task
                write_all(place(run.output, task), made.files)
                records[task.name] = record(made.inputs, made.files)
            yield made.outcome
    finally:
        if not run.is_dry:
            remember(run.output, records)


def _made(act: Act[T], pair: tuple[T, Record | None]) -> Made[T]:
    return act(*pair)


def place(output: Path, task: Task) -> Path:
    """Find the folder below ``output`` that the files of ``task`` are written to."""
    return inside(output, task.folder) if task.folder else output


def inputs(source: bytes, about: Particulars, *facts: object) -> str:
    """Hash everything that depends on a source, its sidecars, the program, and whatever else is a fact."""
    publication = about.publication
    is_anonymous = not (publication.publisher or publication.authority)
    whole = [*facts, program(), publication, about.revision, user() if is_anonymous else None]
    whole += [digest(source), *(digest(read(path)) for path in about.files)]
    return digest(json.dumps(whole).encode())
