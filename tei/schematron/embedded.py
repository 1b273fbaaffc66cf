"""Rules inside another document: a RELAX NG grammar in either syntax, or any XML, such as an ODD.

What is found (namespaces, variables, keys, phases, diagnostics, patterns; rules and assertions that stand alone) is put into
one ``schema`` with the query language of XSLT 2, which such rules are written for; a namespace that is not declared by ``ns``
is the one of the prefix where the rule stands. An assertion that stands alone is about what ``context`` says; in a grammar
that is the element around it.
"""

from collections.abc import Callable, Iterable
from copy import deepcopy
from urllib.parse import urljoin

from lxml import etree

from tei.schematron.errors import SchematronError
from tei.schematron.names import PREDECLARED, RNG, SCH, XSL, namespace, sch
from tei.schematron.sources import URI, Resolve, failed, mark, parsed, place
from tei.schematron.xpath.nodes import Element

Context = Callable[[Element, dict[str, str]], str]

_TOP = frozenset(
    map(sch, ("ns", "let", "phase", "pattern", "diagnostics", "properties", "key", "include", "title"))
)
_LOOSE = frozenset(map(sch, ("rule", "assert", "report")))


class _Collection:
    """A schema in the making."""

    def __init__(self, uri: str, context: Context) -> None:
        self.root = etree.Element(sch("schema"), {"queryBinding": "xslt2", URI: uri})
        self._context = context
        self._prefixes: dict[str, str] = {}
        self._declared: set[str] = set()

    def add(self, element: Element) -> None:
        """Take a Schematron element over, with the place that it has."""
        if element.tag == sch("schema"):
            for child in element:
                if isinstance(child.tag, str):
                    self.add(child)
            return
        if element.tag == sch("ns"):
            self._declared.add(element.get("prefix", ""))
        for prefix, uri in element.nsmap.items():
            if prefix and prefix not in PREDECLARED:
                self._prefixes.setdefault(prefix, uri)
        if element.tag in _LOOSE:
            self._add_loose(element)
        else:
            self.root.append(_with_place(element))

    def _add_loose(self, element: Element) -> None:
        pattern = etree.SubElement(self.root, sch("pattern"))
        if element.tag == sch("rule"):
            pattern.append(_with_place(element))
            return
        is_of_grammar = next(element.iterancestors(f"{{{RNG}}}element"), None) is not None
        context = (_of_grammar if is_of_grammar else self._context)(element, self._prefixes)
        rule = etree.SubElement(pattern, sch("rule"), {"context": context})
        rule.append(_with_place(element))

    def finished(self) -> Element:
        for prefix, uri in self._prefixes.items():
            if prefix not in self._declared:
                self.root.insert(0, etree.Element(sch("ns"), {"prefix": prefix, "uri": uri}))
        return self.root


def _with_place(element: Element) -> Element:
    where = place(element)
    copied = deepcopy(element)
    copied.tail = None
    copied.set(URI, where.uri)
    return copied


def collected(root: Element, uri: str, resolve: Resolve, context: Context | None = None) -> Element:
    """The rules in a document as the tree of one schema; those of the files that a grammar includes are among them.

    ``context(element, prefixes)`` says what an assertion outside any rule is about, and may add to the prefixes.
    """
    collection = _Collection(uri, context or _of_grammar)
    pending, seen = [(root, uri)], {uri}
    found = 0
    while pending:
        tree, base = pending.pop(0)
        for element in _outermost(tree):
            collection.add(element)
            found += 1
        for href in _inclusions(tree):
            address = urljoin(base, href.get("href", "").strip())
            if address not in seen:
                seen.add(address)
                pending.append((parsed(_read(address, href, resolve), address), address))
    if not found and namespace(root) != RNG:
        raise failed(
            root,
            f"the root is `{etree.QName(root).localname}`, and there is no rule in it: this is no Schematron schema",
        )
    return collection.finished()


def of_annotations(annotations: Iterable[tuple[str, str, int]], uri: str) -> Element:
    """The same of annotations of a grammar that stand by themselves: XML, URI and line of each."""
    collection = _Collection(uri, _of_grammar)
    for xml, where, line in annotations:
        try:
            element = etree.fromstring(xml)
        except etree.XMLSyntaxError:
            raise SchematronError("an annotation is not well-formed XML", where, line) from None
        if etree.QName(element).namespace == SCH:
            mark(element, where, line - 1)
            collection.add(element)
    return collection.finished()


def _outermost(root: Element) -> list[Element]:
    """The Schematron elements that are not within others, and keys."""
    known = {*_TOP, *_LOOSE, sch("schema"), f"{{{XSL}}}key"}
    return [
        element
        for element in root.iter(f"{{{SCH}}}*", f"{{{XSL}}}key")
        if element.tag in known and not any(namespace(above) == SCH for above in element.iterancestors())
    ]


def _inclusions(root: Element) -> list[Element]:
    return [one for one in root.iter(f"{{{RNG}}}include", f"{{{RNG}}}externalRef") if one.get("href")]


def _read(address: str, element: Element, resolve: Resolve) -> bytes:
    if address.endswith(".rnc"):
        raise failed(
            element, f"`{address}` is in compact syntax, whose rules are read only with the whole grammar"
        )
    try:
        return resolve(address)
    except OSError as error:
        raise SchematronError(
            f"`{address}` cannot be read: {error.strerror or error}",
            place(element).uri,
            element.sourceline or 0,
        ) from None


def _of_grammar(element: Element, prefixes: dict[str, str]) -> str:
    """The element of a grammar that an assertion stands in, as a context."""
    for above in element.iterancestors(f"{{{RNG}}}element"):
        name = above.get("name") or above.findtext(f"{{{RNG}}}name")
        if not name:
            break
        uri = next(
            (one.get("ns", "") for one in (above, *above.iterancestors()) if one.get("ns") is not None), ""
        )
        prefix, colon, local = name.strip().rpartition(":")
        uri = above.nsmap.get(prefix, "") if colon else uri
        return f"{prefix_of(uri, prefixes)}:{local}" if uri else local
    raise failed(
        element, "nothing says which nodes the assertion is about; put it into a `rule` with a `context`"
    )


def prefix_of(uri: str, prefixes: dict[str, str]) -> str:
    """A prefix for a namespace, a new one where there is none."""
    known = next((prefix for prefix, declared in prefixes.items() if declared == uri), None)
    if known is None:
        known = f"ns{len(prefixes)}"
        prefixes[known] = uri
    return known
