"""The reader of schemas in XML syntax: bytes through expat to a tree of ``SourceElement``.

Positions come from expat, which counts columns in characters. Text is collected by a list's own ``append`` and looked at
when the next tag comes, which costs least.
"""

from typing import NoReturn
from xml.parsers import expat

from tei.relaxng.errors import SchemaError
from tei.relaxng.names import XML
from tei.relaxng.sources.source import (
    DEEPEST,
    DOCUMENTATION,
    STRUCTURE,
    ForeignElement,
    SourceContext,
    SourceElement,
)

_BREAK = (
    "\x1f"  # a character that no XML file can hold, not even as a reference: no namespace URI contains it
)
_BASE = f"{{{XML}}}base"
_LARGEST_ENTITY = 10_000
_PATTERN_TEXT = ("name", "value", "param")
_WHITE = " \t\r\n"


def read_xml(data: bytes, uri: str) -> SourceElement:
    """Read a file in XML syntax; a root of another namespace, or anything that is not well-formed, is a ``SchemaError``."""
    return XmlReader(uri).read(data)


class XmlReader:
    """One reading of one file."""

    def __init__(self, uri: str) -> None:
        self.uri = uri
        self.parser = expat.ParserCreate(namespace_separator=_BREAK)
        self.texts: list[str] = []
        self.declared: dict[str, str] = {}
        self.locals: dict[str, str] = {}
        self.stack: list[SourceElement] = []
        self.foreign: list[ForeignElement] = []
        self.root: SourceElement | None = None
        self._connect()

    def read(self, data: bytes) -> SourceElement:
        """Give the root element."""
        try:
            self.parser.Parse(data, True)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code) or "not well-formed"
            message = f"the schema is not well-formed XML: {reason}"
            raise SchemaError(message, self.uri, error.lineno, error.offset + 1) from None
        except (LookupError, ValueError) as error:
            raise SchemaError(
                f"the schema is in an encoding that cannot be read: {error}", self.uri
            ) from None
        if self.root is None:  # expat gives no file without a root
            raise SchemaError("the schema is empty", self.uri)
        return self.root

    def _connect(self) -> None:
        parser = self.parser
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.texts.append
        parser.StartNamespaceDeclHandler = self._declare
        parser.EntityDeclHandler = self._declare_entity
        parser.ExternalEntityRefHandler = self._refuse_external
        parser.SkippedEntityHandler = self._refuse_skipped

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        self.declared[prefix or ""] = uri or ""

    def _context(self, attributes: dict[str, str]) -> SourceContext:
        """The context of an element that starts: its parent's, unless it declares namespaces or a base."""
        nodes = self.foreign or self.stack
        parent = nodes[-1].context if nodes else SourceContext(self.uri, self.uri, {})
        base = attributes.get(_BASE)
        if not self.declared and base is None and nodes:
            return parent
        namespaces = {**parent.namespaces, **self.declared} if self.declared else parent.namespaces
        self.declared = {}
        return SourceContext(self.uri, join(parent.base, base) if base else parent.base, namespaces)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        parser, stack = self.parser, self.stack
        has_base = False
        for key in attributes:
            if _BREAK in key:
                attributes = {_expanded(key): value for key, value in attributes.items()}
                has_base = _BASE in attributes
                break
        context = self._context(attributes) if self.declared or has_base or not stack else stack[-1].context
        local = self.locals.get(name) or self._local(name)
        if not local:
            self._start_foreign(name, attributes, context)
            return
        element = SourceElement(
            local, attributes, context, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        )
        if stack:
            parent = stack[-1]
            if self.texts:
                self._take_text(parent)
            parent.children.append(element)
            if len(stack) >= DEEPEST:
                raise element.error(f"elements are nested more than {DEEPEST} deep", "")
        else:
            self.root = element
        stack.append(element)

    def _local(self, name: str) -> str:
        """Give the local name of a RELAX NG element, or "" for others."""
        uri, _, local = name.rpartition(_BREAK)
        if uri != STRUCTURE:
            return ""
        self.locals[name] = local
        return local

    def _end(self, _name: str) -> None:
        element = self.stack.pop()
        if self.texts:
            self._take_text(element)

    def _take_text(self, element: SourceElement) -> None:
        text = "".join(self.texts)
        self.texts.clear()
        if element.name in _PATTERN_TEXT or text.strip(_WHITE):
            element.text += text

    def _start_foreign(self, name: str, attributes: dict[str, str], context: SourceContext) -> None:
        if not self.stack:
            raise self._error(
                f"the root is `{name.rpartition(_BREAK)[2]}`, which is not an element of RELAX NG (namespace {STRUCTURE})",
                "3",
            )
        if self.texts:
            self._take_text(self.stack[-1])
        owner = self.stack[-1]
        if owner.name in _PATTERN_TEXT:
            raise self._error(f"`{owner.name}` can have text only, and no annotation in it", "3")
        self.parser.StartElementHandler = self._start_inside
        self.parser.EndElementHandler = self._end_inside
        element = self._foreign(name, attributes, context)
        if element.name == DOCUMENTATION and owner.children and owner.children[-1].name in _PATTERN_TEXT:
            owner = owner.children[-1]
        owner.annotations.append(element)

    def _start_inside(self, name: str, attributes: dict[str, str]) -> None:
        parent = self.foreign[-1]
        self._take_foreign_text(parent)
        attributes = {_expanded(key): value for key, value in attributes.items()}
        parent.content.append(self._foreign(name, attributes, self._context(attributes)))
        if len(self.foreign) + len(self.stack) > DEEPEST:
            raise self._error(f"elements are nested more than {DEEPEST} deep", "")

    def _foreign(self, name: str, attributes: dict[str, str], context: SourceContext) -> ForeignElement:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        element = ForeignElement(_expanded(name), attributes, context, line, column)
        self.foreign.append(element)
        return element

    def _end_inside(self, _name: str) -> None:
        self._take_foreign_text(self.foreign.pop())
        if not self.foreign:
            self.parser.StartElementHandler = self._start
            self.parser.EndElementHandler = self._end

    def _take_foreign_text(self, element: ForeignElement) -> None:
        if self.texts:
            element.content.append("".join(self.texts))
            self.texts.clear()

    def _error(self, message: str, clause: str = "") -> SchemaError:
        parser = self.parser
        return SchemaError(
            message, self.uri, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, clause
        )

    def _declare_entity(
        self,
        name: str,
        is_parameter: bool,
        value: str | None,
        *_external: str | None,
    ) -> None:
        """Refuse what could grow: an entity in an entity, or a long one."""
        if value is not None and not is_parameter and ("&" in value or len(value) > _LARGEST_ENTITY):
            raise self._error(
                f"the entity `{name}` refers to entities or is too long; write its text where it is used"
            )

    def _refuse_external(self, _context: str, *_identifiers: str | None) -> NoReturn:
        raise self._error(
            "an external entity is not loaded; write its text here, or use `include` or `externalRef`"
        )

    def _refuse_skipped(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            raise self._error(
                f"the entity `{name}` is not declared in this file, and files of a DTD are not loaded"
            )


def _expanded(name: str) -> str:
    uri, separator, local = name.rpartition(_BREAK)
    return f"{{{uri}}}{local}" if separator else name


def join(base: str, reference: str) -> str:
    """Resolve a relative reference (RFC 2396, section 5.2); urllib is imported when the first one is met."""
    from urllib.parse import urljoin  # noqa: PLC0415 -- most schemas are one file and need none

    try:
        return urljoin(base, reference)
    except ValueError:
        return reference
