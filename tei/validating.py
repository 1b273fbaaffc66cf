"""Validate many TEI files: each schema is loaded once for each process, the files are gone through on all cores.

In come the paths of files and what they are checked against, out come the findings of each, in the order of the files.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tei.associated import ONCE, Chooser
from tei.diagnostics import Diagnostic, Rule, Span
from tei.errors import ConfigError, InputError
from tei.files import read, shown
from tei.locating import own, surroundings_of
from tei.pipeline import (
    CHECKS,
    SCHEMA,
    examine,
    kind_of_schema,
    names_with,
    schemas_with,
    shipped_schemas,
    validate,
)
from tei.pool import each
from tei.store.addresses import address

if TYPE_CHECKING:
    from tei.checks.schemas import Schemas
    from tei.locating import Found

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
    """What files are checked against, and which checks are made.

    ``schema`` is a file or the name of a schema that is kept; without it each file is checked against those that it names,
    or the project's own. ``catalog`` is an XML catalog that says where they lie.
    """

    checks: tuple[str, ...] = CHECKS
    schema: Path | None = None
    catalog: Path | None = None


class Validated(NamedTuple):
    """What was found in a file; it is named as findings name it."""

    file: str
    findings: list[Diagnostic]


def kind_of(schema: Path) -> str:
    """Give the check that a schema is for: a file, or the name of one that is kept."""
    found = _kept(schema)
    if found is None and not schema.exists() and (known := address(str(schema))):
        raise ConfigError(
            f"the schema `{schema}` is not on this machine; `tei schema add {known.called}` fetches it"
        )
    return kind_of_schema(Path(found.uri) if found else schema)


def validate_one(against: Against, data: bytes, file: str, folder: Path) -> list[Diagnostic]:
    """Check one text, which lies in ``folder`` or comes from there."""
    if against.schema:
        return validate(data, file, _with(against.schema, Path.cwd()), against.checks)[1]
    chosen = _chooser(against, Path.cwd()).choose(data, file, folder)
    return examine(data, file, chosen.uses, chosen.findings)[1]


def validate_all(against: Against, files: Sequence[Path], jobs: int) -> Iterator[Validated]:
    """Check each of ``files``, up to ``jobs`` at once; what was found in each, in their order.

    What is wrong with a schema is found at the first file that names it, and not again.
    """
    _chooser.cache_clear()
    _with.cache_clear()
    said: set[tuple[str, str]] = set()
    for validated in _validate_all(against, files, jobs):
        again = [(finding.code, finding.message) in said for finding in validated.findings]
        said |= {(one.code, one.message) for one in validated.findings if one.code in ONCE}
        yield validated._replace(findings=_once(validated.findings, again))


def _once(findings: list[Diagnostic], again: list[bool]) -> list[Diagnostic]:
    """Leave out what was said of a schema at another file, or before in this one."""
    said: set[tuple[str, str]] = set()
    left = []
    for finding, is_again in zip(findings, again, strict=True):
        key = (finding.code, finding.message)
        if not is_again and key not in said:
            left.append(finding)
        if finding.code in ONCE:
            said.add(key)
    return left


def _validate_all(against: Against, files: Sequence[Path], jobs: int) -> Iterator[Validated]:
    first, *others = _tasks(files) if files else [()]
    # What the first files teach of the schemas is kept, so that workers begin with it; a schema that is none is said here.
    yield from _validate(against, first)
    _keep(against)
    for found in each(partial(_validate, against), others, jobs, _died, worth=_WORTH_A_WORKER):
        yield from found
    _keep(against)


@cache
def _chooser(against: Against, _folder: Path) -> Chooser:
    return Chooser(against.checks, against.catalog)


@cache
def _with(schema: Path, _folder: Path) -> "Schemas":
    found = _kept(schema)
    if found is None:
        return schemas_with(schema, read(schema))
    if found.is_own:
        return shipped_schemas()
    names = names_with(kind_of(schema), found.uri)
    return replace(shipped_schemas(), read=found.read, names=names, _made={})


def _kept(schema: Path) -> "Found | None":
    """Find the schema that is kept under a name; a file of that name goes before."""
    if schema.exists() or len(schema.parts) > 1:
        return None
    if str(schema) == SCHEMA:
        return own(f"{SCHEMA}.rng")
    return surroundings_of(Path.cwd(), None).named(str(schema))


def _keep(against: Against, least: int = 1) -> None:
    """Keep what was learnt of the schemas for other processes."""
    used = [_with(against.schema, Path.cwd())] if against.schema else _chooser(against, Path.cwd()).schemas()
    for schemas in used:
        schemas.keep(least)


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
    found = [_validated(file, against) for file in files]
    _keep(against, _WORTH_KEEPING)
    return found


def _validated(file: Path, against: Against) -> Validated:
    name = shown(file)
    try:
        findings = validate_one(against, read(file), name, file.parent)
    except InputError as error:
        reason = str(error).removeprefix(name).lstrip(": ")
        return Validated(name, [FileUnreadable.at(Span(name), reason=reason)])
    return Validated(name, findings)


def _died(files: tuple[Path, ...]) -> list[Validated]:
    """Say that a process ended at these files: memory, or a fault of a library."""
    reason = "a process broke off at this file or one beside it; it was not checked"
    return [Validated(shown(file), [FileUnreadable.at(Span(shown(file)), reason=reason)]) for file in files]
