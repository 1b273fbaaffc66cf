"""Arithmetic, ranges, concatenation and types as closures (XPath 2.0, 3.3.1, 3.4 and 3.10; XPath 3.1, 3.6)."""

from collections.abc import Callable

from tei.schematron.errors import EvaluationError
from tei.schematron.xpath import arithmetic, types
from tei.schematron.xpath.compiler import EVALUATORS, evaluate
from tei.schematron.xpath.scope import Evaluate, Scope
from tei.schematron.xpath.static import Static
from tei.schematron.xpath.syntax import (
    Arithmetic,
    Concatenation,
    Item,
    Range,
    Typed,
    Unary,
)
from tei.schematron.xpath.values import Items, atomised, described, is_number, number_of, text_of

_LONGEST_RANGE = 1_000_000


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


EVALUATORS.update(
    {Concatenation: _concatenation, Range: _range, Arithmetic: _arithmetic, Unary: _unary, Typed: _typed}
)
