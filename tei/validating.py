"""Validate many TEI files: the schema is loaded once for each process, the files are gone through on all cores.

In come the paths of files and what they are checked against, out come the findings of each, in the order of the files.
"""

from collections.abc import Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tei.diagnostics import Diagnostic, Rule, Span
from tei.errors import InputError
from tei.files import read, shown
from tei.pipeline import CHECKS, schemas_with, shipped_schemas, validate
from tei.pool import each

if TYPE_CHECKING:
    from tei.checks.schemas import Schemas

# A task is a run of files: a process is asked as seldom as possible, and still not long before it answers.
_FILES, _BYTES = 32, 2_000_000
# What a worker has to have learnt of the schema before it is worth keeping for others.
_WORTH_KEEPING = 64
_WORTH_A_WORKER = 2


class FileUnreadable(Rule):
    """A file could not be checked: it cannot be read, or the program broke off at it.

    What: the message says why. The other files were checked.

    Why: a file that nobody has looked at may be wrong.

    Example: a file that only its owner may read.

    Instead: mend what the message names, and check again; if the program is at fault, report it with the file.
    """

    message = "{reason}"


class Against(NamedTuple):
    """What files are checked against: the project's own schema or the one in a file, and which checks are made."""

    checks: tuple[str, ...] = CHECKS
    schema: Path | None = None


class Validated(NamedTuple):
    """What was found in a file; it is named as findings name it."""

    file: str
    findings: list[Diagnostic]


def schemas_of(against: Against) -> "Schemas":
    """Give the schemas, the same ones each time within a process."""
    return _with(against.schema, Path.cwd()) if against.schema else shipped_schemas()


@cache
def _with(schema: Path, _folder: Path) -> "Schemas":
    return schemas_with(schema, read(schema))


def validate_all(against: Against, files: Sequence[Path], jobs: int) -> Iterator[Validated]:
    """Check each of ``files``, up to ``jobs`` at once; what was found in each, in their order."""
    first, *others = _tasks(files) if files else [()]
    # What the first files teach of the schema is kept, so that workers begin with it; a schema that is none is said here.
    yield from _validate(against, first)
    schemas_of(against).keep()
    for found in each(partial(_validate, against), others, jobs, _died, worth=_WORTH_A_WORKER):
        yield from found
    schemas_of(against).keep()


def _tasks(files: Sequence[Path]) -> Iterator[tuple[Path, ...]]:
    """Divide the files into runs."""
    run: list[Path] = []
    size = 0
    for file in files:
        run.append(file)
        size += _size(file)
        if len(run) >= _FILES or size >= _BYTES:
            yield tuple(run)
            run, size = [], 0
    if run:
        yield tuple(run)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _validate(against: Against, files: tuple[Path, ...]) -> list[Validated]:
    schemas = schemas_of(against)
    found = [_validated(file, schemas, against.checks) for file in files]
    schemas.keep(_WORTH_KEEPING)
    return found


def _validated(file: Path, schemas: "Schemas", checks: tuple[str, ...]) -> Validated:
    name = shown(file)
    try:
        _, findings = validate(read(file), name, schemas, checks)
    except InputError as error:
        reason = str(error).removeprefix(name).lstrip(": ")
        return Validated(name, [FileUnreadable.at(Span(name), reason=reason)])
    return Validated(name, findings)


def _died(files: tuple[Path, ...]) -> list[Validated]:
    """Say that a process ended at these files: memory, or a fault of a library."""
    reason = "a process broke off at this file or one beside it; it was not checked"
    return [Validated(shown(file), [FileUnreadable.at(Span(shown(file)), reason=reason)]) for file in files]
