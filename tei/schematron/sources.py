"""The files of a schema as trees whose elements know their place, with everything included (ISO 2016, 5.4.4 and 5.4.7).

``include`` is replaced by the element that it names, ``extends href`` by what is in that element. A URI may end in the id of
an element. Files are asked of ``resolve``; a file that includes itself, by whatever way, is an error.
"""

import re
from collections.abc import Callable
from copy import deepcopy
from urllib.parse import urldefrag, urljoin

from lxml import etree

from tei.schematron.errors import SchematronError
from tei.schematron.names import SCH, XML, XSL, namespace, sch
from tei.schematron.schema import Place
from tei.schematron.xpath.nodes import Element, locked_parser

Resolve = Callable[[str], bytes]

_LINE = "{urn:schematron:place}line"
URI = "{urn:schematron:place}uri"
_MOST = 1_000
_DEEPEST = 50


def parsed(data: bytes, uri: str) -> Element:
    """The root of a file, its Schematron elements marked with their places."""
    parser = locked_parser(is_schema=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        message = re.sub(r", line \d+, column \d+( \(.*\))?$", "", error.msg or "")
        raise SchematronError(
            f"the schema is not well-formed XML: {message}", uri, error.lineno or 0
        ) from None
    for entity in root.iter(etree.Entity):
        raise SchematronError(
            f"the entity `{entity.text}` is not replaced; write what it stands for",
            uri,
            entity.sourceline or 0,
        )
    mark(root, uri)
    return root


def mark(root: Element, uri: str, line: int = 0) -> None:
    """Write its place on each element, lines counted on from ``line``."""
    root.set(URI, uri)
    for element in root.iter("*"):
        if element.get(_LINE) is None and namespace(element) in {SCH, XSL}:
            element.set(_LINE, str(line + int(element.sourceline or 0)))


def place(element: Element) -> Place:
    """Where an element stands."""
    line, uri = 0, ""
    above: Element | None = element
    while above is not None:
        line = line or int(above.get(_LINE) or 0)
        uri = above.get(URI) or ""
        if uri:
            break
        above = above.getparent()
    return Place(uri, line)


def failed(element: Element, message: str) -> SchematronError:
    """An error that stands at an element."""
    where = place(element)
    return SchematronError(message, where.uri, where.line)


class Inclusion:
    """Replaces what includes by what is included, in a tree."""

    def __init__(self, resolve: Resolve) -> None:
        self._resolve = resolve
        self._files: dict[str, Element] = {}
        self._count = 0

    def expand(self, root: Element, within: tuple[str, ...] = ()) -> None:
        """Expand a tree in place; ``within`` are the addresses that it was reached by."""
        for element in list(root.iter(sch("include"), sch("extends"))):
            if element.get("href") is None:
                if element.tag == sch("include"):
                    raise failed(element, "`include` lacks `href`, the address of what is to be included")
                continue
            found = self._found(element, within)
            is_include = element.tag == sch("include")
            _replace(element, [found] if is_include else self._extension(element, found))

    def _found(self, element: Element, within: tuple[str, ...]) -> Element:
        where, href = place(element), element.get("href") or ""
        try:
            address = urljoin(where.uri, href)
        except ValueError:
            raise failed(element, f"`{href}` is not an address") from None
        self._count += 1
        if address in within or not address:
            raise failed(element, f"`{href}` is included by itself; remove one of the inclusions")
        if self._count > _MOST or len(within) > _DEEPEST:
            raise failed(element, f"more than {_MOST} inclusions, or deeper than {_DEEPEST}")
        uri, fragment = urldefrag(address)
        file = element.getroottree().getroot() if uri == where.uri else self._file(uri, element)
        found = _fragment(file, fragment) if fragment else file
        if found is None:
            raise failed(element, f"there is no element with the id `{fragment}` in `{uri}`")
        if any(above is found for above in element.iterancestors()):
            raise failed(element, f"`{href}` is included by itself; remove one of the inclusions")
        copied = _copied(found)
        self._expand_copy(copied, (*within, address))
        return copied

    def _expand_copy(self, copied: Element, within: tuple[str, ...]) -> None:
        """Expand what was included; it may itself be an inclusion."""
        holder = etree.Element("holder")
        holder.append(copied)
        self.expand(holder, within)

    def _file(self, uri: str, element: Element) -> Element:
        if uri not in self._files:
            try:
                data = self._resolve(uri)
            except OSError as error:
                raise failed(element, f"`{uri}` cannot be read: {error.strerror or error}") from None
            self._files[uri] = parsed(data, uri)
        return self._files[uri]

    @staticmethod
    def _extension(element: Element, found: Element) -> list[Element]:
        above = element.getparent()
        if above is None or found.tag != above.tag:
            kind = etree.QName(found).localname
            raise failed(
                element, f"`extends` names an element `{kind}`, not one of the kind that it stands in"
            )
        where = place(found)
        children = [child for child in found if isinstance(child.tag, str)]
        for child in children:
            child.set(URI, child.get(URI) or where.uri)
        return children


def _copied(element: Element) -> Element:
    where = place(element)
    copied = deepcopy(element)
    copied.tail = None
    copied.set(URI, where.uri)
    return copied


def _fragment(root: Element, name: str) -> Element | None:
    for element in root.iter("*"):
        if name in (element.get(f"{{{XML}}}id"), element.get("id")):
            return element
    return None


def _replace(element: Element, others: list[Element]) -> None:
    above = element.getparent()
    if above is None:
        raise failed(element, "`include` cannot be the whole schema")
    at, tail = above.index(element), element.tail
    above[at : at + 1] = others
    if others:
        others[-1].tail = tail
