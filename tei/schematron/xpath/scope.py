"""What an expression is evaluated in, beside its context item: variables, position, and what is known of the document."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from tei.schematron.errors import EvaluationError
from tei.schematron.xpath.nodes import Attribute, Element, Node, Root, Text
from tei.schematron.xpath.syntax import Item
from tei.schematron.xpath.values import Items

if TYPE_CHECKING:
    from tei.schematron.xpath.order import Order

Evaluate = Callable[[Item, "Scope"], Items]
Decide = Callable[[Item, "Scope"], bool]


class Scope:
    """``position`` and ``size`` are those of the context item; ``current`` is the node that a rule is about."""

    __slots__ = ("current", "position", "run", "size", "variables")

    def __init__(self, run: "Run", variables: dict[str, "Items | Lazy"], current: Item) -> None:
        self.run, self.variables, self.current = run, variables, current
        self.position = self.size = 1

    def with_variable(self, name: str, value: "Items | Lazy") -> "Scope":
        """The same with one more variable."""
        inner = Scope(self.run, {**self.variables, name: value}, self.current)
        inner.position, inner.size = self.position, self.size
        return inner

    def copy(self) -> "Scope":
        """The same, to be given other positions."""
        inner = Scope(self.run, self.variables, self.current)
        inner.position, inner.size = self.position, self.size
        return inner


class Lazy:
    """The value of a ``let``: computed when it is first asked for."""

    __slots__ = ("_evaluate", "_is_asked", "_item", "_name", "_scope", "_value")

    def __init__(self, name: str, evaluate: Evaluate, item: Item, scope: Scope) -> None:
        self._name, self._evaluate, self._item, self._scope = name, evaluate, item, scope
        self._value: Items | None = None
        self._is_asked = False

    def value(self) -> Items:
        if self._value is None:
            if self._is_asked:
                raise EvaluationError(f"the variable ${self._name} depends on itself")
            self._is_asked = True
            try:
                self._value = self._evaluate(self._item, self._scope)
            finally:
                self._is_asked = False
        return self._value


class Run:
    """One document under examination: its root, and what was found out about it so far.

    ``read`` gives the bytes of other files by URI, where expressions may read such. ``now`` is the current date and time.
    """

    def __init__(
        self,
        root: Root,
        now: datetime,
        *,
        is_compatible: bool = False,
        read: Callable[[str], bytes] | None = None,
    ) -> None:
        self.root, self.now, self.is_compatible, self.read = root, now, is_compatible, read
        self.keys: dict[str, Callable[[str], dict[Item, Items]]] = {}
        self.found: dict[str, object] = {}
        # As long as the elements are held, lxml gives the same object for the same element.
        self.elements = list(root.element.iter())
        self._orders: dict[int, Order] = {}
        self._roots: dict[int, Root] = {id(root.element): root}

    def root_of(self, node: Node) -> Root:
        """The root of the tree that a node belongs to."""
        if isinstance(node, Root):
            return node
        element = (
            node.parent if isinstance(node, Attribute) else node.anchor if isinstance(node, Text) else node
        )
        top: Element = element.getroottree().getroot()
        if id(top) not in self._roots:
            self._roots[id(top)] = Root(top)
        return self._roots[id(top)]

    def adopt(self, root: Root) -> None:
        """Take the tree of another file in, so that its nodes have this root."""
        self._roots[id(root.element)] = root

    def order(self, node: Node) -> tuple[float, ...]:
        """Where a node stands in document order, to sort by."""
        from tei.schematron.xpath.order import Order  # noqa: PLC0415 -- few documents need it

        root = self.root_of(node)
        if id(root) not in self._orders:
            self._orders[id(root)] = Order(root, len(self._orders))
        return self._orders[id(root)].key(node)

    def sorted(self, nodes: Items) -> Items:
        """Nodes in document order, each once (XPath 2.0, 2.4.1)."""
        if len(nodes) < 2:
            return nodes
        return sorted(dict.fromkeys(nodes), key=self.order)
