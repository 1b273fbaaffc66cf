"""The abstract syntax of expressions: what the parser gives and the compiler takes.

Names in a namespace have their URI here, prefixes are gone. Chains that a schema writes as long as it likes (``or``, ``|``,
commas, steps) are flat tuples, so that no walk over them needs recursion.
"""

from typing import Any, NamedTuple, cast

Item = Any
"""A node or an atomic value; which Python type is which is said in ``values``."""


class Literal(NamedTuple):
    """A string or a number."""

    value: Item


class Variable(NamedTuple):
    """``$name``."""

    name: str


class ContextItem(NamedTuple):
    """``.``"""


class Sequence(NamedTuple):
    """``a, b``; empty for ``()``."""

    members: tuple["Expression", ...]


class For(NamedTuple):
    """``for`` and ``let``: pairs of variable and expression, and the result."""

    kind: str
    bindings: tuple[tuple[str, "Expression"], ...]
    result: "Expression"


class Quantified(NamedTuple):
    """``some`` and ``every``."""

    kind: str
    bindings: tuple[tuple[str, "Expression"], ...]
    condition: "Expression"


class If(NamedTuple):
    """``if (condition) then … else …``."""

    condition: "Expression"
    then: "Expression"
    otherwise: "Expression"


class Logical(NamedTuple):
    """``and`` and ``or``."""

    operator: str
    members: tuple["Expression", ...]


class Comparison(NamedTuple):
    """``kind`` is general (``=``), value (``eq``) or node (``is``)."""

    kind: str
    operator: str
    left: "Expression"
    right: "Expression"


class Concatenation(NamedTuple):
    """``a || b``."""

    members: tuple["Expression", ...]


class Range(NamedTuple):
    """``1 to 3``."""

    left: "Expression"
    right: "Expression"


class Arithmetic(NamedTuple):
    """``+ - * div idiv mod``."""

    operator: str
    left: "Expression"
    right: "Expression"


class Unary(NamedTuple):
    """A sign."""

    operator: str
    operand: "Expression"


class Combination(NamedTuple):
    """``union`` of all members, or ``intersect`` or ``except`` of two."""

    operator: str
    members: tuple["Expression", ...]


class SequenceType(NamedTuple):
    """``kind`` is atomic, item, empty, node, element, attribute, text, comment, processing-instruction or document-node."""

    kind: str
    name: tuple[str | None, str | None] = (None, None)
    occurrence: str = ""


class Typed(NamedTuple):
    """``instance``, ``treat``, ``castable`` and ``cast``."""

    operator: str
    operand: "Expression"
    type: SequenceType


class Mapping(NamedTuple):
    """``a ! b``."""

    left: "Expression"
    right: "Expression"


class NodeTest(NamedTuple):
    """``kind`` as in a sequence type; a ``uri`` or ``local`` of None is any."""

    kind: str
    uri: str | None = None
    local: str | None = None


class Step(NamedTuple):
    """An axis, a test and predicates."""

    axis: str
    test: NodeTest
    predicates: tuple["Expression", ...] = ()


class Filter(NamedTuple):
    """An expression with predicates."""

    primary: "Expression"
    predicates: tuple["Expression", ...]


class Path(NamedTuple):
    """Steps; ``is_absolute`` where they begin at the root. ``//`` is a step of its own."""

    is_absolute: bool
    steps: tuple["Expression", ...]


class Call(NamedTuple):
    """A function call; ``written`` is the name in the text."""

    uri: str
    local: str
    arguments: tuple["Expression", ...]
    written: str


Expression = (
    Literal
    | Variable
    | ContextItem
    | Sequence
    | For
    | Quantified
    | If
    | Logical
    | Comparison
    | Concatenation
    | Range
    | Arithmetic
    | Unary
    | Combination
    | Typed
    | Mapping
    | Step
    | Filter
    | Path
    | Call
)

DESCENDANTS = Step("descendant-or-self", NodeTest("node"))
"""What ``//`` stands for."""

FORWARD = frozenset(
    ("child", "descendant", "attribute", "self", "descendant-or-self", "following-sibling", "following")
)
REVERSE = frozenset(("parent", "ancestor", "preceding-sibling", "preceding", "ancestor-or-self"))


def parts(node: "Expression") -> list["Expression"]:
    """The expressions directly in one."""
    found: list[Expression] = []
    for field in node:
        if isinstance(field, NodeTest | SequenceType) or not isinstance(field, tuple):
            continue
        if hasattr(field, "_fields"):
            found.append(cast("Expression", field))
        else:
            found += [one for one in map(_expression, field) if one is not None]
    return found


def _expression(member: Any) -> "Expression | None":  # noqa: ANN401 -- a binding or an expression
    if isinstance(member, tuple) and not hasattr(member, "_fields"):
        member = member[1]
    return member if hasattr(member, "_fields") else None


def everything(node: "Expression") -> list["Expression"]:
    """An expression and all in it, in no particular order."""
    found = [node]
    for one in found:
        found += parts(one)
    return found
