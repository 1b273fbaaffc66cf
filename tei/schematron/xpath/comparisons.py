"""Comparisons (XPath 2.0, 3.5): value, general and node comparisons; those of XPath 1.0 (section 3.4) as well.

Untyped values take the type of the other side in a general comparison and are strings in a value comparison. XPath 1.0
compares as booleans if one side is one, else as numbers if one is or the operator orders, else as strings.
"""

import math
import operator
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tei.schematron.errors import EvaluationError
from tei.schematron.xpath.nodes import NODES
from tei.schematron.xpath.scope import Run
from tei.schematron.xpath.syntax import Item
from tei.schematron.xpath.types import cast, type_name
from tei.schematron.xpath.values import (
    Items,
    Single,
    Untyped,
    atomised,
    described,
    double,
    is_number,
    number_of,
    truth,
)

Compare = Callable[[Any, Any], bool]
OPERATORS: dict[str, Compare] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
}
_MOST_PAIRS = 10_000_000


def value(compare: Compare, left: Items, right: Items) -> Items:
    """`eq` and its kind: nothing if a side is empty, an error if one has several values."""
    left, right = atomised(left), atomised(right)
    if not left or not right:
        return []
    if len(left) > 1 or len(right) > 1:
        raise EvaluationError(
            "a comparison such as `eq` takes single values, and here are several; write `=`"
        )
    return [atomic(compare, _as_string(left[0]), _as_string(right[0]))]


def _as_string(item: Item) -> Item:
    return str(item) if isinstance(item, Untyped) else item


def general(compare: Compare, left: Items, right: Items) -> bool:
    """`=` and its kind: whether any pair of values compares so."""
    left, right = atomised(left), atomised(right)
    if not left or not right:
        return False
    if all(isinstance(item, str) for item in left) and all(isinstance(item, str) for item in right):
        return _strings(compare, left, right)
    _bounded(left, right)
    return any(atomic(compare, *_alike(one, other)) for one in left for other in right)


def _strings(compare: Compare, left: list[str], right: list[str]) -> bool:
    if compare is operator.eq:
        return not set(left).isdisjoint(right)
    if compare is operator.ne:
        return len({*left, *right}) > 1
    low, high = (min(left), max(right)) if compare in {operator.lt, operator.le} else (max(left), min(right))
    return compare(low, high)


def _bounded(left: Items, right: Items) -> None:
    if len(left) * len(right) > _MOST_PAIRS:
        raise EvaluationError("the two sides of a comparison have too many values")


def _alike(left: Item, right: Item) -> tuple[Item, Item]:
    """Both values, an untyped one in the type of the other."""
    if isinstance(left, Untyped):
        return _typed_as(left, right), _as_string(right)
    return left, _typed_as(right, left) if isinstance(right, Untyped) else right


def _typed_as(item: Untyped, other: Item) -> Item:
    if isinstance(other, str):
        return str(item)
    return double(item) if is_number(other) else cast(type_name(other), type_name(other))(item)


def atomic(compare: Compare, left: Item, right: Item) -> bool:
    """Compare two values of the same kind; a type error where they are not."""
    if isinstance(left, str) and isinstance(right, str):
        return compare(left, right)
    if is_number(left) and is_number(right):
        return compare(*same_numbers(left, right))
    kinds = {type_name(left), type_name(right)}
    if len(kinds) == 1 or all(kind.lower().endswith("duration") for kind in kinds):
        try:
            return bool(compare(left, right))
        except TypeError:
            pass
    raise EvaluationError(f"{_described(left)} cannot be compared with {_described(right)}")


def _described(item: Item) -> str:
    return f"{described(item)} (xs:{type_name(item)})"


def same_numbers(left: Item, right: Item) -> tuple[Item, Item]:
    """Two numbers in the wider of their types."""
    if isinstance(left, float) and isinstance(right, float):
        if isinstance(left, Single) and isinstance(right, Single):
            return left, right
        return float(left), float(right)
    if isinstance(left, float):
        return left, _narrow(right, left)
    if isinstance(right, float):
        return _narrow(left, right), right
    if isinstance(left, Decimal) or isinstance(right, Decimal):
        return Decimal(left), Decimal(right)
    return left, right


def _narrow(number: int | Decimal, other: float) -> float:
    try:
        found = float(number)
    except OverflowError:
        found = math.copysign(math.inf, number)
    return Single(found) if isinstance(other, Single) else found


def old(name: str, compare: Compare, left: Items, right: Items) -> bool:
    """A comparison by XPath 1.0, section 3.4; a side is nodes or one value."""
    sides = (left, right)
    has_boolean = any(len(side) == 1 and isinstance(side[0], bool) for side in sides)
    if has_boolean and (name in {"=", "!="} or any(map(_are_nodes, sides))):
        return compare(truth(left), truth(right))
    has_number = any(len(side) == 1 and is_number(side[0]) for side in sides)
    if has_number or name not in {"=", "!="}:
        numbers = [[number_of(item) for item in side] for side in sides]
        _bounded(*numbers)
        return any(compare(one, other) for one in numbers[0] for other in numbers[1])
    strings = [atomised(side) for side in sides]
    return bool(left and right) and _strings(compare, *strings)


def _are_nodes(items: Items) -> bool:
    """Whether a value of XPath 1.0 is a set of nodes; an empty sequence cannot be anything else."""
    return not items or isinstance(items[0], NODES)


def node(name: str, left: Items, right: Items, run: Run) -> Items:
    """`is`, `<<` and `>>`."""
    if not left or not right:
        return []
    if len(left) > 1 or len(right) > 1 or not isinstance(left[0], NODES) or not isinstance(right[0], NODES):
        raise EvaluationError(f"`{name}` compares two nodes, and here is something else")
    if name == "is":
        return [left[0] == right[0]]
    first, second = run.order(left[0]), run.order(right[0])
    return [first < second if name == "<<" else first > second]
