"""Build a project: encode, validate and publish every edition, and only what changed.

In come a folder and its project, out come files in the output folder and one :class:`Outcome` per edition. What was
built is remembered as hashes of what went in and what came out (``.tei-state.json``). That record is a hint, never
believed: a file that is missing or changed is made again, and so is everything when the record cannot be read.

    build/stalin-interview/edition.xml      with the schema files that it names
    build/stalin-interview/index.html
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tei.diagnostics import Diagnostic, Span
from tei.editions import Edition
from tei.errors import OutputError, TeiError
from tei.files import inside, read, shown, write, write_all
from tei.pictures import pictures
from tei.pipeline import Encoded, encode, has_errors, publish, reader_for, shipped_schemas, validate
from tei.project import Particulars, Project, particulars, user
from tei.resources import resource, resources
from tei.rooms import inhabitant

if TYPE_CHECKING:
    from tei.checks.schemas import Schemas

STATE = ".tei-state.json"
_VERSION = 1
_MODEL = re.compile(rb"""<\?xml-model[^>]*?href\s*=\s*["']([^"'/\\]+)["']""")

# What is remembered of each edition: {"inputs": hash, "outputs": {name: hash}}.
State = dict[str, dict[str, Any]]


class Result(StrEnum):
    """What became of an edition."""

    BUILT = "built"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    STALE = "to build"


@dataclass(frozen=True)
class Outcome:
    """What became of one edition; ``texts`` are the files that its findings speak of and that are not on disk."""

    edition: Edition
    result: Result
    findings: list[Diagnostic] = field(default_factory=list)
    error: str | None = None
    texts: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Build:
    """One run: the project, where to, and whether everything is made anew or nothing is written."""

    project: Project
    output: Path
    date: str | None = None
    is_forced: bool = False
    is_dry: bool = False


def build(run: Build, editions: list[Edition]) -> Iterator[Outcome]:
    """Build ``editions`` one after the other; what is wrong with one does not stop the next."""
    for room, names in (("checks", run.project.checks), ("publications", run.project.formats)):
        for name in names:
            inhabitant(room, name)
    state = _read_state(run.output)
    schemas = cache(shipped_schemas)
    try:
        for edition in editions:
            yield _outcome(run, edition, state, schemas)
    finally:
        if not run.is_dry:
            _write_state(run.output, state)


def gone(run: Build, editions: list[Edition]) -> list[Path]:
    """Find the folders that earlier builds made of editions that are no longer there; they are left as they are."""
    names = {edition.name for edition in editions}
    places = [inside(run.output, name) for name in sorted(_read_state(run.output)) if name not in names]
    return [place for place in places if place.is_dir()]


def _outcome(run: Build, edition: Edition, state: State, schemas: "Callable[[], Schemas]") -> Outcome:
    try:
        return _one(run, edition, state, schemas)
    except OutputError:
        raise  # where one cannot be written the next cannot either
    except TeiError as error:
        return Outcome(edition, Result.FAILED, error=str(error))


def _one(run: Build, edition: Edition, state: State, schemas: "Callable[[], Schemas]") -> Outcome:
    about, source = particulars(edition.source, run.project, run.date), read(edition.source)
    folder = inside(run.output, edition.name)
    inputs = _inputs(run, edition, source, about)
    if not run.is_forced and _is_current(folder, state.get(edition.name), inputs):
        return Outcome(edition, Result.UNCHANGED)
    if run.is_dry:
        return Outcome(edition, Result.STALE)
    made = _Making(run, edition, source, about)
    outputs = made.outputs(schemas)
    if outputs is None:
        return Outcome(edition, Result.FAILED, made.findings, texts=made.texts)
    write_all(folder, outputs)
    state[edition.name] = {"inputs": inputs, "outputs": {name: _hash(data) for name, data in outputs.items()}}
    return Outcome(edition, Result.BUILT, made.findings, texts=made.texts)


@dataclass
class _Making:
    """The making of one edition: what it is made from, and what is said on the way."""

    run: Build
    edition: Edition
    source: bytes
    about: Particulars
    findings: list[Diagnostic] = field(default_factory=list)
    texts: dict[str, bytes] = field(default_factory=dict)

    def outputs(self, schemas: "Callable[[], Schemas]") -> dict[str, bytes] | None:
        """Make the files of the edition; None when a finding forbids to publish it."""
        file = shown(self.edition.source)
        encoded = Encoded(self.source, []) if self.edition.is_tei else self._encoded(file)
        data = encoded.data
        if data is None or has_errors(encoded.findings):
            return None
        if not self.edition.is_tei:
            file = shown(self.run.output / self.edition.name / "edition.xml")
            self.texts[file] = data
        document, faults = validate(data, file, schemas(), self.run.project.checks)
        if not self.edition.is_tei:
            start = Span(shown(self.edition.source))
            faults = [fault._replace(origin=encoded.origin(fault.span.line) or start) for fault in faults]
        self.findings += faults
        if document is None or has_errors(faults):
            return None
        outputs = {"edition.xml": data, **_schema_files(data)}
        for form in self.run.project.formats:
            outputs |= publish(document, form)
        shown_pictures, missing = pictures(document, self.edition.source.parent)
        self.findings += missing
        return shown_pictures | outputs

    def _encoded(self, file: str) -> Encoded:
        reader = reader_for(file)
        encoded = encode(self.source, file, self.about, name=self.edition.name, reader=reader)
        self.findings += encoded.findings
        return encoded


def _schema_files(data: bytes) -> dict[str, bytes]:
    """Give the shipped schema files that an edition names in its ``xml-model`` lines, to lie beside it."""
    named = {match[1].decode("utf-8", "replace") for match in _MODEL.finditer(data[:4096])}
    return {
        name: resource("schemas", name).read_bytes() for name in sorted(named & set(resources("schemas")))
    }


def _inputs(run: Build, edition: Edition, source: bytes, about: Particulars) -> str:
    """Hash everything that the outputs of an edition depend on."""
    project = run.project
    facts = [edition.name, edition.is_tei, project.formats, project.checks, about.revision.date, _program()]
    facts += [sorted(project.publication.items()), user() if _needs_user(about) else None]
    facts += [_hash(source), *(_hash(read(path)) for path in about.files)]
    return _hash(json.dumps(facts).encode())


def _needs_user(about: Particulars) -> bool:
    return not (about.publication.publisher or about.publication.authority)


def _is_current(folder: Path, known: dict[str, Any] | None, inputs: str) -> bool:
    """Whether the files that were built from these inputs still stand as they were written."""
    if known is None or known["inputs"] != inputs or not known["outputs"]:
        return False
    try:
        return all(_hash(inside(folder, name).read_bytes()) == old for name, old in known["outputs"].items())
    except (OSError, OutputError):
        return False


@cache
def _program() -> str:
    """Hash the program itself: its code, stylesheets, words and schemas."""
    digest = hashlib.sha256()
    for name, data in _package(Path(__file__).parent):
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    for name in resources("schemas"):
        digest.update(name.encode() + resource("schemas", name).read_bytes())
    return digest.hexdigest()


def _package(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give every file of the program by its name below ``folder``, compiled ones left out."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not any(part == "__pycache__" or part.startswith(".") for part in name.parts):
            yield name.as_posix(), path.read_bytes()


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read_state(output: Path) -> State:
    """Read what the last build remembered; whatever does not look like it is forgotten."""
    try:
        state = json.loads((output / STATE).read_bytes())
        editions = state["editions"] if state["version"] == _VERSION else {}
        return {name: known for name, known in editions.items() if _is_record(known)}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _is_record(known: object) -> bool:
    if not isinstance(known, dict) or not isinstance(known.get("inputs"), str):
        return False
    outputs = known.get("outputs")
    return isinstance(outputs, dict) and all(isinstance(value, str) for value in outputs.values())


def _write_state(output: Path, state: State) -> None:
    if state:
        data = json.dumps({"version": _VERSION, "editions": state}, indent=1, sort_keys=True)
        write(output / STATE, data.encode() + b"\n")
