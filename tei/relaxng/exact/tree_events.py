"""A document that is a tree already, lxml's or one like it, as events; the place of each is its node.

Comments and processing instructions are passed over, and so are references to entities that were left in the tree: their
text is not there.
"""

from collections.abc import Iterator, Mapping

from tei.relaxng.automata.trees import Node
from tei.relaxng.exact.recovery import Attributes, Recovery
from tei.relaxng.names import XML, Name


class TreeEvents:
    """The events of one tree."""

    def __init__(self, root: Node, recovery: Recovery) -> None:
        self._root, self._recovery = root, recovery

    def read(self) -> None:
        """Give all events to the recovery, whatever the depth of the tree."""
        self._start(self._root)
        open_: list[tuple[Node, Iterator[Node]]] = [(self._root, iter(self._root))]
        while open_:
            node, children = open_[-1]
            child = next(children, None)
            if child is None:
                self._recovery.end(node)
                open_.pop()
                if open_:
                    self._text(open_[-1][0], node.tail)
            elif isinstance(child.tag, str):
                self._start(child)
                open_.append((child, iter(child)))
            else:
                self._text(node, child.tail)

    def _start(self, node: Node) -> None:
        prefixes = {uri: prefix for prefix, uri in _namespaces(node).items() if prefix}
        pairs: Attributes = [
            (name := _name(key), _written(name, prefixes), value) for key, value in node.items()
        ]
        name = _name(str(node.tag))
        prefix = getattr(node, "prefix", None)
        written = f"{prefix}:{name.local}" if prefix else name.local

        def resolve(prefix: str) -> str | None:
            return XML if prefix == "xml" else _namespaces(node).get(prefix or None, None if prefix else "")

        self._recovery.start(name, written, pairs, node, resolve)
        self._text(node, node.text)

    def _text(self, node: Node, text: str | None) -> None:
        if text:
            self._recovery.text(text, node)


def _namespaces(node: Node) -> dict[str | None, str]:
    found: dict[str | None, str] = getattr(node, "nsmap", {})
    return found


def _name(tag: str) -> Name:
    uri, _, local = tag.rpartition("}")
    return Name(uri[1:], local)


def _written(name: Name, prefixes: Mapping[str, str]) -> str:
    if name.namespace == XML:
        return f"xml:{name.local}"
    prefix = prefixes.get(name.namespace) if name.namespace else None
    return f"{prefix}:{name.local}" if prefix else name.local
