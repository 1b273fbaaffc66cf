"""The pass over a document: its nodes in order, each with the rules that could be about it."""

from collections.abc import Iterator

from tei.schematron.index import Candidates, Index
from tei.schematron.xpath.nodes import Attribute, Comment, Element, Entity, Node, Text, expanded_name
from tei.schematron.xpath.scope import Run


class Walk:
    """Iterates over pairs of a node and its candidates; nodes without any are left out."""

    def __init__(self, index: Index, run: Run) -> None:
        self._index, self._run = index, run

    def __iter__(self) -> Iterator[tuple[Node, Candidates]]:
        if self._index.has_root:
            candidates = self._index.of("document-node", "")
            if candidates:
                yield self._run.root, candidates
        yield from self._all() if self._index.has_others else self._elements()

    def _elements(self) -> Iterator[tuple[Node, Candidates]]:
        sort = self._index.sort
        for element in self._run.elements:
            tag = element.tag
            if isinstance(tag, str):
                candidates, attributes = sort(tag, element.keys())
                if candidates:
                    yield element, candidates
                for name, found in attributes:
                    yield Attribute(element, name, element.get(name) or ""), found

    def _all(self) -> Iterator[tuple[Node, Candidates]]:
        """Texts, comments and processing instructions as well, those outside the root element included."""
        self._texts = self._index.of("text", "")
        for top in self._run.root.children():
            pending: list[tuple[Element, bool]] = [(top, False)]
            while pending:
                node, is_end = pending.pop()
                if is_end:
                    yield from self._text(node, is_tail=True)
                    continue
                yield from self._begin(node)
                if node is not top:
                    pending.append((node, True))
                pending.extend((child, False) for child in reversed(node))

    def _begin(self, node: Element) -> Iterator[tuple[Node, Candidates]]:
        if isinstance(node.tag, str):
            candidates, attributes = self._index.sort(node.tag, node.keys())
            if candidates:
                yield node, candidates
            for name, found in attributes:
                yield Attribute(node, name, node.get(name) or ""), found
            yield from self._text(node, is_tail=False)
        elif not isinstance(node, Entity):
            is_comment = isinstance(node, Comment)
            kind, name = ("comment", "") if is_comment else ("processing-instruction", expanded_name(node)[1])
            candidates = self._index.of(kind, name)
            if candidates:
                yield node, candidates

    def _text(self, node: Element, *, is_tail: bool) -> Iterator[tuple[Node, Candidates]]:
        if self._texts and (node.tail if is_tail else node.text):
            yield Text(node, is_tail), self._texts
