"""Functions on numbers and truth (XPath Functions, 4, 7 and 14.4)."""

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal, DecimalException

from tei.schematron.errors import EvaluationError
from tei.schematron.xpath import arithmetic, comparisons
from tei.schematron.xpath.functions.registry import check_collation, function, number, whole
from tei.schematron.xpath.scope import Scope
from tei.schematron.xpath.syntax import Item
from tei.schematron.xpath.types import type_name
from tei.schematron.xpath.values import (
    Items,
    Single,
    Untyped,
    atomised,
    described,
    double,
    is_nan,
    is_number,
    number_of,
)


@function("number", 0, 1, of_context=True, is_old=True)
def to_number(_item: Item, scope: Scope, value: Items) -> Items:
    if len(value) > 1 and not scope.run.is_compatible:
        raise EvaluationError("number() takes a single value, and is given several")
    return [number_of(value[0]) if value else math.nan]


@function("abs", 1)
def absolute(_item: Item, scope: Scope, value: Items) -> Items:
    found = number(value, scope)
    return [] if found is None else [type(found)(abs(found))]


@function("ceiling", 1, is_old=True)
def ceiling(_item: Item, scope: Scope, value: Items) -> Items:
    return _rounded(number(value, scope), math.ceil, ROUND_CEILING)


@function("floor", 1, is_old=True)
def floor(_item: Item, scope: Scope, value: Items) -> Items:
    return _rounded(number(value, scope), math.floor, ROUND_FLOOR)


def _rounded(value: Item | None, of_double: object, of_decimal: str) -> Items:
    if value is None:
        return []
    if isinstance(value, Decimal):
        return [value.to_integral_value(of_decimal)]
    if isinstance(value, float):
        return [value if not math.isfinite(value) else type(value)(of_double(value))]  # type: ignore[operator]
    return [value]


@function("round", 1, 2, is_old=True)
def rounded(_item: Item, scope: Scope, value: Items, precision: Items | None = None) -> Items:
    """Round to the nearest, a half towards positive infinity."""
    found = number(value, scope)
    if found is None:
        return []
    places = 0 if precision is None else _places(whole(precision, scope))
    if isinstance(found, float):
        if not math.isfinite(found):
            return [found]
        if not places:
            return [type(found)(math.floor(found + 0.5)) if abs(found) < 2**52 else found]
    shifted = Decimal(str(found)).scaleb(places) + Decimal("0.5")
    return [_like(found, shifted.to_integral_value(ROUND_FLOOR).scaleb(-places))]


def _places(places: int) -> int:
    if abs(places) > 300:
        raise EvaluationError("the precision of round() is beyond 300 digits")
    return places


def _like(found: Item, value: Decimal) -> Item:
    return type(found)(value)


@function("round-half-to-even", 1, 2)
def rounded_to_even(_item: Item, scope: Scope, value: Items, precision: Items | None = None) -> Items:
    found = number(value, scope)
    if found is None:
        return []
    places = 0 if precision is None else _places(whole(precision, scope))
    if isinstance(found, float) and not math.isfinite(found):
        return [found]
    try:
        return [
            _like(
                found, Decimal(str(found)).scaleb(places).to_integral_value(ROUND_HALF_EVEN).scaleb(-places)
            )
        ]
    except DecimalException:
        raise EvaluationError(f"{described(found)} is too large to be rounded") from None


def _comparable(values: Items) -> Items:
    return [double(one) if isinstance(one, Untyped) else one for one in atomised(values)]


@function("sum", 1, 2, is_old=True)
def total(_item: Item, scope: Scope, values: Items, zero: Items | None = None) -> Items:
    if scope.run.is_compatible:
        return [math.fsum(map(number_of, values)) if values else 0.0]
    found = _comparable(values)
    if not found:
        return [0] if zero is None else zero
    return [_added(found)]


def _added(values: Items) -> Item:
    result = values[0]
    if not is_number(result) and "uration" not in type_name(result):
        raise EvaluationError(f"a sum is of numbers, not of {described(result)}")
    for one in values[1:]:
        (result,) = arithmetic.calculate("+", [result], [one])
    return result


@function("avg", 1)
def average(_item: Item, _scope: Scope, values: Items) -> Items:
    found = _comparable(values)
    return arithmetic.calculate("div", [_added(found)], [len(found)]) if found else []


@function("max", 1, 2)
def largest(_item: Item, _scope: Scope, values: Items, *collation: Items) -> Items:
    check_collation(*collation)
    return _extreme(values, ">")


@function("min", 1, 2)
def smallest(_item: Item, _scope: Scope, values: Items, *collation: Items) -> Items:
    check_collation(*collation)
    return _extreme(values, "<")


def _extreme(values: Items, operator: str) -> Items:
    found = _comparable(values)
    if not found:
        return []
    if any(is_nan(one) for one in found):
        return [math.nan]
    compare, result = comparisons.OPERATORS[operator], found[0]
    for one in found[1:]:
        result = one if comparisons.atomic(compare, one, result) else result
    if is_number(result) and any(isinstance(one, float) for one in found) and not isinstance(result, float):
        result = (
            Single(result)
            if all(not isinstance(one, float) or isinstance(one, Single) for one in found)
            else float(result)
        )
    return [result]
