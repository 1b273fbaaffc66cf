"""The way of one text: encode, validate, publish. The rooms do the work; this module brings them together.

In come bytes, names and a project, out come values; files are written by ``build.py`` and the commands.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tei.diagnostics import Diagnostic, Rule, Severity, Span
from tei.errors import ConfigError, InputError
from tei.files import shown
from tei.resources import resource
from tei.rooms import inhabitant, inhabitants

if TYPE_CHECKING:
    from tei.checks.schemas import Schemas
    from tei.document.account import Account
    from tei.document.parse import Document
    from tei.project import Particulars
    from tei.transcription import Transcription

CHECKS = ("rng", "sch", "pointers")
SCHEMA = "tei-edition"


class AuthorityAssumed(Rule):
    """Nobody is named who publishes the encoded file.

    What: neither `tei.toml` nor a sidecar names a publisher or an authority, so the user of the machine
    stands in the header.

    Why: a TEI header must say who makes the file available, and readers will cite it.

    Example: a project without `[publication]`.

    Instead: write `publisher = "…"` (a body) or `authority = "…"` (a person) under `[publication]` in
    tei.toml or the sidecar.
    """

    severity = Severity.NOTE
    message = "no publisher is named; `{name}` stands in the header as the authority"
    hint = "name a `publisher` or an `authority` under `[publication]` in tei.toml or the sidecar"


class SourceUnreadable(Rule):
    """The transcription could not be read as a text.

    What: it is empty, or it is a picture, a PDF or a word processor's file.

    Why: there is nothing to encode.

    Example: `letter.docx` that was renamed `letter.txt`.

    Instead: save the text as plain text from the word processor, or bring the file back from a backup.
    """

    message = "{reason}"


class Encoded(NamedTuple):
    """What came of a transcription: TEI and its account, or neither when the findings say why not."""

    data: bytes | None
    findings: list[Diagnostic]
    account: "Account | None" = None
    origins: tuple[tuple[int, Span], ...] = ()

    def origin(self, line: int) -> Span | None:
        """The place in the transcription that ``line`` of the TEI comes from, as near before it as is known."""
        at = bisect_right([number for number, _ in self.origins], line)
        return self.origins[at - 1][1] if at else None


def encode(
    data: bytes,
    file: str,
    particulars: "Particulars",
    *,
    name: str | None,
    reader: str,
) -> Encoded:
    """Encode one transcription; ``name`` is what the edition is called and becomes its id unless a sidecar has one."""
    from tei.encoder import Settings  # noqa: PLC0415 -- lxml, which only an encoding needs
    from tei.encoder import encode as encoded  # noqa: PLC0415 -- the same
    from tei.project import user  # noqa: PLC0415 -- it brings the model and the encoder

    try:
        transcription, findings = inhabitant("readers", reader).read(data, file)
    except InputError as error:
        return Encoded(None, [SourceUnreadable.at(Span(file), reason=_reason(error, file))])
    transcription = _completed(transcription, particulars)
    publication = particulars.publication
    if not (publication.publisher or publication.authority):
        publication = publication._replace(authority=user())
        findings = [*findings, AuthorityAssumed.at(Span(file), name=publication.authority)]
    settings = Settings(
        id=particulars.id or identifier(name), publication=publication, revision=particulars.revision
    )
    encoding = encoded(transcription, settings)
    return Encoded(encoding.data, [*findings, *encoding.findings], encoding.account, encoding.origins)


def _completed(transcription: "Transcription", particulars: "Particulars") -> "Transcription":
    """Let the sidecar override what was read, and the folders complete it."""
    from tei.transcription.fields import complete  # noqa: PLC0415 -- only an encoding needs it

    given = [(*fields, True) for fields in particulars.overrides]
    given += [(*fields, False) for fields in particulars.defaults]
    for file, fields, override in given:
        try:
            transcription = complete(transcription, fields, override=override)
        except ConfigError as error:
            raise ConfigError(f"{file}: {error}") from None
    return transcription


def identifier(name: str | None) -> str | None:
    """Make an ``xml:id`` of the name of an edition; None where nothing is left of it."""
    from tei.encoder import ids  # noqa: PLC0415 -- only an encoding needs it

    return ids.name(name, "edition") if name and ids.slug(name) else None


def reader_for(file: str, name: str | None = None) -> str:
    """Name the reader of a file: the one asked for, else the one that claims its suffix."""
    if name is not None:
        inhabitant("readers", name)
        return name
    suffix = Path(file).suffix.lower()
    for reader in inhabitants("readers"):
        if suffix in inhabitant("readers", reader).SUFFIXES:
            return reader
    known = sorted(
        {one for reader in inhabitants("readers") for one in inhabitant("readers", reader).SUFFIXES}
    )
    raise ConfigError(
        f"{file}: no reader takes files that end in {suffix or 'nothing'!r} (they take {', '.join(known)});"
        " say which with --from"
    )


def suffixes() -> frozenset[str]:
    """Collect the suffixes of files that some reader takes."""
    return frozenset(
        suffix for reader in inhabitants("readers") for suffix in inhabitant("readers", reader).SUFFIXES
    )


def shipped_schemas() -> "Schemas":
    """Give the project's own schema, as it is installed."""
    from tei.checks.schemas import Schemas  # noqa: PLC0415 -- the checks bring lxml

    names = {suffix: f"{SCHEMA}.{suffix}" for suffix in ("rng", "sch", "xsd")}
    return Schemas(lambda name: resource("schemas", name).read_bytes(), names)


def schemas_with(path: Path, data: bytes) -> "Schemas":
    """Give the project's own schema with one file replaced by another, according to its suffix."""
    own = shipped_schemas()
    suffix = path.suffix.lower().lstrip(".")
    if suffix not in own.names:
        wanted = ", ".join(f".{one}" for one in own.names)
        raise ConfigError(f"{shown(path)}: a schema ends in one of {wanted}")
    given = shown(path)
    return replace(
        own, read=lambda name: data if name == given else own.read(name), names={**own.names, suffix: given}
    )


def validate(
    data: bytes, file: str, schemas: "Schemas", checks: Sequence[str] = CHECKS
) -> tuple["Document | None", list[Diagnostic]]:
    """Parse and check one TEI file; the findings are in order, and one cause gives one of them."""
    from tei.document.parse import parse  # noqa: PLC0415 -- lxml

    document, findings = parse(data, file)
    if document is not None:
        for check in checks:
            findings += inhabitant("checks", check).check(document, schemas)
    return document, sorted(_merged(findings), key=lambda finding: finding.order)


def _merged(findings: list[Diagnostic]) -> list[Diagnostic]:
    """Leave out what the grammar says of an id that the pointers say better: that it is given twice."""
    twice = {finding.span for finding in findings if finding.code == "check.pointers.duplicate-id"}
    return [
        finding
        for finding in findings
        if finding.code != "check.rng.value-not-allowed" or finding.span not in twice
    ]


def publish(document: "Document", form: str) -> Mapping[str, bytes]:
    """Publish one document; names are relative to its folder."""
    published: Mapping[str, bytes] = inhabitant("publications", form).publish(document)
    return published


def has_errors(findings: Sequence[Diagnostic]) -> bool:
    """Whether something is worse than a warning."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def _reason(error: Exception, file: str) -> str:
    return str(error).removeprefix(file).lstrip(": ")
