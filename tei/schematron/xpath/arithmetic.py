"""Arithmetic (XPath 2.0, 3.4) with its types: integers, decimals, doubles, dates and durations; XPath 1.0 has doubles only."""

import math
from decimal import ROUND_HALF_DOWN, Decimal, DecimalException, localcontext

from tei.schematron.errors import EvaluationError
from tei.schematron.xpath.comparisons import same_numbers
from tei.schematron.xpath.syntax import Item
from tei.schematron.xpath.types import type_name
from tei.schematron.xpath.values import (
    Items,
    Single,
    Untyped,
    atomised,
    described,
    double,
    is_number,
    number_of,
)

_LONGEST = 20_000
_PRECISION = 400
_PLACES = 18  # of a quotient of decimals, as Saxon has it; the specification leaves that open
_WORDS = {"+": "added to", "-": "subtracted from", "*": "multiplied with", "div": "divided by"}


def calculate(operator: str, left: Items, right: Items) -> Items:
    """Apply an operator to two values; nothing if one is missing."""
    one, other = _operand(operator, left), _operand(operator, right)
    if one is None or other is None:
        return []
    if is_number(one) and is_number(other):
        return [numbers(operator, *same_numbers(one, other))]
    return [_dates(operator, one, other)]


def _operand(operator: str, items: Items) -> Item:
    values = atomised(items)
    if len(values) > 1:
        raise EvaluationError(f"`{operator}` takes single values, and here are {len(values)}")
    if not values:
        return None
    return double(values[0]) if isinstance(values[0], Untyped) else values[0]


def numbers(operator: str, left: Item, right: Item) -> Item:
    """Apply an operator to two numbers of the same type."""
    if isinstance(left, float):
        found = _doubles(operator, float(left), float(right))
        return Single(found) if isinstance(left, Single) and isinstance(found, float) else found
    if operator in {"div", "idiv", "mod"} and right == 0:
        raise EvaluationError("division by zero")
    if isinstance(left, int) and operator != "div":
        return _integers(operator, left, right)
    with localcontext() as context:
        context.prec = _PRECISION
        try:
            return _decimals(operator, Decimal(left), Decimal(right))
        except DecimalException:
            raise EvaluationError(
                f"{described(left)} {operator} {described(right)} is too large a number"
            ) from None


def _integers(operator: str, left: int, right: int) -> int:
    if left.bit_length() + right.bit_length() > _LONGEST:
        raise EvaluationError("a number grows too large")
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
    quotient = abs(left) // abs(right) * (1 if (left < 0) == (right < 0) else -1)
    return quotient if operator == "idiv" else left - quotient * right


def _decimals(operator: str, left: Decimal, right: Decimal) -> int | Decimal:
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "div":
            places = max(_PLACES, *(-int(one.as_tuple().exponent) for one in (left, right)))
            return (left / right).quantize(Decimal(1).scaleb(-places), ROUND_HALF_DOWN)
        case "mod":
            return left % right
    return int(left // right)


def _doubles(operator: str, left: float, right: float) -> float | int:
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "div":
            return _quotient(left, right)
        case "mod":
            return (
                math.fmod(left, right)
                if right and math.isfinite(left) and not math.isnan(right)
                else math.nan
            )
    if right == 0:
        raise EvaluationError("division by zero")
    quotient = left / right
    if not math.isfinite(quotient) or not math.isfinite(left):
        raise EvaluationError(f"`idiv` of {described(left)} and {described(right)} is no integer")
    return math.trunc(quotient)


def _quotient(left: float, right: float) -> float:
    if right:
        return left / right
    if not left or math.isnan(left):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1, right)


def _dates(operator: str, left: Item, right: Item) -> Item:
    for item in (left, right):
        if isinstance(item, str | bool):
            raise EvaluationError(f"`{operator}` takes numbers, not {_typed(item)}")
    try:
        match operator:
            case "+":
                found = right + left if _is_duration(left) and not _is_duration(right) else left + right
            case "-":
                found = left - right
            case "*":
                found = right * left if is_number(left) else left * right
            case "div":
                found = left / right
            case _:
                found = None
    except (TypeError, ValueError, OverflowError, ArithmeticError):
        found = None
    if found is None:
        one, other = (right, left) if operator == "-" else (left, right)
        words = _WORDS.get(operator, f"taken with `{operator}`")
        raise EvaluationError(f"{_typed(one)} cannot be {words} {_typed(other)}")
    return found


def _is_duration(item: Item) -> bool:
    return type_name(item).lower().endswith("duration")


def _typed(item: Item) -> str:
    return f"{described(item)} (xs:{type_name(item)})"


def old(operator: str, left: Items, right: Items) -> Items:
    """Apply an operator as XPath 1.0 does: the first values as doubles."""
    one, other = (number_of(side[0]) if side else math.nan for side in (left, right))
    return [_doubles(operator, one, other)]


def negative(items: Items, sign: str) -> Items:
    """A value with a sign."""
    one = _operand(sign, items)
    if one is None:
        return []
    if not is_number(one):
        raise EvaluationError(f"{described(one)} has no negative")
    if sign == "+":
        return [one]
    return [Single(-one) if isinstance(one, Single) else -one]
