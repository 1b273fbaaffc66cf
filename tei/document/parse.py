"""Bytes to a TEI tree: the one place where XML is read, locked against everything outside the file.

In come the bytes of a file and its name, out come a :class:`Document` and findings. No entity is fetched, no
DTD is read, no network is asked, and what would grow beyond measure is refused. Small entities that a file
declares for itself are text like any other and are replaced. A file that is no TEI gives findings and no
document.
"""

import codecs
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lxml import etree

from tei.diagnostics import Diagnostic, Span
from tei.document.namespaces import TEI, XML
from tei.document.refusals import (
    BeyondLimits,
    BinaryFile,
    EmptyFile,
    EntityBomb,
    ExternalEntity,
    ForeignRoot,
    NoNamespace,
    UndecodableText,
    WrongNamespace,
)

# Exact places, and words for what is not well-formed, are needed only when there is something to say: a valid
# document does not pay for the modules that know them.
if TYPE_CHECKING:
    from tei.document.positions import Place, Positions, RawAttribute

ROOTS = ("TEI", "teiCorpus")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00?\x00", "utf-16-le"),
    (b"\x00<\x00?", "utf-16-be"),
)
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']""")
_KINDS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (a Word or OpenDocument file is one)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF text"),
)


@dataclass(frozen=True)
class Document:
    """A TEI file that was read: its name, bytes and tree, and exact places on demand."""

    file: str
    data: bytes
    root: etree._Element
    tree: etree._ElementTree

    @cached_property
    def text(self) -> str | None:
        """The decoded file, or None where Python does not know its encoding."""
        try:
            return decode(self.data)[0]
        except (UnicodeError, LookupError):
            return None

    @cached_property
    def _positions(self) -> "Positions | None":
        from tei.document.positions import Positions  # noqa: PLC0415 -- see above

        return Positions(self.text) if self.text is not None else None

    @cached_property
    def _indexes(self) -> dict[etree._Element, int]:
        return {element: index for index, element in enumerate(self.root.iter("*"))}

    def span(self, element: etree._Element, attribute: str | None = None) -> Span:
        """Where the start tag of ``element`` stands, or the name of its ``attribute`` (``{ns}name`` or ``name``)."""
        raw = self._raw(element, attribute) if attribute else None
        return self._span(element, raw.name_range if raw else None)

    def value_span(self, element: etree._Element, attribute: str) -> Span:
        """Where the value of ``attribute`` stands, without its quotation marks."""
        raw = self._raw(element, attribute)
        return self._span(element, raw.value_range if raw else None)

    def text_span(self, element: etree._Element) -> Span:
        """Where the first word stands that is directly in ``element``."""
        index = self._indexes.get(element)
        place = self._positions.text(index) if self._positions and index is not None else None
        return _placed(self.file, place) if place else self.span(element)

    def _span(self, element: etree._Element, bytes_: tuple[int, int] | None) -> Span:
        positions, index = self._positions, self._indexes.get(element)
        line = Span(self.file, int(element.sourceline or 1))
        if positions is None or index is None:
            return line
        place = positions.place(*bytes_) if bytes_ else positions.tag(index)
        return _placed(self.file, place) if place else line

    def _raw(self, element: etree._Element, attribute: str) -> "RawAttribute | None":
        index = self._indexes.get(element)
        if self._positions is None or index is None:
            return None
        for raw in self._positions.attributes(index):
            if _clark(raw.name, element) == attribute:
                return raw
        return None


def parse(data: bytes, file: str) -> tuple[Document | None, list[Diagnostic]]:
    """Read ``data``; a document, or None with the findings that say why there is none."""
    start = Span(file, 1, 1)
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xfe\xff"):
        return None, [EmptyFile.at(start)]
    if kind := _kind(data):
        return None, [BinaryFile.at(start, kind=kind)]
    try:
        tree = _tree(data)
    except etree.XMLSyntaxError as error:
        return None, [_refused(data, file, error)]
    document = Document(file, data, tree.getroot(), tree)
    findings = [*_entities(document), *_root(document)]
    return (None if findings else document), findings


def decode(data: bytes) -> tuple[str, str]:
    """The text of an XML file and the name of its encoding; UnicodeError or LookupError when it has none."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding).removeprefix("\ufeff"), encoding
    declared = _DECLARED.match(data[:400])
    encoding = declared[1].decode("ascii") if declared else "utf-8"
    return data.decode(encoding), encoding


def _kind(data: bytes) -> str | None:
    for magic, kind in _KINDS:
        if data.startswith(magic):
            return kind
    if b"\x00" in data[:4096] and not any(data.startswith(bom) for bom, _ in _BOMS):
        return "binary data"
    return None


def _tree(data: bytes) -> etree._ElementTree:
    """Parse with entities left alone; only where a file declares its own, once more with those replaced."""
    tree = etree.ElementTree(etree.fromstring(data, _parser(internal=False)))
    declared = tree.docinfo.internalDTD
    if declared is None or not any(entity.content for entity in declared.iterentities()):
        return tree
    try:
        return etree.ElementTree(etree.fromstring(data, _parser(internal=True)))
    except etree.XMLSyntaxError as error:
        if "not defined" in (error.msg or ""):
            return tree  # its entity nodes say which
        raise


class _Nothing(etree.Resolver):
    """Answers every request for something outside the file with nothing.

    Not a second lock but the first: with ``collect_ids=False`` libxml2 asks for an external DTD even
    though ``load_dtd`` is false.
    """

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:  # noqa: ANN401, ARG002 -- lxml's
        return self.resolve_string("", context)


def _parser(*, internal: bool) -> etree.XMLParser:
    parser = etree.XMLParser(
        resolve_entities="internal" if internal else False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        collect_ids=False,
        remove_blank_text=False,
    )
    parser.resolvers.add(_Nothing())
    return parser


def _refused(data: bytes, file: str, error: etree.XMLSyntaxError) -> Diagnostic:
    from tei.document.wellformedness import diagnose  # noqa: PLC0415 -- see above

    verdict, line = error.msg or "", error.lineno or 1
    if re.search("amplification|entity reference loop|entity loop", verdict, re.IGNORECASE):
        return EntityBomb.at(Span(file, line))
    if re.search("XML_PARSE_HUGE|Excessive depth|Resource limit", verdict):
        words = re.sub(r"[,:]?\s*(try|use) XML_PARSE_HUGE.*", "", verdict)
        return BeyondLimits.at(Span(file, line), what=words[:1].lower() + words[1:])
    try:
        text, _ = decode(data)
    except UnicodeDecodeError as bad:
        return _undecodable(data, file, bad)
    except (UnicodeError, LookupError):
        declared = _DECLARED.match(data[:400])
        name = declared[1].decode("ascii") if declared else "utf-8"
        return UndecodableText.at(
            Span(file, 1), encoding=f"`{name}`", what="there is no encoding of this name"
        )
    return diagnose(text, file, verdict=verdict, line=line)


def _undecodable(data: bytes, file: str, bad: UnicodeDecodeError) -> Diagnostic:
    before = data[: bad.start].decode(bad.encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    byte = (
        f"byte {bad.object[bad.start]:#04x} has no meaning there"
        if bad.start < len(data)
        else "it breaks off"
    )
    hint = 'convert it to UTF-8, or name its encoding: `<?xml version="1.0" encoding="windows-1252"?>`'
    return UndecodableText.at(Span(file, line, column), encoding=f"`{bad.encoding}`", what=byte, hint=hint)


def _entities(document: Document) -> list[Diagnostic]:
    """References that are left in the tree: their text is not in the file."""
    declared = document.tree.docinfo.internalDTD
    known = {entity.name: entity for entity in declared.iterentities()} if declared is not None else {}
    findings = []
    for entity in document.root.iter(etree.Entity):
        name, span = str(entity.text)[1:-1], Span(document.file, int(entity.sourceline or 1))
        if name in known and known[name].system_url:
            findings.append(ExternalEntity.at(span, name=name, uri=known[name].system_url))
        elif name not in known:
            from tei.document.wellformedness import UndeclaredEntity, entity_hint  # noqa: PLC0415 -- see above

            findings.append(UndeclaredEntity.at(span, name=name, hint=entity_hint(name)))
    return findings


def _root(document: Document) -> list[Diagnostic]:
    name = etree.QName(document.root)
    if name.localname not in ROOTS:
        return [ForeignRoot.at(document.span(document.root), name=name.localname)]
    if not name.namespace:
        return [NoNamespace.at(document.span(document.root), name=name.localname)]
    if name.namespace != TEI:
        return [
            WrongNamespace.at(document.span(document.root), name=name.localname, namespace=name.namespace)
        ]
    return []


def _placed(file: str, place: "Place") -> Span:
    return Span(file, place.line, place.column, place.end_line, place.end_column)


def _clark(written: str, element: etree._Element) -> str:
    prefix, colon, local = written.partition(":")
    if not colon:
        return written
    namespace = XML if prefix == "xml" else element.nsmap.get(prefix)
    return f"{{{namespace}}}{local}"
