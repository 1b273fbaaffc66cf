"""Long walks through a document by libxml2, which does them in C.

XPath 1.0 and later versions agree on location paths whose predicates are paths, comparisons of nodes with a string, positions
and a few functions. A path of that kind which looks at more than children, attributes and ancestors is written as XPath 1.0
and compiled by libxml2 when it is first asked for; anything else, and any context that is no element, is left to closures
(which for short steps are faster: a call of libxml2 costs 3 µs, a closure 0.3).
"""

from collections.abc import Callable

from lxml import etree

from tei.schematron.names import FN
from tei.schematron.xpath.axes import a_node
from tei.schematron.xpath.nodes import Attribute, Element, Text
from tei.schematron.xpath.scope import Decide, Evaluate, Scope
from tei.schematron.xpath.syntax import (
    Call,
    Combination,
    Comparison,
    ContextItem,
    Expression,
    Item,
    Literal,
    Logical,
    NodeTest,
    Path,
    Step,
    everything,
)
from tei.schematron.xpath.values import Items

_LONG = frozenset(("descendant", "descendant-or-self", "following", "preceding"))
_AROUND = frozenset(("following", "preceding"))
_STRINGS = frozenset(("contains", "starts-with"))


class _Unwritable(Exception):
    """XPath 1.0 would not mean the same, or this is not known to it."""


def nodes(path: Path, otherwise: Evaluate) -> Evaluate:
    """The function that gives the nodes of a path, by libxml2 where that is worth it."""
    written = _written(path, _write_path)
    if written is None or not _ends_plainly(path):
        return otherwise
    text, namespaces = written
    made: list[Callable[..., object]] = []
    is_absolute = path.is_absolute

    def found(item: Item, scope: Scope) -> Items:
        if is_absolute:
            item = scope.run.root_of(a_node(item)).element
        elif not isinstance(item, Element) or not isinstance(item.tag, str):
            return otherwise(item, scope)
        if not made:
            made.append(etree.XPath(text, namespaces=namespaces, regexp=False))
        result = made[0](item)
        assert isinstance(result, list)  # noqa: S101 -- a location path gives a list
        return [_node(one) for one in result]

    return found


def exists(path: Path, otherwise: Decide) -> Decide:
    """The function that says whether a path leads anywhere, by libxml2 where that is worth it."""
    written = _written(path, lambda one, prefixes: f"boolean({_write_path(one, prefixes)})")
    if written is None or not _is_hard(path):
        return otherwise
    text, namespaces = written
    made: list[Callable[..., object]] = []
    is_absolute = path.is_absolute

    def decided(item: Item, scope: Scope) -> bool:
        if is_absolute:
            item = scope.run.root_of(a_node(item)).element
        elif not isinstance(item, Element) or not isinstance(item.tag, str):
            return otherwise(item, scope)
        if not made:
            made.append(etree.XPath(text, namespaces=namespaces, regexp=False))
        return bool(made[0](item))

    return decided


def _is_hard(path: Path) -> bool:
    """Whether closures, which stop at the first node, would look at many all the same."""
    return any(isinstance(step, Step) and step.predicates for step in path.steps) or any(
        isinstance(step, Step) and step.axis in {"following", "preceding"} for step in path.steps
    )


def _ends_plainly(path: Path) -> bool:
    last = path.steps[-1]
    return isinstance(last, Step) and last.test.kind in {"element", "attribute", "text"}


def _node(found: object) -> Item:
    if isinstance(found, Element):
        return found
    parent = found.getparent()  # type: ignore[attr-defined]
    if found.is_attribute:  # type: ignore[attr-defined]
        return Attribute(parent, found.attrname, str(found))  # type: ignore[attr-defined]
    return Text(parent, found.is_tail)  # type: ignore[attr-defined]


def _written(path: Path, write: Callable[[Path, dict[str, str]], str]) -> tuple[str, dict[str, str]] | None:
    steps = [step for step in path.steps if isinstance(step, Step)]
    if not any(step.axis in _LONG for step in steps):
        return None
    prefixes: dict[str, str] = {}
    try:
        text = write(path, prefixes)
    except _Unwritable:
        return None
    return text, {prefix: uri for uri, prefix in prefixes.items()}


def _write_path(path: Path, prefixes: dict[str, str]) -> str:
    if any(isinstance(step, Step) and step.axis == "attribute" for step in path.steps[:-1]):
        raise _Unwritable
    steps = [_write_step(step, prefixes) for step in path.steps]
    return ("/" if path.is_absolute else "") + "/".join(steps)


def _write_step(step: Expression, prefixes: dict[str, str]) -> str:
    if not isinstance(step, Step):
        raise _Unwritable
    # What follows an attribute is not the same for libxml2, which leaves out the children of its element.
    inside = [one for predicate in step.predicates for one in everything(predicate)]
    if step.axis == "attribute" and any(isinstance(one, Step) and one.axis in _AROUND for one in inside):
        raise _Unwritable
    predicates = "".join(f"[{_write_predicate(one, prefixes)}]" for one in step.predicates)
    return f"{step.axis}::{_write_test(step, prefixes)}{predicates}"


def _write_test(step: Step, prefixes: dict[str, str]) -> str:
    test: NodeTest = step.test
    if test.kind in {"node", "text", "comment"}:
        return f"{test.kind}()"
    principal = "attribute" if step.axis == "attribute" else "element"
    if test.kind != principal or (test.uri is None and test.local is not None):
        raise _Unwritable
    if not test.uri:
        if test.uri == "" and test.local is None:
            raise _Unwritable
        return test.local or "*"
    prefix = prefixes.setdefault(test.uri, f"n{len(prefixes)}")
    return f"{prefix}:{test.local or '*'}"


def _write_predicate(predicate: Expression, prefixes: dict[str, str]) -> str:
    """A predicate that is a position or a truth."""
    if isinstance(predicate, Literal) and isinstance(predicate.value, int):
        return str(predicate.value)
    if isinstance(predicate, Call) and predicate.uri == FN and predicate.local == "last":
        return "last()"
    return _write_truth(predicate, prefixes)


def _write_truth(expression: Expression, prefixes: dict[str, str]) -> str:
    match expression:
        case Logical():
            return f" {expression.operator} ".join(
                f"({_write_truth(one, prefixes)})" for one in expression.members
            )
        case Step():
            return _write_step(expression, prefixes)
        case Path() if expression.steps:
            return _write_path(expression, prefixes)
        case Combination() if expression.operator == "union":
            return " | ".join(_write_truth(_location(one), prefixes) for one in expression.members)
        case Comparison():
            return _write_comparison(expression, prefixes)
        case Call() if expression.uri == FN:
            return _write_call(expression, prefixes)
    raise _Unwritable


def _location(expression: Expression) -> Expression:
    if not isinstance(expression, Step | Path):
        raise _Unwritable
    return expression


def _write_comparison(expression: Comparison, prefixes: dict[str, str]) -> str:
    """Nodes compared with a string, which means the same in all versions; numbers do not."""
    if expression.kind != "general" or expression.operator not in {"=", "!="}:
        raise _Unwritable
    sides = (expression.left, expression.right)
    return f" {expression.operator} ".join(_write_side(one, prefixes) for one in sides)


def _write_side(expression: Expression, prefixes: dict[str, str]) -> str:
    if isinstance(expression, Literal):
        return _quoted(expression)
    if isinstance(expression, ContextItem):
        return "."
    if isinstance(expression, Call) and expression.uri == FN and expression.local == "normalize-space":
        return f"normalize-space({_write_single(expression.arguments)})"
    return _write_truth(_location(expression), prefixes)


def _quoted(literal: Literal) -> str:
    value = literal.value
    if not isinstance(value, str) or ("'" in value and '"' in value):
        raise _Unwritable
    return f'"{value}"' if "'" in value else f"'{value}'"


def _write_single(arguments: tuple[Expression, ...]) -> str:
    """An argument that is one node: the context or one of its attributes."""
    if not arguments or isinstance(arguments[0], ContextItem):
        return "."
    only = arguments[0]
    if isinstance(only, Step) and only.axis == "attribute" and only.test.uri == "" and not only.predicates:
        return f"@{only.test.local or ''}" if only.test.local else _refuse()
    return _refuse()


def _refuse() -> str:
    raise _Unwritable


def _write_call(call: Call, prefixes: dict[str, str]) -> str:
    if call.local in {"not", "exists", "boolean"} and len(call.arguments) == 1:
        name = "not" if call.local == "not" else "boolean"
        return f"{name}({_write_truth(call.arguments[0], prefixes)})"
    if call.local in _STRINGS and len(call.arguments) == 2 and isinstance(call.arguments[1], Literal):
        return f"{call.local}({_write_single(call.arguments[:1])}, {_quoted(call.arguments[1])})"
    raise _Unwritable


def takes(expression: Expression) -> bool:
    """Whether an expression is a path that libxml2 walks."""
    path = as_path(expression)
    return path is not None and _written(path, _write_path) is not None and _ends_plainly(path)


def as_path(expression: Expression) -> Path | None:
    """A path, or a step that is a long walk by itself; None for others."""
    if isinstance(expression, Path):
        return expression if expression.steps else None
    is_long = isinstance(expression, Step) and (
        expression.axis == "preceding" or (expression.axis in _LONG and bool(expression.predicates))
    )
    return Path(False, (expression,)) if is_long else None
