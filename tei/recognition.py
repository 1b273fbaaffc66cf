"""Which reader a transcription is for: by its suffix, and by its content where that says otherwise or alone can say.

In come a file's name and bytes, out comes the name of a reader, with a finding where the name misleads. A reader
states the suffixes that it takes (``SUFFIXES``), and may offer ``recognises(data) -> float``: how sure it is, from 0
to 1, that the bytes are of its kind. The reader that offers none takes whatever no other recognises.
"""

import ast
import re
from functools import cache
from pathlib import Path

from tei import rooms
from tei.diagnostics import Diagnostic, Rule, Severity, Span
from tei.errors import ConfigError, InputError
from tei.rooms import inhabitant, inhabitants

_SUFFIXES = re.compile(r"^SUFFIXES\b[^=\n]*= (\(.*?\))$", re.MULTILINE | re.DOTALL)
_BEGINNING = 65536
# So sure must a reader be to go before the suffix of another, and so sure where there is no suffix.
_CERTAIN, _LIKELY = 0.9, 0.5
_XML = re.compile(r"<\?xml\s")
_NOT_THE_ROOT = re.compile(r"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>", re.DOTALL)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_TEI = {"TEI", "teiCorpus", "TEI.2"}


class SuffixMisleads(Rule):
    """The content of a file is of another kind than its name says.

    What: the file is named like one kind and written like another, and it was read as what it is.

    Why: read as plain text, its tags would stand in the edition as words.

    Example: a web page that was saved as `letter.txt`.

    Instead: rename the file, or say with `--from` how it is to be read.
    """

    severity = Severity.WARNING
    message = "the name ends in `{suffix}`, but the content is {kind}; it was read as {kind}"
    hint = "rename the file, or say `--from {claimed}` to have it read as {claimed}"


def reader_of(file: str, data: bytes, asked: str | None = None) -> tuple[str, list[Diagnostic]]:
    """Name the reader for ``data`` and say where its name misleads; InputError for TEI and other XML.

    The reader that is ``asked`` for is taken unseen; ConfigError when there is none of that name.
    """
    if asked is not None:
        inhabitant("readers", asked)
        return asked, []
    suffix = "" if file == "-" else Path(file).suffix.lower()
    claimed = next((reader for reader in inhabitants("readers") if suffix in suffixes_of(reader)), None)
    if claimed is not None and (_offers(claimed) or not _is_marked_up(data)):
        return claimed, []
    _refuse_xml(file, data)
    found = _recognised(data, _LIKELY if claimed is None else _CERTAIN)
    if claimed is None or found is None:
        return found or claimed or _fallback(), []
    return found, [SuffixMisleads.at(Span(file), suffix=suffix, kind=found, claimed=claimed)]


@cache
def suffixes_of(reader: str) -> tuple[str, ...]:
    """The suffixes of the files that ``reader`` takes, read in its source: to import them all would cost seconds."""
    stated = _SUFFIXES.search(_source(reader))
    if stated is None:
        raise ConfigError(f"the reader {reader!r} states no SUFFIXES")
    suffixes: tuple[str, ...] = ast.literal_eval(stated[1])
    return suffixes


def suffixes() -> frozenset[str]:
    """Collect the suffixes of files that some reader takes."""
    return frozenset(suffix for reader in inhabitants("readers") for suffix in suffixes_of(reader))


def root_of(head: str) -> str | None:
    """The name of the first element of XML, told from its beginning, without its prefix; None where there is none."""
    root = _ROOT.search(_NOT_THE_ROOT.sub("", head))
    return root[1] if root else None


def beginning(data: bytes) -> str:
    """The first characters of a file, for a look at it; what cannot be decoded is replaced."""
    head = data[:_BEGINNING]
    encoding = "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"
    return head.decode(encoding, "replace").removeprefix("\ufeff")


def _source(reader: str) -> str:
    return Path(rooms.__file__).with_name("readers").joinpath(f"{reader}.py").read_text("utf-8")


@cache
def _offers(reader: str) -> bool:
    return re.search(r"^def recognises\(", _source(reader), re.MULTILINE) is not None


def _fallback() -> str:
    return next(reader for reader in inhabitants("readers") if not _offers(reader))


def _is_marked_up(data: bytes) -> bool:
    return beginning(data[:256]).lstrip().startswith("<")


def _refuse_xml(file: str, data: bytes) -> None:
    head = beginning(data).lstrip()
    root = root_of(head) if head.startswith("<") else None
    if root in _TEI:
        raise InputError(f"{file}: this is TEI already; `tei validate` and `tei publish` take it as it is")
    if root is not None and _XML.match(head) and root.lower() != "html":
        raise InputError(
            f"{file}: this is XML with the root `{root}`, which no reader takes; --from text reads it as it stands"
        )


def _recognised(data: bytes, least: float) -> str | None:
    """The reader that is surest of ``data``, if it is sure enough."""
    sure = [
        (inhabitant("readers", reader).recognises(data), reader)
        for reader in inhabitants("readers")
        if _offers(reader)
    ]
    confidence, reader = max(sure, default=(0.0, None))
    return reader if confidence >= least else None
