"""The schemas of a file: those that it names and that can be had, else the project's own.

In come the bytes of files, out come the checks to make of each, with their schemas, and findings about schemas that
are missing. Within a process each schema is loaded once, whatever files name it.
"""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tei.cache import Cache
from tei.diagnostics import Diagnostic, Rule, Severity, Span
from tei.document.associations import Association, associations
from tei.errors import SchemaError
from tei.locating import Found, Surroundings, absolute_href, advised, locate, surroundings_of
from tei.pipeline import Use, shipped_schemas

if TYPE_CHECKING:
    from tei.checks.schemas import Schemas

_NETWORK = re.compile(r"https?:", re.IGNORECASE)


class SchemaNotKept(Rule):
    """The file names a schema by an address of the network, and it is not on this machine.

    What: a validation fetches nothing, so that it is the same today and tomorrow, with and without a network.
    What else the file names was used; where there is nothing, the project's own schema.

    Why: the file counts as checked against a schema that nobody has looked at.

    Example: `<?xml-model href="https://dracor.org/schema.rng"?>` before the schema was added.

    Instead: run `tei schema add` once, as the hint says; `--project` keeps the schema with the project, for
    everyone and for continuous integration. Or name another schema with `--schema`.
    """

    message = "the schema `{href}`, which this file names, is not on this machine"
    hint = "`tei schema add {what}` fetches it once{instead}"


class SchemaFileMissing(Rule):
    """The file names a schema by a path, and there is no such file.

    What: a path counts from the folder of the file that names it. What else the file names was used; where
    there is nothing, the project's own schema.

    Why: the file counts as checked against a schema that nobody has looked at.

    Example: `<?xml-model href="../schema/letters.rng"?>` in a file that was moved.

    Instead: bring the schema back or correct the path; an XML catalog (`catalog.xml`) may say where it lies.
    """

    message = "there is no file `{href}`, which this file names as its schema"
    hint = (
        "correct the path, say in a `catalog.xml` where the schema lies, or give one with `--schema`{instead}"
    )


class SchemaUnusable(Rule):
    """The schema that the file names cannot be used.

    What: the message says why. The other checks were made.

    Why: a file that was not checked may be wrong.

    Example: a schema that was cut off while it was saved; a stored one that was changed by hand.

    Instead: mend or replace the schema; give another with `--schema`.
    """

    message = "the schema that this file names cannot be used: {reason}"


class SchemaOfAnotherKind(Rule):
    """The file names a schema in a language that is not checked.

    What: RELAX NG, Schematron and XML Schema are checked; DTDs, NVDL scripts and ODD customizations are not.

    Why: what such a schema asks for is not looked at.

    Example: `<?xml-model href="tei_all.dtd" type="application/xml-dtd"?>`.

    Instead: name the RELAX NG schema too; most schemas of the TEI are published in several languages.
    """

    severity = Severity.NOTE
    message = "`{href}` is neither RELAX NG nor Schematron nor XML Schema; it was passed over"


# Once for each schema of a run, not for each file.
ONCE = frozenset(rule.code for rule in (SchemaNotKept, SchemaFileMissing, SchemaUnusable))


class Chosen(NamedTuple):
    """The checks to make of a file, and what there is to say of its schemas."""

    uses: list[Use]
    findings: list[Diagnostic]


class Chooser:
    """Chooses schemas for files; what was loaded or found missing for one holds for the next."""

    def __init__(self, checks: tuple[str, ...], catalog: Path | None = None) -> None:
        self._checks, self._catalog = checks, catalog
        self._surroundings: dict[Path, Surroundings] = {}
        self._located: dict[tuple[Path, str], Found | None] = {}
        self._schemas: dict[tuple[str, str, tuple[str, ...], str | None], Schemas] = {}
        self._broken: dict[int, SchemaError] = {}

    def choose(self, data: bytes, file: str, folder: Path) -> Chosen:
        """Say what a file is checked against; ``folder`` is where it lies."""
        named, findings = associations(data, file)
        had: list[tuple[Association, Found]] = []
        missing: list[Association] = []
        for association in self._wanted(named):
            if association.kind is None:
                findings.append(SchemaOfAnotherKind.at(association.span, href=association.href))
                continue
            found = self._locate(association.href, folder)
            if found is not None:
                had.append((association, found))
            elif not association.is_hint:
                missing.append(association)
        said = [_missing(association, folder, is_alone=not had) for association in reversed(missing)]
        # A grammar and its rules are often one file: the first that names it is told.
        findings += {finding.message: finding for finding in said}.values()
        uses = self._uses(had, findings)
        return Chosen(uses, findings)

    def schemas(self) -> Iterator["Schemas"]:
        """Give all schemas that were chosen, the project's own first."""
        yield shipped_schemas()
        yield from self._schemas.values()

    def _wanted(self, named: list[Association]) -> list[Association]:
        """Leave out schemas for checks that are not made: an XML Schema says what another grammar says, more slowly."""
        checks = {check for check in self._checks if check in shipped_schemas().names}
        if not checks:
            return []
        if "rng" in checks and not any(one.kind == "rng" for one in named):
            checks.add("xsd")
        return [one for one in named if one.kind is None or one.kind in checks]

    def _locate(self, href: str, folder: Path) -> Found | None:
        key = (folder, href)
        if key not in self._located:
            self._located[key] = locate(href, folder, partial(self._around, folder))
        return self._located[key]

    def _around(self, folder: Path) -> Surroundings:
        if folder not in self._surroundings:
            self._surroundings[folder] = surroundings_of(folder, self._catalog)
        return self._surroundings[folder]

    def _uses(self, had: list[tuple[Association, Found]], findings: list[Diagnostic]) -> list[Use]:
        """Make each check once for each schema of its kind; the project's own serves all checks."""
        uses: dict[tuple[str, int], Use] = {}
        own = shipped_schemas()
        for association, found in had:
            kind = association.kind or ""
            schemas = self._made(kind, found, association.phase)
            if id(schemas) in self._broken:
                findings.append(self._refused(schemas, association.span, self._broken[id(schemas)]))
                continue
            refused = None if found.is_own else partial(self._refused, schemas, association.span)
            uses.setdefault((kind, id(schemas)), Use(kind, schemas, refused))
        if not had or any(found.is_own for _, found in had):
            covered = {kind for kind, _ in uses}
            uses |= {
                (check, id(own)): Use(check, own)
                for check in self._checks
                if check in own.names and check not in covered
            }
        others = [Use(check, own) for check in self._checks if check not in own.names]
        return [*uses.values(), *others]

    def _made(self, kind: str, found: Found, phase: str | None) -> "Schemas":
        from tei.checks.schemas import Schemas  # noqa: PLC0415 -- the checks bring lxml

        if found.is_own:
            return shipped_schemas()
        key = (kind, found.uri, found.among, phase)
        if key not in self._schemas:
            self._schemas[key] = Schemas(found.read, {kind: found.uri}, Cache("relaxng"), phase, found.folder)
        return self._schemas[key]

    def _refused(self, schemas: "Schemas", span: Span, error: SchemaError) -> Diagnostic:
        """Say that schemas cannot be used; those that nothing can be made of are not tried again."""
        if not schemas.is_made:
            self._broken[id(schemas)] = error
        return SchemaUnusable.at(span, reason=str(error).rstrip("."))


def _missing(association: Association, folder: Path, *, is_alone: bool) -> Diagnostic:
    href, instead = association.href, "; until then the project's own schema is used" if is_alone else ""
    if _NETWORK.match(href):
        return SchemaNotKept.at(
            association.span, href=href, what=advised(href.partition("#")[0]), instead=instead
        )
    return SchemaFileMissing.at(association.span, href=absolute_href(href, folder), instead=instead)
