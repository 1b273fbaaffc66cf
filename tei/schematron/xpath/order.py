"""Document order (XPath 2.0, 2.4.1): numbers for the beginning and end of each element of a tree."""

from lxml import etree

from tei.schematron.xpath.nodes import Attribute, Element, Node, Root, Text


class Order:
    """The order of one tree; ``number`` is that of the tree among others."""

    def __init__(self, root: Root, number: int) -> None:
        self._number = number
        self._begins: dict[Element, int] = {}
        self._ends: dict[Element, int] = {}
        count = 0
        for node in root.children():
            if node is not root.element:
                count += 1
                self._begins[node] = self._ends[node] = count
                continue
            for event, element in etree.iterwalk(node, events=("start", "end", "comment", "pi")):
                count += 1
                if event != "end":
                    self._begins[element] = count
                if event != "start":
                    self._ends[element] = count

    def key(self, node: Node) -> tuple[float, ...]:
        """A node as numbers that sort; attributes come after their element and before what is in it."""
        if isinstance(node, Element):
            return self._number, self._begins[node], 0, 0
        if isinstance(node, Attribute):
            return self._number, self._begins[node.parent], 1, node.parent.keys().index(node.name)
        if isinstance(node, Text):
            if node.is_tail:
                return self._number, self._ends.get(node.anchor, self._begins.get(node.anchor, 0)), 2, 0
            return self._number, self._begins[node.anchor], 2, 0
        return self._number, 0, 0, 0
