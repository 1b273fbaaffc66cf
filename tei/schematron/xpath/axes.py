"""Axes and node tests (XPath 2.0, 3.2.1): for each pair a function that gives the nodes in the order of the axis.

Steps to elements go through lxml's own iterators, which compare names in C; all else is walked here.
"""

from collections.abc import Callable, Iterable, Iterator

from tei.schematron.errors import EvaluationError
from tei.schematron.xpath.nodes import (
    NODES,
    Attribute,
    Element,
    Entity,
    Node,
    Root,
    Text,
    attributes,
    children,
    expanded_name,
    kind,
)
from tei.schematron.xpath.scope import Run
from tei.schematron.xpath.syntax import Item, NodeTest

Walk = Callable[[Node, Run], Iterable[Node]]
Test = Callable[[Node], bool]


def tag(test: NodeTest) -> str:
    """A test for names of elements as lxml's iterators take it."""
    uri = "{*}" if test.uri is None else f"{{{test.uri}}}" if test.uri else ""
    if test.local is None:
        return "*" if test.uri is None else f"{{{test.uri}}}*"
    return uri + test.local


def matcher(test: NodeTest) -> Test:
    """A function that says whether a node passes a test."""
    if test.kind == "node":
        return lambda _: True
    if test.uri is None and test.local is None:
        return lambda node: kind(node) == test.kind
    if test.kind in {"element", "attribute"} and test.uri is not None and test.local is not None:
        name = f"{{{test.uri}}}{test.local}" if test.uri else test.local
        if test.kind == "element":
            return lambda node: isinstance(node, Element) and node.tag == name
        return lambda node: isinstance(node, Attribute) and node.name == name
    return lambda node: kind(node) == test.kind and _named(node, test)


def _named(node: Node, test: NodeTest) -> bool:
    uri, local = expanded_name(node)
    return test.uri in (None, uri) and test.local in (None, local)


def walk(axis: str, test: NodeTest) -> Walk:
    """The function for an axis and a test."""
    if axis == "attribute":
        return _attribute_walk(test)
    if test.kind == "element" and axis in _NATIVE:
        return _NATIVE[axis](tag(test), _walked(axis, matcher(test)))
    if axis in {"self", "parent"}:
        return _single(axis, matcher(test))
    return _walked(axis, matcher(test))


def a_node(item: Item) -> Node:
    """An item that a step can begin at."""
    if not isinstance(item, NODES):
        raise EvaluationError("a step begins at a value that is no node")
    return item


def _walked(axis: str, passes: Test) -> Walk:
    nodes = _AXES[axis]
    return lambda node, run: [one for one in nodes(a_node(node), run) if passes(one)]


def _single(axis: str, passes: Test) -> Walk:
    if axis == "self":
        return lambda node, _: [node] if passes(a_node(node)) else []

    def of_parent(node: Node, run: Run) -> list[Node]:
        above = parent(a_node(node), run)
        return [above] if above is not None and passes(above) else []

    return of_parent


def _attribute_walk(test: NodeTest) -> Walk:
    if test.kind not in {"attribute", "node"}:
        return lambda _node, _run: []
    if test.kind == "attribute" and test.uri is not None and test.local is not None:
        name = f"{{{test.uri}}}{test.local}" if test.uri else test.local

        def named(node: Node, _run: Run) -> list[Node]:
            value = node.get(name) if isinstance(node, Element) else None
            return [] if value is None else [Attribute(node, name, value)]

        return named
    passes = matcher(NodeTest("attribute", test.uri, test.local))
    return lambda node, _: (
        [one for one in attributes(node) if passes(one)] if isinstance(node, Element) else []
    )


# Steps to elements.


def _native_child(name: str, otherwise: Walk) -> Walk:
    return lambda node, run: (
        list(node.iterchildren(name)) if isinstance(node, Element) else otherwise(node, run)
    )


def _native_descendant(name: str, otherwise: Walk) -> Walk:
    return lambda node, run: (
        list(node.iterdescendants(name)) if isinstance(node, Element) else otherwise(node, run)
    )


def _native_descendant_or_self(name: str, otherwise: Walk) -> Walk:
    return lambda node, run: list(node.iter(name)) if isinstance(node, Element) else otherwise(node, run)


def _native_ancestor(name: str, otherwise: Walk) -> Walk:
    return lambda node, run: (
        list(node.iterancestors(name)) if isinstance(node, Element) else otherwise(node, run)
    )


def _native_following_sibling(name: str, otherwise: Walk) -> Walk:
    return lambda node, run: (
        list(node.itersiblings(name)) if isinstance(node, Element) else otherwise(node, run)
    )


def _native_preceding_sibling(name: str, otherwise: Walk) -> Walk:
    return lambda node, run: (
        list(node.itersiblings(name, preceding=True)) if isinstance(node, Element) else otherwise(node, run)
    )


def _native_following(name: str, _otherwise: Walk) -> Walk:
    def following(node: Node) -> Iterator[Node]:
        start, inclusive = _after(node)
        while start is not None:
            if inclusive:
                yield from start.iter(name)
            for sibling in start.itersiblings():
                yield from sibling.iter(name)
            start, inclusive = start.getparent(), False

    return lambda node, _run: list(following(node))


_NATIVE: dict[str, Callable[[str, Walk], Walk]] = {
    "child": _native_child,
    "descendant": _native_descendant,
    "descendant-or-self": _native_descendant_or_self,
    "ancestor": _native_ancestor,
    "following-sibling": _native_following_sibling,
    "preceding-sibling": _native_preceding_sibling,
    "following": _native_following,
}


def _after(node: Node) -> tuple[Element | None, bool]:
    """Where the following elements of a node begin: after the first, or (True) with it."""
    if isinstance(node, Element):
        return node, False
    if isinstance(node, Text) and node.is_tail:
        return node.anchor, False
    inside = node.parent if isinstance(node, Attribute) else node.anchor if isinstance(node, Text) else None
    if inside is None:
        return None, False
    return (inside[0], True) if len(inside) else (inside, False)


# All other steps.


def parent(node: Node, run: Run) -> Node | None:
    """The parent of a node, the document included."""
    if isinstance(node, Element):
        above = node.getparent()
        return above if above is not None else run.root_of(node)
    if isinstance(node, Attribute):
        return node.parent
    if isinstance(node, Text):
        return node.anchor.getparent() if node.is_tail else node.anchor
    return None


def _child(node: Node, _run: Run) -> list[Node]:
    if isinstance(node, Element):
        return children(node)
    return node.children() if isinstance(node, Root) else []


def _descendant(node: Node, run: Run) -> Iterator[Node]:
    pending = list(reversed(_child(node, run)))
    while pending:
        one = pending.pop()
        yield one
        if isinstance(one, Element):
            pending.extend(reversed(children(one)))


def _descendant_or_self(node: Node, run: Run) -> Iterator[Node]:
    yield node
    yield from _descendant(node, run)


def _ancestor(node: Node, run: Run) -> Iterator[Node]:
    above = parent(node, run)
    while above is not None:
        yield above
        above = parent(above, run)


def _ancestor_or_self(node: Node, run: Run) -> Iterator[Node]:
    yield node
    yield from _ancestor(node, run)


def _following_sibling(node: Node, _run: Run) -> list[Node]:
    if isinstance(node, Text):
        return _following_of_text(node)
    if not isinstance(node, Element):
        return []
    found: list[Node] = [Text(node, True)] if node.tail and node.getparent() is not None else []
    for sibling in node.itersiblings():
        found.append(sibling)
        if sibling.tail and sibling.getparent() is not None:
            found.append(Text(sibling, True))
    return [one for one in found if not isinstance(one, Entity)]


def _following_of_text(node: Text) -> list[Node]:
    siblings = [node.anchor, *node.anchor.itersiblings()] if node.is_tail else list(node.anchor)
    found: list[Node] = []
    for at, sibling in enumerate(siblings):
        if (at or not node.is_tail) and not isinstance(sibling, Entity):
            found.append(sibling)
        if sibling.tail and (at or not node.is_tail):
            found.append(Text(sibling, True))
    return found


def _preceding_sibling(node: Node, run: Run) -> list[Node]:
    if not isinstance(node, Element | Text):
        return []
    above = parent(node, run)
    found: list[Node] = []
    for sibling in _child(above, run):
        if sibling == node:
            break
        found.append(sibling)
    return found[::-1]


def _following(node: Node, run: Run) -> Iterator[Node]:
    if isinstance(node, Attribute):
        yield from _descendant(node.parent, run)
    above: Node | None = node.parent if isinstance(node, Attribute) else node
    while above is not None:
        for sibling in _following_sibling(above, run):
            yield from _descendant_or_self(sibling, run)
        above = parent(above, run)


def _preceding(node: Node, run: Run) -> Iterator[Node]:
    above: Node | None = node.parent if isinstance(node, Attribute) else node
    while above is not None:
        for sibling in _preceding_sibling(above, run):
            yield from reversed(list(_descendant_or_self(sibling, run)))
        above = parent(above, run)


def _parent(node: Node, run: Run) -> list[Node]:
    above = parent(node, run)
    return [] if above is None else [above]


_AXES: dict[str, Walk] = {
    "child": _child,
    "descendant": _descendant,
    "descendant-or-self": _descendant_or_self,
    "parent": _parent,
    "self": lambda node, _: [node],
    "ancestor": _ancestor,
    "ancestor-or-self": _ancestor_or_self,
    "following-sibling": _following_sibling,
    "preceding-sibling": _preceding_sibling,
    "following": _following,
    "preceding": _preceding,
}
