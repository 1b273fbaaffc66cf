"""Literals, variables, conditions, loops, comparisons and sets of nodes as closures (XPath 2.0, 3.1, 3.3 and 3.5 to 3.9)."""

from collections.abc import Callable

from tei.schematron.errors import EvaluationError, ExpressionError
from tei.schematron.xpath import comparisons
from tei.schematron.xpath.compiler import DECIDERS, EVALUATORS, decide, evaluate
from tei.schematron.xpath.nodes import NODES, Element
from tei.schematron.xpath.scope import Decide, Evaluate, Scope
from tei.schematron.xpath.static import Static
from tei.schematron.xpath.syntax import (
    Combination,
    Comparison,
    ContextItem,
    Expression,
    For,
    If,
    Item,
    Literal,
    Logical,
    Mapping,
    Path,
    Quantified,
    Sequence,
    Step,
    Variable,
)
from tei.schematron.xpath.values import Items, truth


def _literal(expression: Literal, _static: Static) -> Evaluate:
    items = [expression.value]
    return lambda _item, _scope: items


def _old_literal(expression: Literal, static: Static) -> Evaluate:
    if static.is_compatible and not isinstance(expression.value, str):
        return _literal(Literal(float(expression.value)), static)
    return _literal(expression, static)


def _variable(expression: Variable, static: Static) -> Evaluate:
    name = expression.name
    if name not in static.variables:
        raise ExpressionError(f"there is no variable `${name}` here; declare it with `let`")

    def value(_item: Item, scope: Scope) -> Items:
        found = scope.variables[name]
        return found if isinstance(found, list) else found.value()

    return value


def _context(_expression: ContextItem, _static: Static) -> Evaluate:
    return lambda item, _scope: [item]


def _sequence(expression: Sequence, static: Static) -> Evaluate:
    members = [evaluate(one, static) for one in expression.members]
    return lambda item, scope: [found for member in members for found in member(item, scope)]


def _for(expression: For, static: Static) -> Evaluate:
    (name, source), *others = expression.bindings
    value = evaluate(source, static)
    inner = static.with_variable(name)
    rest = For(expression.kind, tuple(others), expression.result) if others else expression.result
    result = evaluate(rest, inner)
    if expression.kind == "let":
        return lambda item, scope: result(item, scope.with_variable(name, value(item, scope)))
    return lambda item, scope: [
        found for one in value(item, scope) for found in result(item, scope.with_variable(name, [one]))
    ]


def _quantified(expression: Quantified, static: Static) -> Decide:
    (name, source), *others = expression.bindings
    value = evaluate(source, static)
    inner = static.with_variable(name)
    rest = (
        Quantified(expression.kind, tuple(others), expression.condition) if others else expression.condition
    )
    condition = decide(rest, inner)
    test = all if expression.kind == "every" else any
    return lambda item, scope: test(
        condition(item, scope.with_variable(name, [one])) for one in value(item, scope)
    )


def _if(expression: If, static: Static) -> Evaluate:
    condition = decide(expression.condition, static)
    then, otherwise = evaluate(expression.then, static), evaluate(expression.otherwise, static)
    return lambda item, scope: then(item, scope) if condition(item, scope) else otherwise(item, scope)


def _decide_if(expression: If, static: Static) -> Decide:
    condition = decide(expression.condition, static)
    then, otherwise = decide(expression.then, static), decide(expression.otherwise, static)
    return lambda item, scope: then(item, scope) if condition(item, scope) else otherwise(item, scope)


def _logical(expression: Logical, static: Static) -> Decide:
    members = [decide(one, static) for one in expression.members]
    if len(members) == 2:
        first, second = members
        if expression.operator == "and":
            return lambda item, scope: first(item, scope) and second(item, scope)
        return lambda item, scope: first(item, scope) or second(item, scope)
    if expression.operator == "and":
        return lambda item, scope: all(member(item, scope) for member in members)
    return lambda item, scope: any(member(item, scope) for member in members)


def _comparison(expression: Comparison, static: Static) -> Evaluate:
    left, right = evaluate(expression.left, static), evaluate(expression.right, static)
    name = expression.operator
    if expression.kind == "node":
        return lambda item, scope: comparisons.node(name, left(item, scope), right(item, scope), scope.run)
    compare = comparisons.OPERATORS[name]
    if expression.kind == "value":
        return lambda item, scope: comparisons.value(compare, left(item, scope), right(item, scope))
    decided = _general(expression, static)
    return lambda item, scope: [decided(item, scope)]


def _decide_comparison(expression: Comparison, static: Static) -> Decide | None:
    if expression.kind == "node":
        return None
    fast = _attribute_equals(expression)
    if fast is not None:
        return fast
    if expression.kind == "general":
        return _general(expression, static)
    left, right = evaluate(expression.left, static), evaluate(expression.right, static)
    compare = comparisons.OPERATORS[expression.operator]
    return lambda item, scope: truth(comparisons.value(compare, left(item, scope), right(item, scope)))


def _attribute_equals(expression: Comparison) -> Decide | None:
    """`@type = 'x'` and `@type eq 'x'`, which most rules ask."""
    left, right = expression.left, expression.right
    if expression.operator not in {"=", "eq"} or not isinstance(right, Literal) or not isinstance(left, Step):
        return None
    if left.axis != "attribute" or left.predicates or left.test.kind != "attribute":
        return None
    name = _exact(left)
    value = right.value
    if name is None or not isinstance(value, str):
        return None
    return lambda item, _: isinstance(item, Element) and item.get(name) == value


def _exact(step: Step) -> str | None:
    if step.test.uri is None or step.test.local is None:
        return None
    return f"{{{step.test.uri}}}{step.test.local}" if step.test.uri else step.test.local


def _general(expression: Comparison, static: Static) -> Decide:
    left, right = evaluate(expression.left, static), evaluate(expression.right, static)
    name, compare = expression.operator, comparisons.OPERATORS[expression.operator]
    if static.is_compatible:
        return lambda item, scope: comparisons.old(name, compare, left(item, scope), right(item, scope))
    return lambda item, scope: comparisons.general(compare, left(item, scope), right(item, scope))


def _as_evaluate(decider: Callable[..., Decide]) -> Callable[[Expression, Static], Evaluate]:
    """An expression that is true or false, as a sequence."""

    def compiled(expression: Expression, static: Static) -> Evaluate:
        decided = decider(expression, static)
        return lambda item, scope: [decided(item, scope)]

    return compiled


def _combination(expression: Combination, static: Static) -> Evaluate:
    members = [evaluate(one, static) for one in expression.members]
    name = expression.operator

    def combined(item: Item, scope: Scope) -> Items:
        sides = [member(item, scope) for member in members]
        for side in sides:
            if not all(isinstance(one, NODES) for one in side):
                raise EvaluationError(f"`{name}` takes nodes, and here is something else")
        if name == "union":
            return scope.run.sorted([node for side in sides for node in side])
        others = set(sides[1])
        is_kept = name == "intersect"
        return scope.run.sorted([node for node in sides[0] if (node in others) is is_kept])

    return combined


def _decide_combination(expression: Combination, static: Static) -> Decide | None:
    if expression.operator != "union" or not all(isinstance(one, Step | Path) for one in expression.members):
        return None
    return _logical(Logical("or", expression.members), static)


def _mapping(expression: Mapping, static: Static) -> Evaluate:
    left, right = evaluate(expression.left, static), evaluate(expression.right, static)

    def mapped(item: Item, scope: Scope) -> Items:
        found: Items = []
        items = left(item, scope)
        inner = scope.copy()
        inner.size = len(items)
        for position, one in enumerate(items, start=1):
            inner.position = position
            found += right(one, inner)
        return found

    return mapped


EVALUATORS.update(
    {
        Literal: _old_literal,
        Variable: _variable,
        ContextItem: _context,
        Sequence: _sequence,
        For: _for,
        Quantified: _as_evaluate(_quantified),
        If: _if,
        Logical: _as_evaluate(_logical),
        Comparison: _comparison,
        Combination: _combination,
        Mapping: _mapping,
    }
)
DECIDERS.update(
    {
        Quantified: _quantified,
        If: _decide_if,
        Logical: _logical,
        Comparison: _decide_comparison,
        Combination: _decide_combination,
    }
)
