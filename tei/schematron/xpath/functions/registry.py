"""The functions of XPath (XPath Functions 2.0 and what schemas use of 3.1): a table, and how arguments are taken.

A function is given the context item, the scope and its arguments as sequences. One that is marked ``of_context`` takes the
context item for an argument that is left out.
"""

from collections.abc import Callable
from typing import NamedTuple

from tei.schematron.errors import EvaluationError
from tei.schematron.xpath.nodes import NODES, Node
from tei.schematron.xpath.scope import Scope
from tei.schematron.xpath.syntax import Item
from tei.schematron.xpath.values import (
    AnyUri,
    Items,
    Untyped,
    atomised,
    described,
    double,
    is_number,
    number_of,
    text_of,
    text_of_old,
)

Implementation = Callable[..., Items]
MANY = 1_000


class Function(NamedTuple):
    """How many arguments a function takes, and what it does; ``is_old`` ones are there in XPath 1.0 or XSLT 1.0."""

    least: int
    most: int
    apply: Implementation
    of_context: bool
    is_old: bool


FUNCTIONS: dict[str, Function] = {}


def function(
    name: str, least: int, most: int | None = None, *, of_context: bool = False, is_old: bool = False
) -> Callable[[Implementation], Implementation]:
    """Enter a function into the table."""

    def enter(apply: Implementation) -> Implementation:
        FUNCTIONS[name] = Function(least, least if most is None else most, apply, of_context, is_old)
        return apply

    return enter


def text(items: Items, scope: Scope) -> str:
    """An argument that is a string or nothing, which counts as the empty one."""
    if scope.run.is_compatible:
        return text_of_old(items[0]) if items else ""
    if not items:
        return ""
    value = single(items)
    if not isinstance(value, str):
        raise EvaluationError(f"a string is expected, not {described(value)}; write string(…)")
    return str(value)


def single(items: Items) -> Item:
    """The one atomic value of an argument."""
    values = atomised(items)
    if len(values) != 1:
        count = "nothing" if not values else f"{len(values)} values"
        raise EvaluationError(f"a function takes a single value here, and is given {count}")
    return values[0]


def optional(items: Items) -> Item | None:
    """The one atomic value of an argument, or None."""
    return single(items) if items else None


def any_text(items: Items, scope: Scope) -> str:
    """An argument that is converted to a string whatever it is, as `concat` does."""
    if scope.run.is_compatible:
        return text(items, scope)
    return text_of(single(items)) if items else ""


def number(items: Items, scope: Scope) -> Item | None:
    """An argument that is a number; None where there is nothing."""
    if scope.run.is_compatible:
        return number_of(items[0]) if items else float("nan")
    if not items:
        return None
    value = single(items)
    if isinstance(value, Untyped):
        return double(value)
    if not is_number(value):
        raise EvaluationError(f"a number is expected, not {described(value)}; write number(…)")
    return value


def whole(items: Items, scope: Scope) -> int:
    """An argument that is a whole number."""
    value = number(items, scope)
    if value is None or not isinstance(value, int):
        if isinstance(value, float) and value.is_integer():
            return int(value)
        raise EvaluationError("a whole number is expected")
    return value


def node(items: Items) -> Node | None:
    """An argument that is a node; None where there is nothing."""
    if not items:
        return None
    if len(items) > 1 or not isinstance(items[0], NODES):
        raise EvaluationError("a function takes a single node here, and is given something else")
    return items[0]


_CODEPOINTS = "http://www.w3.org/2005/xpath-functions/collation/codepoint"


def check_collation(*collation: Items) -> None:
    """Refuse any way of comparing strings but by code points."""
    if any(text_of(one) != _CODEPOINTS for given in collation for one in given):
        raise EvaluationError(
            "there is no other collation than by code points: strings are compared by code points"
        )


def uri(value: str) -> Items:
    return [AnyUri(value)]
