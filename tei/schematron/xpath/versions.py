"""What an expression of XPath 1.0 may consist of: the rest is refused where a schema has that query language."""

from tei.schematron.errors import ExpressionError
from tei.schematron.xpath.syntax import (
    Arithmetic,
    Call,
    Combination,
    Comparison,
    ContextItem,
    Expression,
    Filter,
    Literal,
    Logical,
    Path,
    Step,
    Typed,
    Unary,
    Variable,
    everything,
)

_OLD = (
    Arithmetic, Call, Combination, Comparison, ContextItem, Filter, Literal, Logical, Path, Step, Unary, Variable,
)  # fmt: skip
_WORDS = {"For": "for", "Quantified": "some … satisfies", "If": "if … then … else", "Concatenation": "||",
          "Range": "to", "Mapping": "!", "Sequence": "a, b"}  # fmt: skip
_CONSTRUCTS = frozenset(("idiv", "intersect", "except"))


def check_old(expression: Expression) -> None:
    """Refuse what XPath 1.0 does not have."""
    for one in everything(expression):
        newer = _newer(one)
        if newer:
            raise ExpressionError(
                f'`{newer}` is of XPath 2.0, and the schema says XPath 1.0; write queryBinding="xslt2"'
            )


def _newer(one: Expression) -> str:
    if isinstance(one, Typed):
        return one.operator
    if not isinstance(one, _OLD):
        return _WORDS.get(type(one).__name__, type(one).__name__)
    if isinstance(one, Comparison) and one.kind != "general":
        return one.operator
    if isinstance(one, Arithmetic | Combination) and one.operator in _CONSTRUCTS:
        return one.operator
    if isinstance(one, Path):
        return next(
            ("/ before a function" for step in one.steps[1:] if not isinstance(step, Step | ContextItem)), ""
        )
    return ""
