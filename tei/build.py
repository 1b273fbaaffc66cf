"""Build a project: encode, validate and publish every edition, and only what changed.

In come a folder and its project, out come files in the output folder and one :class:`Outcome` per edition. What was
built is remembered (``state.py``), and how many are built at once changes nothing (``making.py``).

    build/stalin-interview/edition.xml      with the schema files that it names
    build/stalin-interview/index.html
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tei.diagnostics import Diagnostic, Span
from tei.editions import Edition
from tei.errors import OutputError, TeiError
from tei.files import inside, read, shown
from tei.making import Made, Making, Outcome, Result, inputs, make
from tei.pictures import pictures
from tei.pipeline import Encoded, encode, has_errors, publish, shipped_schemas, validate
from tei.project import Particulars, Project, particulars
from tei.resources import resource, resources
from tei.rooms import inhabitant
from tei.state import Record, remembered

_MODEL = re.compile(rb"""<\?xml-model[^>]*?href\s*=\s*["']([^"'/\\]+)["']""")


@dataclass(frozen=True)
class Build:
    """One run: the project, where to and how, and the date of revision that was given.

    Corrections of probable slips are proposed when ``is_proposing``.
    """

    project: Project
    making: Making
    date: str | None = None
    is_proposing: bool = True


def build(run: Build, editions: list[Edition]) -> Iterator[Outcome[Edition]]:
    """Build ``editions`` in their order; what is wrong with one does not stop the next."""
    for room, names in (("checks", run.project.checks), ("publications", run.project.formats)):
        for name in names:
            inhabitant(room, name)
    yield from make(run.making, partial(_one, run), editions, _died)


def gone(run: Build, editions: list[Edition]) -> list[Path]:
    """Find the folders that earlier builds made of editions that are no longer there; they are left as they are."""
    names = {edition.name for edition in editions}
    output = run.making.output
    places = [inside(output, name) for name in sorted(remembered(output)) if name not in names]
    return [place for place in places if place.is_dir()]


def _one(run: Build, edition: Edition, known: Record | None) -> Made[Edition]:
    try:
        return _built(run, edition, known)
    except OutputError:
        raise  # where one cannot be written the next cannot either
    except TeiError as error:
        return Made(Outcome(edition, Result.FAILED, error=str(error)))


def _died(edition: Edition) -> Outcome[Edition]:
    reason = "the process that built it was ended by the system, perhaps for want of memory"
    return Outcome(edition, Result.FAILED, error=f"{shown(edition.source)}: {reason}")


def _built(run: Build, edition: Edition, known: Record | None) -> Made[Edition]:
    about, source = particulars(edition.source, run.project, run.date), read(edition.source)
    project = run.project
    of = inputs(source, about, edition.name, edition.is_tei, project.formats, project.checks)
    if waiting := run.making.waits(edition, known, of):
        return Made(Outcome(edition, waiting))
    made = _Making(run, edition, source, about)
    outputs = made.outputs()
    result = Result.FAILED if outputs is None else Result.MADE
    return Made(Outcome(edition, result, made.findings, texts=made.texts), outputs or {}, of)


@dataclass
class _Making:
    """The making of one edition: what it is made from, and what is said on the way."""

    run: Build
    edition: Edition
    source: bytes
    about: Particulars
    findings: list[Diagnostic] = field(default_factory=list)
    texts: dict[str, bytes] = field(default_factory=dict)

    def outputs(self) -> dict[str, bytes] | None:
        """Make the files of the edition; None when a finding forbids to publish it."""
        file = shown(self.edition.source)
        encoded = Encoded(self.source, []) if self.edition.is_tei else self._encoded(file)
        data = encoded.data
        if data is None or has_errors(encoded.findings):
            return None
        if not self.edition.is_tei:
            file = shown(self.run.making.output / self.edition.name / "edition.xml")
            self.texts[file] = data
        document, faults = validate(data, file, shipped_schemas(), self.run.project.checks)
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
        proposing = self.run.is_proposing
        encoded = encode(self.source, file, self.about, name=self.edition.name, is_proposing=proposing)
        self.findings += encoded.findings
        return encoded


def _schema_files(data: bytes) -> dict[str, bytes]:
    """Give the shipped schema files that an edition names in its ``xml-model`` lines, to lie beside it."""
    named = {match[1].decode("utf-8", "replace") for match in _MODEL.finditer(data[:4096])}
    return {
        name: resource("schemas", name).read_bytes() for name in sorted(named & set(resources("schemas")))
    }
