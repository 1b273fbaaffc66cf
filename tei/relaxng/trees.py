"""Validation of a document that is a tree already, lxml's or one like it, by the same rows: is it valid beyond doubt?

Names in a tree are expanded (``{uri}local``), so one context of rows serves all of it. What is no element (a comment,
an instruction) has a tag that is no string; the text behind it belongs to its parent.
"""

from collections.abc import ItemsView, Iterator
from typing import TYPE_CHECKING, Protocol

from tei.relaxng.identity import Identity
from tei.relaxng.rows import FREE, After, Unsure
from tei.relaxng.validator import between, matched

if TYPE_CHECKING:
    from tei.relaxng.automaton import Automaton


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
        return _walk(automaton, root)
    except (Unsure, RecursionError):
        return False


def _walk(automaton: "Automaton", root: Node) -> bool:
    automaton.identifiers.clear()
    automaton.references.clear()
    chunks = automaton.chunks
    chunks.clear()
    row = automaton.start(automaton.expanded())
    inner: list[tuple[Iterator[Node], Node, After]] = []
    children: Iterator[Node] = iter((root,))
    while True:
        for child in children:
            if isinstance(child.tag, str):
                break
            if child.tail and row.kind != FREE:
                chunks.append(child.tail)
        else:
            if not inner:
                return _ids_hold(automaton)
            children, element, after = inner.pop()
            row = after[matched(automaton, row) if chunks else row.end]
            if element.tail and row.kind != FREE and inner:
                chunks.append(element.tail)
            continue
        if chunks:
            row = between(automaton, row)
        state, after = row[child.tag]
        for attribute, value in child.items():
            state = state[attribute][value]
        row = state.close()
        if child.text and row.kind != FREE:
            chunks.append(child.text)
        inner.append((children, child, after))
        children = iter(child)


def _ids_hold(automaton: "Automaton") -> bool:
    identity = Identity()
    identity.add(automaton.identifiers, automaton.references)
    return identity.holds()
