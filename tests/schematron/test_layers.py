"""The manual's table of expressions and the way that each goes."""

import re
from pathlib import Path

import pytest

from tei.schematron.errors import ExpressionError
from tei.schematron.names import PREDECLARED
from tei.schematron.xpath import libxml
from tei.schematron.xpath.expressions import Expression
from tei.schematron.xpath.static import Static

MANUAL = Path(__file__).parent.parent.parent / "docs" / "schematron.md"
TABLE = MANUAL.read_text("utf-8").partition("| expression | goes to |")[2].partition("\n\n")[0]
ROWS = [
    (expression.replace(r"\|", "|"), way)
    for line in TABLE.splitlines()[2:]
    for way in [line.rsplit("|", 2)[1].strip()]
    for expression in re.findall(r"`([^`]+)`", line)
]
STATIC = Static({**PREDECLARED, "f": "urn:f"})


def way(text):
    """How an expression is evaluated."""
    expression = Expression(text, STATIC)
    try:
        layer = expression.layer()
    except ExpressionError:
        return "refused"
    return "libxml2" if layer == "closures" and libxml.takes(expression.syntax) else layer


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_an_expression_goes_the_way_that_the_manual_says(text, expected):
    assert way(text) == expected


def test_there_is_a_row_for_each_way():
    assert {expected for _, expected in ROWS} == {"closures", "libxml2", "elementpath", "refused"}
