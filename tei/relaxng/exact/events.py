"""A document in bytes as events: start tags, text, end tags, with expanded names and their places.

expat reads, with namespaces. Nothing outside the document is loaded; text that it would have to bring in is an error,
since nobody knows what it is, and so are entities that grow beyond measure. Documents in encodings that expat does not know
are decoded by Python first.
"""

import codecs
import re
from typing import NoReturn
from xml.parsers import expat

from tei.relaxng.errors import DocumentError
from tei.relaxng.exact.faults import Place
from tei.relaxng.exact.places import Places
from tei.relaxng.exact.recovery import Attributes, Recovery
from tei.relaxng.exact.reporting import Part, Spot
from tei.relaxng.names import XML, Name

# Stands between URI, local name and prefix in the names that expat gives: no XML document has it in it.
_SEPARATOR = "\x0c"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00?\x00", "utf-16-le"),
    (b"\x00<\x00?", "utf-16-be"),
)
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']""")
# What entities may bring, beyond ten times the size of the document.
_MOST_EXPANDED = 10_000_000
_MOST_NAMES = 10_000


def in_utf8(data: bytes) -> bytes:
    """Give the document in UTF-8 without byte order mark; DocumentError where its encoding is none or not kept to."""
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    if encoding is None:
        declared = _DECLARED.match(data[:400])
        encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
    if encoding in {"utf-8", "utf8", "us-ascii", "ascii"}:
        return data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode(encoding).removeprefix("\ufeff").encode("utf-8", "surrogatepass")
    except UnicodeError as error:
        raise DocumentError(f"the document is not written in {encoding}: {error}", 1, 1) from None
    except (LookupError, ValueError, AssertionError):
        raise DocumentError(f"there is no encoding with the name {encoding}", 1, 1) from None


class ByteEvents:
    """The events of one document, and where each of them is."""

    def __init__(self, data: bytes, recovery: Recovery) -> None:
        self._text = in_utf8(data)
        self._places = Places(self._text)
        self._recovery = recovery
        self._namespaces: dict[str, list[str]] = {"": [""], "xml": [XML]}
        self._opened: int | None = None  # the start tag that was the event before
        self._expanded, self._most = 0, _MOST_EXPANDED + 10 * len(data)
        self._names: dict[str, tuple[Name, str]] = {}
        self._listens = True
        self._parser = self._made()

    def _made(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8", _SEPARATOR, {})
        parser.namespace_prefixes = True
        parser.ordered_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartNamespaceDeclHandler = self._declare
        parser.EndNamespaceDeclHandler = self._undeclare
        parser.ExternalEntityRefHandler = self._external
        parser.SkippedEntityHandler = self._skipped
        parser.EntityDeclHandler = self._entity
        return parser

    def read(self) -> None:
        """Give all events to the recovery; DocumentError where the document cannot be read to its end."""
        try:
            self._parser.Parse(self._text, True)
        except expat.ExpatError as error:
            line, column = self._places.point(max(0, self._parser.ErrorByteIndex))
            raise DocumentError(expat.ErrorString(error.code) or "not well-formed", line, column) from None

    def place(self, spot: Spot) -> Place:
        """Give the place of a spot."""
        byte, part, written = spot
        assert isinstance(byte, int)  # noqa: S101 -- all spots of this source are bytes
        if part is Part.NAME:
            return self._places.name(byte)
        if part is Part.TEXT:
            return self._places.word(byte)
        return self._places.attribute(byte, written, is_value=part is Part.VALUE)

    # -- what expat calls ---------------------------------------------------------------------------------------

    def _start(self, written: str, attributes: list[str]) -> None:
        name = self._name
        pairs: Attributes = [
            (*name(key), value) for key, value in zip(attributes[::2], attributes[1::2], strict=True)
        ]
        if self._expanded:
            self._grow(sum(len(value) for _, _, value in pairs))
        self._opened = self._parser.CurrentByteIndex
        self._recovery.start(*name(written), pairs, self._opened, self._resolve)
        self._listen()

    def _end(self, _name: str) -> None:
        byte = self._parser.CurrentByteIndex
        # The end of an empty-element tag stands behind it.
        is_empty = self._opened is not None and self._text[byte - 2 : byte] == b"/>"
        self._recovery.end(self._opened if is_empty else byte)
        self._opened = None
        self._listen()

    def _listen(self) -> None:
        """Hear text where it matters; where entities are declared all is heard, as it must not grow beyond measure."""
        listens = self._recovery.listens or self._expanded > 0
        if listens is not self._listens:
            self._listens = listens
            self._parser.CharacterDataHandler = self._characters if listens else None

    def _characters(self, text: str) -> None:
        if self._expanded:
            self._grow(len(text))
        leading = len(text) - len(text.lstrip(" \t\r\n"))
        self._opened = None
        self._recovery.text(text, self._parser.CurrentByteIndex + leading)

    def _name(self, given: str) -> tuple[Name, str]:
        found = self._names.get(given)
        if found is None:
            if len(self._names) > _MOST_NAMES:
                self._names.clear()
            found = self._names[given] = _read_name(given)
        return found

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        self._namespaces.setdefault(prefix or "", []).append(uri or "")

    def _undeclare(self, prefix: str | None) -> None:
        self._namespaces[prefix or ""].pop()

    def _resolve(self, prefix: str) -> str | None:
        scopes = self._namespaces.get(prefix)
        return scopes[-1] if scopes else None

    def _entity(self, *_declaration: object) -> None:
        self._expanded = self._expanded or 1

    def _grow(self, characters: int) -> None:
        self._expanded += characters
        if self._expanded > self._most:
            self._refuse("the entities of the document grow beyond measure")

    def _external(self, context: str | None, _base: str | None, uri: str | None, _id: str | None) -> int:
        return self._refuse(
            f"the document brings in an external entity, {uri or context}, which is not loaded"
        )

    def _skipped(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self._refuse(f"the entity {name} is not declared in the document itself")

    def _refuse(self, message: str) -> NoReturn:
        raise DocumentError(message, *self._places.point(max(0, self._parser.CurrentByteIndex)))


def _read_name(given: str) -> tuple[Name, str]:
    """Give the expanded name, and the name as it is written, of ``uri sep local sep prefix``."""
    uri, separator, rest = given.partition(_SEPARATOR)
    if not separator:
        return Name("", given), given
    local, separator, prefix = rest.partition(_SEPARATOR)
    return Name(uri, local), f"{prefix}:{local}" if separator else local
