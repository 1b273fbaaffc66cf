"""Syntax to closures: for each expression a function of a context item and a scope.

``evaluate`` gives the sequence, ``decide`` only its truth, which for most of what rules ask needs no sequence at all.
"""

from collections.abc import Callable

from tei.schematron.errors import EvaluationError, ExpressionError
from tei.schematron.xpath import arithmetic, comparisons, types
from tei.schematron.xpath.nodes import NODES, Element
from tei.schematron.xpath.scope import Decide, Evaluate, Scope
from tei.schematron.xpath.static import Static
from tei.schematron.xpath.syntax import (
    Arithmetic,
    Call,
    Combination,
    Comparison,
    Concatenation,
    ContextItem,
    Expression,
    Filter,
    For,
    If,
    Item,
    Literal,
    Logical,
    Mapping,
    Path,
    Quantified,
    Range,
    Sequence,
    Step,
    Typed,
    Unary,
    Variable,
)
from tei.schematron.xpath.values import Items, atomised, described, is_number, number_of, text_of, truth

_LONGEST_RANGE = 1_000_000


def evaluate(expression: Expression, static: Static) -> Evaluate:
    """The function that gives the sequence that an expression stands for."""
    return _EVALUATORS[type(expression)](expression, static)


def decide(expression: Expression, static: Static) -> Decide:
    """The function that gives the effective boolean value."""
    decider = _DECIDERS.get(type(expression))
    found = decider(expression, static) if decider else None
    if found is not None:
        return found
    value = evaluate(expression, static)
    return lambda item, scope: truth(value(item, scope))


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


def _concatenation(expression: Concatenation, static: Static) -> Evaluate:
    members = [evaluate(one, static) for one in expression.members]

    def joined(item: Item, scope: Scope) -> Items:
        return ["".join(_single_text(member(item, scope)) for member in members)]

    return joined


def _single_text(items: Items) -> str:
    values = atomised(items)
    if len(values) > 1:
        raise EvaluationError("`||` takes single values, and here are several")
    return text_of(values[0]) if values else ""


def _range(expression: Range, static: Static) -> Evaluate:
    left, right = evaluate(expression.left, static), evaluate(expression.right, static)

    def numbers(item: Item, scope: Scope) -> Items:
        first, last = _whole(left(item, scope)), _whole(right(item, scope))
        if first is None or last is None:
            return []
        if last - first >= _LONGEST_RANGE:
            raise EvaluationError(f"`to` has more than {_LONGEST_RANGE} numbers")
        return list(range(first, last + 1))

    return numbers


def _whole(items: Items) -> int | None:
    values = atomised(items)
    if not values:
        return None
    if len(values) > 1 or isinstance(values[0], bool):
        raise EvaluationError("`to` takes two whole numbers")
    if is_number(values[0]) and not isinstance(values[0], int):
        raise EvaluationError(f"`to` takes whole numbers, not {described(values[0])}")
    return int(types.cast("integer", "xs:integer")(values[0]))


def _arithmetic(expression: Arithmetic, static: Static) -> Evaluate:
    left, right = evaluate(expression.left, static), evaluate(expression.right, static)
    name = expression.operator
    apply = arithmetic.old if static.is_compatible else arithmetic.calculate
    return lambda item, scope: apply(name, left(item, scope), right(item, scope))


def _unary(expression: Unary, static: Static) -> Evaluate:
    operand, sign = evaluate(expression.operand, static), expression.operator
    if static.is_compatible:
        return lambda item, scope: [-_first_number(operand(item, scope))]
    return lambda item, scope: arithmetic.negative(operand(item, scope), sign)


def _first_number(items: Items) -> float:
    return number_of(items[0]) if items else float("nan")


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


def _typed(expression: Typed, static: Static) -> Evaluate:
    operand = evaluate(expression.operand, static)
    written = f"xs:{expression.type.name[1]}"
    if expression.operator == "treat":
        passes = types.is_instance(expression.type)
        return _treated(operand, passes)
    if expression.operator == "instance":
        is_instance = types.is_instance(expression.type)
        return lambda item, scope: [is_instance(operand(item, scope))]
    cast = types.caster(expression.type, written)
    if expression.operator == "cast":
        return lambda item, scope: cast(operand(item, scope))
    return _castable(operand, cast)


def _treated(operand: Evaluate, passes: Callable[[Items], bool]) -> Evaluate:
    def treated(item: Item, scope: Scope) -> Items:
        found = operand(item, scope)
        if not passes(found):
            raise EvaluationError("`treat as`: the value is not of the type")
        return found

    return treated


def _castable(operand: Evaluate, cast: Callable[[Items], Items]) -> Evaluate:
    def castable(item: Item, scope: Scope) -> Items:
        found = operand(item, scope)
        try:
            cast(found)
        except EvaluationError:
            return [False]
        return [True]

    return castable


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


def _as_evaluate(decider: Callable[..., Decide]) -> Callable[[Expression, Static], Evaluate]:
    """An expression that is true or false, as a sequence."""

    def compiled(expression: Expression, static: Static) -> Evaluate:
        decided = decider(expression, static)
        return lambda item, scope: [decided(item, scope)]

    return compiled


def _path(expression: Expression, static: Static) -> Evaluate:
    from tei.schematron.xpath.steps import nodes  # noqa: PLC0415 -- the two refer to each other

    return nodes(expression, static)


def _exists(expression: Expression, static: Static) -> Decide | None:
    from tei.schematron.xpath.steps import exists  # noqa: PLC0415 -- the same

    return exists(expression, static)


def _call(expression: Call, static: Static) -> Evaluate:
    from tei.schematron.xpath.calls import call  # noqa: PLC0415 -- the same

    return call(expression, static)


def _decide_call(expression: Call, static: Static) -> Decide | None:
    from tei.schematron.xpath.calls import decided  # noqa: PLC0415 -- the same

    return decided(expression, static)


_EVALUATORS: dict[type, Callable[..., Evaluate]] = {
    Literal: _old_literal,
    Variable: _variable,
    ContextItem: _context,
    Sequence: _sequence,
    For: _for,
    Quantified: _as_evaluate(_quantified),
    If: _if,
    Logical: _as_evaluate(_logical),
    Comparison: _comparison,
    Concatenation: _concatenation,
    Range: _range,
    Arithmetic: _arithmetic,
    Unary: _unary,
    Combination: _combination,
    Typed: _typed,
    Mapping: _mapping,
    Step: _path,
    Filter: _path,
    Path: _path,
    Call: _call,
}
_DECIDERS: dict[type, Callable[..., Decide | None]] = {
    Quantified: _quantified,
    If: _decide_if,
    Logical: _logical,
    Comparison: _decide_comparison,
    Combination: _decide_combination,
    Step: _exists,
    Path: _exists,
    Call: _decide_call,
}
