"""Syntax to closures: for each expression a function of a context item and a scope.

``evaluate`` gives the sequence, ``decide`` only its truth, which for most of what rules ask needs no sequence at all. How each
kind of expression is compiled is said in ``logic``, ``operations``, ``steps`` and ``calls``, which enter it here.
"""

from collections.abc import Callable

from tei.schematron.xpath.scope import Decide, Evaluate
from tei.schematron.xpath.static import Static
from tei.schematron.xpath.syntax import Expression
from tei.schematron.xpath.values import truth

EVALUATORS: dict[type, Callable[..., Evaluate]] = {}
DECIDERS: dict[type, Callable[..., Decide | None]] = {}


def evaluate(expression: Expression, static: Static) -> Evaluate:
    """The function that gives the sequence that an expression stands for."""
    return EVALUATORS[type(expression)](expression, static)


def decide(expression: Expression, static: Static) -> Decide:
    """The function that gives the effective boolean value."""
    decider = DECIDERS.get(type(expression))
    found = decider(expression, static) if decider else None
    if found is not None:
        return found
    value = evaluate(expression, static)
    return lambda item, scope: truth(value(item, scope))
