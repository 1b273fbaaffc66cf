"""Paths, steps and filters as closures (XPath 2.0, 3.2 and 3.3.2).

Nodes of one step come in the order of its axis, which is what positions count; a path gives them in document order, sorted
only where that is not certain from its axes.
"""

from collections.abc import Callable, Iterator

from tei.schematron.xpath import libxml
from tei.schematron.xpath.axes import a_node, tag, walk
from tei.schematron.xpath.compiler import DECIDERS, EVALUATORS, decide, evaluate
from tei.schematron.xpath.focus import Sortedness, is_positional, uses_position
from tei.schematron.xpath.nodes import NODES, Element
from tei.schematron.xpath.scope import Decide, Evaluate, Scope
from tei.schematron.xpath.static import Static
from tei.schematron.xpath.syntax import (
    DESCENDANTS,
    REVERSE,
    Call,
    Expression,
    Filter,
    Item,
    Literal,
    Path,
    Step,
)
from tei.schematron.xpath.values import Items, is_number, truth

Choose = Callable[[Items, Scope], Items]


def nodes(expression: Expression, static: Static) -> Evaluate:
    """The function for a path, a step or a filter."""
    if isinstance(expression, Step):
        return _ordered_step(expression, static)
    if isinstance(expression, Filter):
        return _filter(expression, static)
    assert isinstance(expression, Path)  # noqa: S101 -- for the type checker
    return libxml.nodes(expression, _path(expression, static))


def _ordered_step(step: Step, static: Static) -> Evaluate:
    found = _step(step, static)
    ordered = (lambda item, scope: found(item, scope)[::-1]) if step.axis in REVERSE else found
    path = libxml.as_path(step)
    return ordered if path is None else libxml.nodes(path, ordered)


def _step(step: Step, static: Static) -> Evaluate:
    """A step, its nodes in the order of the axis."""
    go = walk(step.axis, step.test)
    choices = [_predicate(one, static) for one in step.predicates]
    if not choices:
        return lambda item, scope: list(go(item, scope.run))
    if len(choices) == 1:
        choose = choices[0]
        return lambda item, scope: choose(list(go(item, scope.run)), scope)

    def chosen(item: Item, scope: Scope) -> Items:
        found = list(go(item, scope.run))
        for one in choices:
            found = one(found, scope)
        return found

    return chosen


def _predicate(predicate: Expression, static: Static) -> Choose:
    """The function that leaves of some items those that a predicate is true of."""
    if isinstance(predicate, Literal) and isinstance(predicate.value, int):
        at = predicate.value
        return lambda items, _: items[at - 1 : at] if at > 0 else []
    if isinstance(predicate, Call) and predicate.local == "last" and not predicate.arguments:
        return lambda items, _: items[-1:]
    if not is_positional(predicate):
        passes = decide(predicate, static)
        return lambda items, scope: [one for one in items if passes(one, scope)]
    return _positional(evaluate(predicate, static))


def _positional(value: Evaluate) -> Choose:
    def chosen(items: Items, scope: Scope) -> Items:
        inner = scope.copy()
        inner.size = len(items)
        kept = []
        for position, one in enumerate(items, start=1):
            inner.position = position
            found = value(one, inner)
            is_position = len(found) == 1 and is_number(found[0])
            if found[0] == position if is_position else truth(found):
                kept.append(one)
        return kept

    return chosen


def _filter(expression: Filter, static: Static) -> Evaluate:
    primary = evaluate(expression.primary, static)
    choices = [_predicate(one, static) for one in expression.predicates]

    def chosen(item: Item, scope: Scope) -> Items:
        found = primary(item, scope)
        for choose in choices:
            found = choose(found, scope)
        return found

    return chosen


def shortened(path: Path) -> tuple[Expression, ...]:
    """The steps of a path, `//x` as one step where nothing counts positions."""
    steps: list[Expression] = []
    for step in path.steps:
        if (
            steps
            and steps[-1] is DESCENDANTS
            and isinstance(step, Step)
            and step.axis == "child"
            and not any(map(is_positional, step.predicates))
        ):
            steps[-1] = step._replace(axis="descendant")
        else:
            steps.append(step)
    return tuple(steps)


def _path(path: Path, static: Static) -> Evaluate:
    steps = shortened(path)
    order = Sortedness()
    compiled = []
    for at, step in enumerate(steps):
        is_first = not at and not path.is_absolute
        is_sorted_needed = order.add(step, is_first)
        compiled.append((nodes_of(step, static), is_sorted_needed, uses_position(step)))
    return _walked(path.is_absolute, compiled)


def nodes_of(step: Expression, static: Static) -> Evaluate:
    """A step of a path, its nodes in document order."""
    return _ordered_step(step, static) if isinstance(step, Step) else evaluate(step, static)


def _walked(is_absolute: bool, steps: list[tuple[Evaluate, bool, bool]]) -> Evaluate:
    def walked(item: Item, scope: Scope) -> Items:
        found: Items = [scope.run.root_of(a_node(item))] if is_absolute else [item]
        is_item = not is_absolute
        for step, needs_sorting, counts in steps:
            if not found:
                return found
            if len(found) == 1 and (is_item or not counts):
                if not is_item:
                    a_node(found[0])
                found = step(found[0], scope)
            else:
                found = _joined(found, step, scope, needs_sorting, counts)
            is_item = False
        return found

    return walked


def _joined(items: Items, step: Evaluate, scope: Scope, needs_sorting: bool, counts: bool) -> Items:
    inner = scope
    if counts:
        inner = scope.copy()
        inner.size = len(items)
    found: Items = []
    for position, one in enumerate(items, start=1):
        a_node(one)
        if counts:
            inner.position = position
        found += step(one, inner)
    if needs_sorting and found and isinstance(found[0], NODES):
        return scope.run.sorted(found)
    return found


# Whether there are any.


def exists(expression: Expression, static: Static) -> Decide | None:
    """The function that says whether a path leads to any node; None where that cannot be had more cheaply."""
    if isinstance(expression, Step):
        return _step_exists(expression, static)
    assert isinstance(expression, Path)  # noqa: S101 -- for the type checker
    if not expression.steps:
        return lambda item, _: isinstance(item, NODES)
    steps = shortened(expression)
    if not isinstance(steps[-1], Step):
        return None
    last = _step_exists(steps[-1], static)
    if len(steps) == 1 and not expression.is_absolute:
        return last
    before = _path(Path(expression.is_absolute, steps[:-1]), static)
    return libxml.exists(
        expression,
        lambda item, scope: any(last(a_node(one), scope) for one in before(item, scope)),
    )


def _step_exists(step: Step, static: Static) -> Decide:
    simple = None if step.predicates else _simple_exists(step)
    if simple:
        return simple
    if len(step.predicates) == 1 and not is_positional(step.predicates[0]) and not libxml.takes(step):
        go, passes = walk(step.axis, step.test), decide(step.predicates[0], static)
        return lambda item, scope: any(passes(one, scope) for one in go(item, scope.run))
    found = _ordered_step(step, static)
    return lambda item, scope: bool(found(item, scope))


def _simple_exists(step: Step) -> Decide | None:
    """A step without predicates: an attribute, a child, an ancestor of a name."""
    test, go = step.test, walk(step.axis, step.test)
    if test.kind == "attribute" and step.axis == "attribute" and test.uri is not None and test.local:
        name = f"{{{test.uri}}}{test.local}" if test.uri else test.local
        return lambda item, _: isinstance(item, Element) and item.get(name) is not None
    if test.kind != "element" or step.axis not in _FIRSTS:
        return None
    first, name = _FIRSTS[step.axis], tag(test)
    return lambda item, scope: (
        next(first(item, name), None) is not None if isinstance(item, Element) else bool(go(item, scope.run))
    )


_FIRSTS: dict[str, Callable[..., Iterator[Element]]] = {
    "child": Element.iterchildren,
    "descendant": Element.iterdescendants,
    "ancestor": Element.iterancestors,
    "following-sibling": Element.itersiblings,
}

EVALUATORS.update({Step: nodes, Filter: nodes, Path: nodes})
DECIDERS.update({Step: exists, Path: exists})
