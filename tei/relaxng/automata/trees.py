"""Validation of a document that is a tree already, lxml's or one like it, by the same rows: is it valid beyond doubt?

Names in a tree are expanded (``{uri}local``), so one context of rows serves all of it. What is no element (a comment,
an instruction) has a tag that is no string; the text behind it belongs to its parent.
"""

from collections.abc import ItemsView, Iterator
from typing import TYPE_CHECKING, Protocol

from tei.relaxng.automata.identity import Identity
from tei.relaxng.automata.rows import FREE, After, Unsure
from tei.relaxng.automata.validator import between, matched

if TYPE_CHECKING:
    from tei.relaxng.automata.automaton import Automaton


class Node(Protocol):
    """What is asked of an element of a tree."""

    @property
    def tag(self) -> object:
        """The expanded name; anything but a string for what is no element."""

    @property
    def text(self) -> str | None:
        """The text before the first child."""

    @property
    def tail(self) -> str | None:
        """The text after the end tag."""

    def items(self) -> "ItemsView[str, str] | list[tuple[str, str]]":
        """Attributes, as pairs of expanded name and value."""

    def __iter__(self) -> "Iterator[Node]":
        """Give the children."""


def is_valid_tree(automaton: "Automaton", root: Node) -> bool:
    """Say whether the tree is valid; False when that is not sure."""
    try:
        _Walk(automaton).through(root)
        return _ids_hold(automaton)
    except (Unsure, RecursionError):
        return False


class _Walk:
    """A way through a tree and the rows at once, on a stack of its own: trees may be deep."""

    def __init__(self, automaton: "Automaton") -> None:
        self.automaton = automaton
        for brought in (automaton.identifiers, automaton.references, automaton.chunks):
            brought.clear()
        self.row = automaton.start(automaton.expanded())

    def through(self, root: Node) -> None:
        """Go through the tree; Unsure where the rows do not follow."""
        above: list[tuple[Iterator[Node], Node, After]] = []
        children: Iterator[Node] = iter((root,))
        while True:
            child = next(children, None)
            if child is None:
                if not above:
                    return
                children, element, after = above.pop()
                self._leave(after)
                self._take(element.tail if above else None)
            elif isinstance(child.tag, str):
                above.append((children, child, self._enter(child.tag, child)))
                children = iter(child)
            else:
                self._take(child.tail)

    def _take(self, text: str | None) -> None:
        if text and self.row.kind != FREE:
            self.automaton.chunks.append(text)

    def _enter(self, name: str, element: Node) -> After:
        row = between(self.automaton, self.row) if self.automaton.chunks else self.row
        state, after = row[name]
        for attribute, value in element.items():
            state = state[attribute][value]
        self.row = state.close()
        self._take(element.text)
        return after

    def _leave(self, after: After) -> None:
        row = self.row
        self.row = after[matched(self.automaton, row) if self.automaton.chunks else row.end]


def _ids_hold(automaton: "Automaton") -> bool:
    identity = Identity()
    identity.add(automaton.identifiers, automaton.references)
    return identity.holds()
