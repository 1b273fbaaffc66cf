"""Which nodes a rule is about: its context, read as a pattern of XSLT (XSLT 2.0, 5.5.3).

A node matches if the context, evaluated somewhere above it, would give it. To find that out without looking anywhere else,
a pattern is read from its end: the last step says the kind and name of the node, and so where to look for rules at all; what
is before it is asked of the parent and the ancestors. A pattern that is none of steps (``a except b``, ``key(…)``) is evaluated
once for a document, and the nodes it gives are kept.
"""

from typing import NamedTuple

from tei.schematron.errors import ExpressionError, NotTranslated
from tei.schematron.xpath.axes import matcher, parent
from tei.schematron.xpath.compiler import decide
from tei.schematron.xpath.expressions import Expression
from tei.schematron.xpath.focus import is_positional
from tei.schematron.xpath.nodes import Node, Root
from tei.schematron.xpath.scope import Decide, Run, Scope
from tei.schematron.xpath.static import Static
from tei.schematron.xpath.steps import nodes_of
from tei.schematron.xpath.syntax import (
    DESCENDANTS,
    Call,
    Combination,
    ContextItem,
    Filter,
    Logical,
    NodeTest,
    Path,
    Step,
    Variable,
)
from tei.schematron.xpath.syntax import Expression as Syntax

_MOST = 500


class Alternative(NamedTuple):
    """One of the patterns of a context: what the node must be, and what else must hold (None: nothing).

    ``required`` are attributes that it must have.
    """

    test: NodeTest
    required: frozenset[str]
    condition: Decide | None


def alternatives(expression: Expression) -> list[Alternative]:
    """The patterns that a context consists of; ExpressionError where it is none."""
    try:
        syntax = expression.syntax
    except NotTranslated as reason:
        raise ExpressionError(f"{reason} cannot stand in the context of a rule") from None
    return [_alternative(one, expression.static) for one in _divided(syntax)]


def _divided(syntax: Syntax) -> list[Syntax]:
    """The members of a union, those within a path too: `(a | b)/c` is `a/c | b/c`."""
    if isinstance(syntax, Combination) and syntax.operator == "union":
        found = [one for member in syntax.members for one in _divided(member)]
    elif isinstance(syntax, Path):
        found = list(_paths(syntax))
    else:
        return [syntax]
    if len(found) > _MOST:
        raise ExpressionError(f"the context has more than {_MOST} alternatives")
    return found


def _paths(path: Path) -> list[Path]:
    found = [Path(path.is_absolute, ())]
    for step in path.steps:
        members = _divided(step) if isinstance(step, Combination | Path) else [step]
        found = [joined for before in found for one in members if (joined := _joined(before, one))]
        if len(found) > _MOST:
            raise ExpressionError(f"the context has more than {_MOST} alternatives")
    return found


def _joined(before: Path, step: Syntax) -> Path:
    if not isinstance(step, Path):
        return Path(before.is_absolute, (*before.steps, step))
    if step.is_absolute and (before.steps or before.is_absolute):
        return Path(before.is_absolute, (*before.steps, step))
    return Path(before.is_absolute or step.is_absolute, (*before.steps, *step.steps))


def _alternative(syntax: Syntax, static: Static) -> Alternative:
    path = syntax if isinstance(syntax, Path) else Path(False, (syntax,))
    if path.is_absolute and not path.steps:
        return Alternative(NodeTest("document-node"), frozenset(), None)
    if not _is_pattern(path):
        return _evaluated(syntax, static)
    last = path.steps[-1]
    assert isinstance(last, Step)  # noqa: S101 -- for the type checker
    above = _above(path, static)
    own = _own(last, static)
    test = last.test
    if last.axis == "attribute" and test.kind == "node":
        test = NodeTest("attribute")
    if test.kind == "node":
        test = NodeTest("child")
    required = frozenset(name for one in last.predicates for name in _required(one))
    if own is None or all(_is_attribute(one) for one in last.predicates):
        return Alternative(test, required, above)
    return Alternative(test, required, own if above is None else _both(own, above))


def _both(first: Decide, second: Decide) -> Decide:
    return lambda item, scope: first(item, scope) and second(item, scope)


def _is_pattern(path: Path) -> bool:
    """Whether a path is made of the steps that can be asked from their end."""
    last = path.steps[-1]
    if last is DESCENDANTS or not isinstance(last, Step):
        return False
    return all(step is DESCENDANTS or _goes_down(step) for step in path.steps)


def _goes_down(step: Syntax) -> bool:
    if not isinstance(step, Step):
        return False
    if step.axis == "attribute":
        return step.test.kind in {"attribute", "node"}
    return step.axis == "child" and step.test.kind != "attribute"


def _own(step: Step, static: Static) -> Decide | None:
    """What the predicates of a step ask of the node itself; None where there are none."""
    if not step.predicates:
        return None
    if any(map(is_positional, step.predicates)):
        siblings = nodes_of(step, static)
        return lambda item, scope: _is_among(item, siblings(parent(item, scope.run), scope), scope)
    decisions = [decide(one, static) for one in step.predicates]
    if len(decisions) == 1:
        return decisions[0]
    return lambda item, scope: all(one(item, scope) for one in decisions)


def _is_among(item: Node, nodes: list[Node], _scope: Scope) -> bool:
    return any(item == one for one in nodes)


def _required(predicate: Syntax) -> set[str]:
    """The attributes without which a predicate is false."""
    if isinstance(predicate, Logical) and predicate.operator == "and":
        return {name for one in predicate.members for name in _required(one)}
    return {_attribute_name(predicate)} if isinstance(predicate, Step) and _is_attribute(predicate) else set()


def _is_attribute(predicate: Syntax) -> bool:
    """Whether a predicate is `@name` and nothing else."""
    return (
        isinstance(predicate, Step)
        and predicate.axis == "attribute"
        and predicate.test.kind == "attribute"
        and not predicate.predicates
        and predicate.test.uri is not None
        and predicate.test.local is not None
    )


def _attribute_name(step: Step) -> str:
    return f"{{{step.test.uri}}}{step.test.local}" if step.test.uri else step.test.local or ""


def _above(path: Path, static: Static) -> Decide | None:
    """What the steps before the last ask of what is above the node; None where there is nothing to ask."""
    steps = list(path.steps[:-1])
    if not steps:
        return (lambda item, scope: isinstance(parent(item, scope.run), Root)) if path.is_absolute else None
    is_anywhere = steps[-1] is DESCENDANTS
    if is_anywhere:
        steps.pop()
    if not steps:
        return None
    step = steps[-1]
    if step is DESCENDANTS:
        return _above(Path(path.is_absolute, (*steps, path.steps[-1])), static)
    assert isinstance(step, Step)  # noqa: S101 -- for the type checker
    passes, own = matcher(step.test), _own(step, static)
    before = _above(Path(path.is_absolute, tuple(steps)), static)

    def matches(item: Node, scope: Scope) -> bool:
        return (
            not isinstance(item, Root)
            and passes(item)
            and (own is None or own(item, scope))
            and (before is None or before(item, scope))
        )

    return _of_ancestors(matches) if is_anywhere else _of_parent(matches)


def _of_parent(matches: Decide) -> Decide:
    def decided(item: Node, scope: Scope) -> bool:
        up = parent(item, scope.run)
        return up is not None and matches(up, scope)

    return decided


def _of_ancestors(matches: Decide) -> Decide:
    def decided(item: Node, scope: Scope) -> bool:
        up = parent(item, scope.run)
        while up is not None:
            if matches(up, scope):
                return True
            up = parent(up, scope.run)
        return False

    return decided


# What is no pattern of steps.


def _evaluated(syntax: Syntax, static: Static) -> Alternative:
    """Any expression: the nodes that it gives, evaluated at every node, or once where it does not depend on it."""
    if isinstance(syntax, Filter) and isinstance(syntax.primary, ContextItem):
        return Alternative(
            NodeTest("node"), frozenset(), _own(Step("self", NodeTest("node"), syntax.predicates), static)
        )
    if isinstance(syntax, ContextItem):
        return Alternative(NodeTest("node"), frozenset(), None)
    value = nodes_of(syntax, static)
    key = f"context {id(value)}"
    is_rooted = _is_rooted(syntax)

    def matches(item: Node, scope: Scope) -> bool:
        found = scope.run.found.get(key)
        if found is None:
            starts = [scope.run.root] if is_rooted else _starts(scope.run)
            found = {node for start in starts for node in value(start, scope)}
            scope.run.found[key] = found
        assert isinstance(found, set)  # noqa: S101 -- for the type checker
        return item in found

    return Alternative(NodeTest("node"), frozenset(), matches)


def _starts(run: Run) -> list[Node]:
    return [run.root, *run.elements]


def _is_rooted(syntax: Syntax) -> bool:
    match syntax:
        case Path():
            return syntax.is_absolute or _is_rooted(syntax.steps[0])
        case Filter():
            return _is_rooted(syntax.primary)
        case Combination():
            return all(map(_is_rooted, syntax.members))
        case Call() | Variable():
            return True
    return False
