"""Function calls as closures: the functions of XPath, the constructors of types."""

from tei.schematron.errors import ExpressionError, NotTranslated
from tei.schematron.names import FN, XS
from tei.schematron.xpath import types
from tei.schematron.xpath.compiler import DECIDERS, EVALUATORS, decide, evaluate
from tei.schematron.xpath.functions import FUNCTIONS, Function
from tei.schematron.xpath.scope import Decide, Evaluate
from tei.schematron.xpath.static import Static
from tei.schematron.xpath.steps import exists
from tei.schematron.xpath.syntax import Call, Literal, Path, SequenceType, Step

_BINDING = 'the query language of this schema is XPath 1.0; write queryBinding="xslt2"'


def call(expression: Call, static: Static) -> Evaluate:
    """The function that gives what a call does."""
    if expression.uri == XS:
        return _constructor(expression, static)
    found = _function(expression, static)
    _check(expression, found, static)
    arguments = [evaluate(one, static) for one in expression.arguments]
    apply = found.apply
    if not arguments:
        if found.of_context:
            return lambda item, scope: apply(item, scope, [item])
        return apply
    if len(arguments) == 1:
        only = arguments[0]
        return lambda item, scope: apply(item, scope, only(item, scope))
    if len(arguments) == 2:
        first, second = arguments
        return lambda item, scope: apply(item, scope, first(item, scope), second(item, scope))
    return lambda item, scope: apply(item, scope, *[one(item, scope) for one in arguments])


def _function(expression: Call, static: Static) -> Function:
    written, found = expression.written, FUNCTIONS.get(expression.local)
    if expression.uri != FN:
        if expression.uri.startswith(FN):
            raise NotTranslated(f"the function `{written}()`")
        raise ExpressionError(
            f"there is no function `{written}()`; functions that are written in XSLT are not run"
        )
    if found is None:
        if static.is_compatible:
            raise ExpressionError(f"there is no function `{written}()` in XPath 1.0")
        raise NotTranslated(f"the function `{written}()`")
    if static.is_compatible and not found.is_old:
        raise ExpressionError(f"there is no function `{written}()`: {_BINDING}")
    return found


def _check(expression: Call, found: Function, static: Static) -> None:
    count = len(expression.arguments)
    if not found.least <= count <= found.most:
        least, most = found.least, found.most
        many = f"{least}" if most == least else f"{least} or more" if most > 9 else f"{least} to {most}"
        raise ExpressionError(f"`{expression.written}()` takes {many} arguments, not {count}")
    if expression.local == "key" and isinstance(expression.arguments[0], Literal):
        name = expression.arguments[0].value
        if name not in static.keys:
            raise ExpressionError(
                f'there is no key `{name}`; declare it with <xsl:key name="{name}" match="…" use="…"/>'
            )


def _constructor(expression: Call, static: Static) -> Evaluate:
    if static.is_compatible:
        raise ExpressionError(f"there is no function `{expression.written}()`: {_BINDING}")
    if len(expression.arguments) != 1:
        raise ExpressionError(f"`{expression.written}()` takes one argument")
    cast = types.caster(SequenceType("atomic", (XS, expression.local), "?"), expression.written)
    argument = evaluate(expression.arguments[0], static)
    return lambda item, scope: cast(argument(item, scope))


def decided(expression: Call, static: Static) -> Decide | None:
    """The truth of calls that need no sequence; None for others."""
    if expression.uri != FN or len(expression.arguments) > 1:
        return None
    name, arguments = expression.local, expression.arguments
    if name in {"true", "false"} and not arguments:
        value = name == "true"
        return lambda _item, _scope: value
    if len(arguments) != 1 or name not in {"not", "boolean", "exists", "empty"}:
        return None
    if name in {"not", "boolean"}:
        inner = decide(arguments[0], static)
        return inner if name == "boolean" else lambda item, scope: not inner(item, scope)
    if static.is_compatible:
        return None
    return _any(expression, static)


def _any(expression: Call, static: Static) -> Decide:
    (argument,) = expression.arguments
    is_there = exists(argument, static) if isinstance(argument, Path | Step) else None
    if is_there is None:
        value = evaluate(argument, static)
        is_there = _some(value)
    found = is_there
    return found if expression.local == "exists" else lambda item, scope: not found(item, scope)


def _some(value: Evaluate) -> Decide:
    return lambda item, scope: bool(value(item, scope))


EVALUATORS[Call] = call
DECIDERS[Call] = decided
