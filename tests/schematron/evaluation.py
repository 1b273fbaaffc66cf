"""Expressions evaluated by this engine and by Saxon, their values written in the same way."""

from datetime import UTC, datetime

from tei.schematron.errors import EvaluationError, ExpressionError
from tei.schematron.names import PREDECLARED
from tei.schematron.xpath.expressions import Expression
from tei.schematron.xpath.nodes import Root
from tei.schematron.xpath.scope import Run, Scope
from tei.schematron.xpath.static import Static
from tests.schematron import saxon

NAMESPACES = {**PREDECLARED, "x": "urn:x"}
SHOWN = "for $shown in ({}) return if ($shown instance of node()) then path($shown) else string($shown)"
NOW = datetime(2024, 6, 1, tzinfo=UTC)


def items(text, root, *, is_compatible=False):
    """The value of an expression, as a list; what it raises is one of the two errors."""
    expression = Expression(text, Static(NAMESPACES, is_compatible=is_compatible))
    return expression.value(root, scope(root, is_compatible=is_compatible))


def truth(text, root, *, is_compatible=False):
    """The effective boolean value."""
    expression = Expression(text, Static(NAMESPACES, is_compatible=is_compatible))
    return expression.decision(root, scope(root, is_compatible=is_compatible))


def scope(root, *, is_compatible=False):
    return Scope(Run(Root(root), NOW, is_compatible=is_compatible), {}, root)


def ours(text, root):
    """The value as text: ` | ` between items, `error` for an error."""
    try:
        return " | ".join(map(str, items(SHOWN.format(text), root)))
    except (EvaluationError, ExpressionError):
        return "error"


def theirs(text, node):
    """The same by Saxon; ``node`` is its document."""
    from saxonche import PySaxonApiError  # noqa: PLC0415 -- an extra

    evaluator = saxon.needed().new_xpath_processor()
    evaluator.set_context(xdm_item=node)
    for prefix, uri in NAMESPACES.items():
        if prefix != "xml":
            evaluator.declare_namespace(prefix, uri)
    try:
        found = evaluator.evaluate(f"/*/({SHOWN.format(text)})")
    except PySaxonApiError:
        return "error"
    return "" if found is None else " | ".join(found.item_at(at).string_value for at in range(found.size))
