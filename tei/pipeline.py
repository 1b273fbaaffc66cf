"""The way of one text: encode, validate, publish. The rooms do the work; this module brings them together.

In come bytes, names and a project, out come values; files are written by ``build.py`` and the commands.
"""

import os
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from tei.cache import Cache
from tei.diagnostics import Diagnostic, Rule, Severity, Span
from tei.errors import ConfigError, InputError, LossError, SchemaError, clause
from tei.files import shown
from tei.recognition import reader_of
from tei.resources import resource
from tei.rooms import inhabitant, inhabitants

if TYPE_CHECKING:
    from tei.checks.schemas import Schemas
    from tei.document.account import Account
    from tei.document.parse import Document
    from tei.project import Particulars
    from tei.transcription import Transcription

# What encoding has to have taught of the schema before it is worth keeping for the next time.
_WORTH_KEEPING = 16
CHECKS = ("rng", "sch", "pointers")
SCHEMA = "tei-edition"
_WRONG_IDS = {"check.rng.attribute-not-allowed", "check.rng.value-not-allowed"}


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


class EncodingFailed(Rule):
    """The transcription was read, but no TEI could be made of it.

    What: the program met with something that it was not made for, or it would have lost, doubled or moved
    text and refused to.

    Why: half an edition, or one that leaves words out, is worse than none.

    Example: a shape of footnotes that nobody had thought of.

    Instead: it is a fault of the program; report it with the file. Until it is mended, a blank line more or
    less at the place named often helps.
    """

    message = "{reason}"
    hint = "this is a fault of tei, not of the text; please report it with the file"


class TeiInvalid(Rule):
    """What was made of the transcription is not valid TEI, and so was not written.

    What: every encoded text is held against the schema before it is written. This one failed; the place is
    that in the transcription which the faulty part comes from.

    Why: a file that other programs refuse is of no use.

    Example: a table that came out without a row.

    Instead: it is a fault of the program; report it with the file. `--no-validate` writes the TEI as it is.
    """

    message = "the TEI that was made of this is not valid: {fault}{more}"
    hint = "this is a fault of tei, not of the text; please report it with the file (--no-validate writes it all the same)"


class Use(NamedTuple):
    """A check that is made against schemas; ``refused`` makes a finding of schemas that cannot be used."""

    check: str
    schemas: "Schemas"
    refused: Callable[[SchemaError], Diagnostic] | None = None


class Encoded(NamedTuple):
    """What came of a transcription: TEI and its account, or neither when the findings say why not."""

    data: bytes | None
    findings: list[Diagnostic]
    account: "Account | None" = None
    origins: tuple[tuple[int, Span], ...] = ()
    transcription: "Transcription | None" = None

    def origin(self, line: int) -> Span | None:
        """The place in the transcription that ``line`` of the TEI comes from, as near before it as is known."""
        at = bisect_right([number for number, _ in self.origins], line)
        return self.origins[at - 1][1] if at else None


def encode(  # noqa: PLR0913 -- a text and all that is known of it
    data: bytes,
    file: str,
    particulars: "Particulars",
    *,
    name: str | None,
    reader: str | None = None,
    is_proposing: bool = True,
) -> Encoded:
    """Encode one transcription; ``name`` is what the edition is called and becomes its id unless a sidecar has one.

    Without ``reader`` the name of the file and its content say what it is. Probable slips are proposed for
    correction, as findings, when ``is_proposing``.

    Whatever the text is like, it ends in TEI or in a finding that says why not; ConfigError is the sidecar's fault.
    """
    try:
        transcription, findings = _read(data, file, particulars, reader)
        if is_proposing:
            from tei.readers.passages.corrections import proposals  # noqa: PLC0415 -- it brings lists of words

            findings += proposals(transcription)
        return _encode(transcription, findings, particulars, name)
    except ConfigError:
        raise
    except InputError as error:
        return Encoded(None, [SourceUnreadable.at(Span(file), reason=clause(error, file))])
    except LossError as error:
        return Encoded(None, [EncodingFailed.at(Span(file), reason=clause(error, file))])
    except Exception as error:
        if os.environ.get("TEI_DEBUG"):
            raise
        words = " ".join(str(error).split())[:160]
        reason = f"it could not be encoded ({type(error).__name__}{': ' if words else ''}{words})"
        return Encoded(None, [EncodingFailed.at(Span(file), reason=reason)])


def _read(
    data: bytes, file: str, particulars: "Particulars", reader: str | None
) -> tuple["Transcription", list[Diagnostic]]:
    reader, misled = reader_of(file, data, reader)
    transcription, findings = inhabitant("readers", reader).read(data, file, particulars.settled)
    return _completed(transcription, particulars), [*misled, *findings]


def _encode(
    transcription: "Transcription", findings: list[Diagnostic], particulars: "Particulars", name: str | None
) -> Encoded:
    from tei.encoder import Settings  # noqa: PLC0415 -- lxml, which only an encoding needs
    from tei.encoder import encode as encoded  # noqa: PLC0415 -- the same
    from tei.project import user  # noqa: PLC0415 -- it brings the model and the encoder

    publication = particulars.publication
    if not (publication.publisher or publication.authority):
        publication = publication._replace(authority=user())
        findings = [*findings, AuthorityAssumed.at(Span(transcription.file), name=publication.authority)]
    settings = Settings(
        id=particulars.id or identifier(name), publication=publication, revision=particulars.revision
    )
    encoding = encoded(transcription, settings)
    return Encoded(
        encoding.data, [*findings, *encoding.findings], encoding.account, encoding.origins, transcription
    )


def checked(encoded: Encoded, file: str, schemas: "Schemas") -> Encoded:
    """Hold what was encoded against the schema; what is not valid is withheld, and one finding says so."""
    if encoded.data is None:
        return encoded
    _, faults = validate(encoded.data, file, schemas)
    schemas.keep(_WORTH_KEEPING)
    faults = [fault for fault in faults if fault.severity is Severity.ERROR]
    if not faults:
        return encoded
    first, *others = faults
    more = f" (and {len(others)} more)" if others else ""
    place = encoded.origin(first.span.line) or Span(file)
    finding = TeiInvalid.at(place, fault=first.message, more=more)
    return encoded._replace(data=None, findings=[*encoded.findings, finding])


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


@cache
def shipped_schemas() -> "Schemas":
    """Give the project's own schema, as it is installed; what is compiled of it is kept as long as the process."""
    from tei.checks.schemas import Schemas  # noqa: PLC0415 -- the checks bring lxml

    names = {suffix: f"{SCHEMA}.{suffix}" for suffix in ("rng", "sch", "xsd")}
    return Schemas(lambda name: resource("schemas", name).read_bytes(), names, Cache("relaxng"))


def schemas_with(path: Path, data: bytes) -> "Schemas":
    """Give the project's own schema with one file replaced by another, according to its suffix.

    What that one includes is read from its folder and from those below, and from nowhere else.
    """
    own, kind, given = shipped_schemas(), kind_of_schema(path), shown(path)
    reads_beside = beside(path)

    def read(name: str) -> bytes:
        if name == given:
            return data
        return own.read(name) if name in own.names.values() else reads_beside(name)

    folder = str(path.resolve().parent) if kind == "xsd" else None
    return replace(own, read=read, names=names_with(kind, given), folder=folder, _made={})


def names_with(kind: str, name: str) -> dict[str, str]:
    """The names of the project's own schemas with one replaced; with a grammar go the rules that stand in it."""
    return {**shipped_schemas().names, kind: name, **({"sch": name} if kind == "rng" else {})}


def kind_of_schema(path: Path) -> str:
    """Give the check that a schema file is for, by its suffix; ConfigError where there is none."""
    kind = path.suffix.lower().lstrip(".")
    kind = "rng" if kind == "rnc" else kind
    if kind not in shipped_schemas().names:
        raise ConfigError(f"{shown(path)}: a schema ends in one of .rng, .rnc, .sch, .xsd")
    return kind


def beside(schema: Path) -> Callable[[str], bytes]:
    """Give what reads the files that a schema includes; an OSError says why one cannot be read."""
    folder = schema.resolve().parent

    def read(uri: str) -> bytes:
        if re.match(r"(?!file:)[A-Za-z][A-Za-z0-9+.-]+:", uri):
            raise OSError("nothing is fetched from the network; save it beside the schema and include that")
        place = Path(unquote(re.sub("^file:(//)?", "", uri))).resolve()
        if not place.is_relative_to(folder):
            raise OSError(f"it lies outside the folder of {shown(schema)}; copy it there and include that")
        if not place.is_file():
            raise OSError("there is no such file")
        return place.read_bytes()

    return read


def validate(
    data: bytes, file: str, schemas: "Schemas", checks: Sequence[str] = CHECKS
) -> tuple["Document | None", list[Diagnostic]]:
    """Parse and check one TEI file; the findings are in order, and one cause gives one of them."""
    return examine(data, file, [Use(check, schemas) for check in checks])


def examine(
    data: bytes, file: str, uses: Iterable[Use], said: Sequence[Diagnostic] = ()
) -> tuple["Document | None", list[Diagnostic]]:
    """Parse one TEI file and make checks, each against its own schemas.

    What was ``said`` of its schemas stands among the findings, unless the file is no TEI, which has other reasons.
    """
    from tei.document.parse import parse  # noqa: PLC0415 -- lxml

    document, findings = parse(data, file)
    if document is None:
        return None, findings
    findings += said
    made = list(uses)
    for use in made:
        try:
            findings += inhabitant("checks", use.check).check(document, use.schemas)
        except SchemaError as error:
            if use.refused is None:
                raise
            findings.append(use.refused(error))
    left = _settled(document, _merged(findings), {use.check for use in made})
    return document, sorted(left, key=lambda finding: finding.order)


def _settled(document: "Document", findings: list[Diagnostic], made: set[str]) -> list[Diagnostic]:
    """Leave out what the file says to ignore."""
    from tei.checks.suppressions import Checks, settled  # noqa: PLC0415 -- lxml

    return settled(document, findings, Checks(made, inhabitants("checks")))


def _merged(findings: list[Diagnostic]) -> list[Diagnostic]:
    """Leave out what one cause has brought twice.

    The grammar says of an id that it is given twice, and the pointers do; and where an id itself is what is wrong, the
    pointers to it lead nowhere.
    """
    twice = {finding.span for finding in findings if finding.code == "check.pointers.duplicate-id"}
    wrong = {finding.span for finding in findings if finding.code in _WRONG_IDS}
    # Two schemas may say the same of a place.
    different = {(finding.code, finding.span, finding.message): finding for finding in reversed(findings)}
    return [
        finding
        for finding in reversed(different.values())
        if not (finding.code == "check.rng.duplicate-id" and finding.span in twice)
        and not (
            finding.code == "check.pointers.dangling-target"
            and any(related.span in wrong for related in finding.related)
        )
    ]


def publish(document: "Document", form: str, **options: bool) -> Mapping[str, bytes]:
    """Publish one document; names are relative to its folder, ``options`` those of the form."""
    published: Mapping[str, bytes] = inhabitant("publications", form).publish(document, **options)
    return published


def has_errors(findings: Sequence[Diagnostic]) -> bool:
    """Whether something is worse than a warning."""
    return any(finding.severity is Severity.ERROR for finding in findings)
