"""Functions on sequences (XPath Functions, 14 and 15)."""

import math
from typing import TYPE_CHECKING

from tei.schematron.errors import EvaluationError
from tei.schematron.xpath.functions.registry import check_collation, function, number, single, text, whole
from tei.schematron.xpath.nodes import NODES, Element, expanded_name, kind, string_value
from tei.schematron.xpath.types import type_name
from tei.schematron.xpath.values import Items, atomised, is_nan, is_number, truth

if TYPE_CHECKING:
    from tei.schematron.xpath.scope import Scope
    from tei.schematron.xpath.syntax import Item


@function("true", 0, is_old=True)
def true(_item: "Item", _scope: "Scope") -> Items:
    return [True]


@function("false", 0, is_old=True)
def false(_item: "Item", _scope: "Scope") -> Items:
    return [False]


@function("boolean", 1, is_old=True)
def boolean(_item: "Item", _scope: "Scope", values: Items) -> Items:
    return [truth(values)]


@function("not", 1, is_old=True)
def negated(_item: "Item", _scope: "Scope", values: Items) -> Items:
    return [not truth(values)]


@function("position", 0, is_old=True)
def position(_item: "Item", scope: "Scope") -> Items:
    return [scope.position]


@function("last", 0, is_old=True)
def last(_item: "Item", scope: "Scope") -> Items:
    return [scope.size]


@function("count", 1, is_old=True)
def count(_item: "Item", _scope: "Scope", values: Items) -> Items:
    return [len(values)]


@function("exists", 1)
def exists(_item: "Item", _scope: "Scope", values: Items) -> Items:
    return [bool(values)]


@function("empty", 1)
def empty(_item: "Item", _scope: "Scope", values: Items) -> Items:
    return [not values]


@function("data", 0, 1, of_context=True)
def data(_item: "Item", _scope: "Scope", values: Items) -> Items:
    return atomised(values)


@function("distinct-values", 1, 2)
def distinct_values(_item: "Item", _scope: "Scope", values: Items, *collation: Items) -> Items:
    check_collation(*collation)
    found: dict[object, Item] = {}
    for one in atomised(values):
        found.setdefault(_key(one), one)
    return list(found.values())


def _key(value: "Item") -> object:
    """What is equal for equal values, of whatever type they are."""
    if isinstance(value, bool):
        return "boolean", value
    if is_number(value):
        return "number", "NaN" if is_nan(value) else (float(value) if isinstance(value, float) else value)
    return ("string", str(value)) if isinstance(value, str) else (type_name(value), str(value))


@function("index-of", 2, 3)
def index_of(_item: "Item", _scope: "Scope", values: Items, wanted: Items, *collation: Items) -> Items:
    check_collation(*collation)
    key = _key(single(wanted))
    return [at for at, one in enumerate(atomised(values), start=1) if _key(one) == key]


@function("reverse", 1)
def reverse(_item: "Item", _scope: "Scope", values: Items) -> Items:
    return values[::-1]


@function("head", 1)
def head(_item: "Item", _scope: "Scope", values: Items) -> Items:
    return values[:1]


@function("tail", 1)
def tail(_item: "Item", _scope: "Scope", values: Items) -> Items:
    return values[1:]


@function("subsequence", 2, 3)
def subsequence(
    _item: "Item", scope: "Scope", values: Items, start: Items, length: Items | None = None
) -> Items:
    first = _rounded(number(start, scope))
    end = math.inf if length is None else first + _rounded(number(length, scope))
    return [one for at, one in enumerate(values, start=1) if first <= at < end]


def _rounded(value: "Item | None") -> float:
    if value is None:
        raise EvaluationError("subsequence() takes numbers, and is given nothing")
    found = float(value)
    return math.floor(found + 0.5) if math.isfinite(found) else found


@function("insert-before", 3)
def insert_before(_item: "Item", scope: "Scope", values: Items, at: Items, more: Items) -> Items:
    place = max(whole(at, scope), 1) - 1
    return [*values[:place], *more, *values[place:]]


@function("remove", 2)
def remove(_item: "Item", scope: "Scope", values: Items, at: Items) -> Items:
    place = whole(at, scope)
    return [one for number_, one in enumerate(values, start=1) if number_ != place]


@function("unordered", 1)
def unordered(_item: "Item", _scope: "Scope", values: Items) -> Items:
    return values


@function("zero-or-one", 1)
def zero_or_one(_item: "Item", _scope: "Scope", values: Items) -> Items:
    return _counted(values, len(values) <= 1, "zero-or-one")


@function("one-or-more", 1)
def one_or_more(_item: "Item", _scope: "Scope", values: Items) -> Items:
    return _counted(values, len(values) >= 1, "one-or-more")


@function("exactly-one", 1)
def exactly_one(_item: "Item", _scope: "Scope", values: Items) -> Items:
    return _counted(values, len(values) == 1, "exactly-one")


def _counted(values: Items, is_right: bool, name: str) -> Items:
    if not is_right:
        raise EvaluationError(f"{name}() is given {len(values)} values")
    return values


@function("error", 0, 3)
def error(_item: "Item", scope: "Scope", *arguments: Items) -> Items:
    words = text(arguments[1], scope) if len(arguments) > 1 else ""
    raise EvaluationError(f"error(): {words}" if words else "error() is called")


@function("trace", 1, 2)
def trace(_item: "Item", _scope: "Scope", values: Items, _label: Items | None = None) -> Items:
    return values


@function("deep-equal", 2, 3)
def deep_equal(_item: "Item", _scope: "Scope", left: Items, right: Items, *collation: Items) -> Items:
    check_collation(*collation)
    return [len(left) == len(right) and all(map(_same, left, right))]


def _same(left: "Item", right: "Item") -> bool:
    if isinstance(left, NODES) and isinstance(right, NODES):
        return _shape(left) == _shape(right)
    if isinstance(left, NODES) or isinstance(right, NODES):
        return False
    return _key(left) == _key(right)


def _shape(node: "Item") -> object:
    """A node as plain values that are equal where nodes are deeply equal; comments are left out inside elements."""
    if not isinstance(node, Element) or kind(node) != "element":
        inner = node.element if kind(node) == "document-node" else None
        return kind(node), expanded_name(node), _events(inner) if inner is not None else string_value(node)
    return _events(node)


def _events(root: Element) -> list[object]:
    events: list[object] = []
    texts = [root.text or ""]
    pending: list[tuple[Element, bool]] = [(child, False) for child in reversed(root)]
    events.append((root.tag, sorted(root.items())))
    while pending:
        node, is_end = pending.pop()
        if not is_end and isinstance(node.tag, str):
            events += [*_flush(texts), (node.tag, sorted(node.items()))]
            texts.append(node.text or "")
            pending.append((node, True))
            pending.extend((child, False) for child in reversed(node))
            continue
        if is_end:
            events += [*_flush(texts), "end"]
        elif kind(node) == "processing-instruction":
            events += [*_flush(texts), (expanded_name(node), node.text)]
        texts.append(node.tail or "")
    return [*events, *_flush(texts)]


def _flush(texts: list[str]) -> list[object]:
    joined = "".join(texts)
    texts.clear()
    return [joined] if joined else []
