"""Small documents: what a comparison finds as witnesses, and how they are written as XML.

A content is a linked list, so that the search can put an item before a known rest without copying; trees share parts.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple, Union
from xml.sax.saxutils import escape, quoteattr

from tei.relaxng.names import XML, Name

Content = tuple[Union["Tree", str], "Content"] | None
"""Nothing, or an item (an element or text) and what comes after it."""


class Tree(NamedTuple):
    """An element with its attributes and its content."""

    name: Name
    attributes: tuple[tuple[Name, str], ...] = ()
    content: Content = None


def items(content: Content) -> "Iterator[Tree | str]":
    """Give the items of a content in order."""
    while content is not None:
        yield content[0]
        content = content[1]


def before(first: "Iterable[Tree | str]", rest: Content) -> Content:
    """Put items before a content."""
    for item in reversed(tuple(first)):
        rest = (item, rest)
    return rest


def elements(tree: Tree) -> Iterator[Tree]:
    """Give every element of a tree, in the order of the document."""
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += reversed([item for item in items(one.content) if isinstance(item, Tree)])


def label(name: Name, home: str = "") -> str:
    """Name an element or attribute for people: with its namespace where that is not ``home``."""
    if name.namespace == XML:
        return f"xml:{name.local}"
    return name.local if name.namespace == home else str(name)


def is_small(tree: Tree, most: int) -> bool:
    """Say whether a tree has no more elements than ``most``; trees share parts, so it may have any number."""
    return sum(1 for _ in islice(elements(tree), most + 1)) <= most


def xml(tree: Tree) -> str:
    """Write a tree as XML, each element on a line of its own where no text stands beside it."""
    return _Writer(tree).text()


class _Writer:
    """Writes one tree. The namespace of its root is the default one, unless elements without a namespace are in it."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        names = [one.name for one in elements(tree)]
        default = tree.name.namespace if all(name.namespace for name in names) else ""
        self.default = default
        others = {name.namespace for name in names} - {default, ""}
        others |= {name.namespace for one in elements(tree) for name, _ in one.attributes if name.namespace}
        self.prefixes = {uri: f"ns{number}" for number, uri in enumerate(sorted(others - {XML}), start=1)}
        self.prefixes[XML] = "xml"

    def text(self) -> str:
        written: list[str] = []
        waiting: list[tuple[Tree, int | None] | str] = [(self.tree, 0)]
        while waiting:
            one = waiting.pop()
            if isinstance(one, str):
                written.append(one)
                continue
            element, depth = one
            start = self._start(element)
            written.append(start + ("/>" if element.content is None else ">"))
            if element.content is not None:
                waiting += reversed(self._inside(element, depth))
        return "".join(written)

    def _inside(self, element: Tree, depth: int | None) -> "list[tuple[Tree, int | None] | str]":
        inner = list(items(element.content))
        deeper = None if depth is None or any(isinstance(item, str) for item in inner) else depth + 1
        found: list[tuple[Tree, int | None] | str] = []
        for item in inner:
            if deeper is not None:
                found.append("\n" + "  " * deeper)
            found.append(escape(item, {"\r": "&#13;"}) if isinstance(item, str) else (item, deeper))
        if deeper is not None:
            found.append("\n" + "  " * (deeper - 1))
        return [*found, f"</{self._element(element.name)}>"]

    def _start(self, element: Tree) -> str:
        parts = [self._element(element.name), *(self._declarations() if element is self.tree else ())]
        parts += (f"{self._attribute(name)}={_quoted(value)}" for name, value in element.attributes)
        return "<" + " ".join(parts)

    def _declarations(self) -> Iterator[str]:
        if self.default:
            yield f"xmlns={quoteattr(self.default)}"
        yield from (f"xmlns:{prefix}={quoteattr(uri)}" for uri, prefix in self.prefixes.items() if uri != XML)

    def _element(self, name: Name) -> str:
        return (
            name.local if name.namespace == self.default else f"{self.prefixes[name.namespace]}:{name.local}"
        )

    def _attribute(self, name: Name) -> str:
        return f"{self.prefixes[name.namespace]}:{name.local}" if name.namespace else name.local


def _quoted(value: str) -> str:
    return quoteattr(value, {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})
