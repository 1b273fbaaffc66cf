"""Expressions: a table of what they are worth, with Saxon as its witness."""

import tomllib
from pathlib import Path

import pytest
from lxml import etree

from tests.schematron import evaluation, saxon

TABLE = tomllib.loads((Path(__file__).parent / "expressions.toml").read_text("utf-8"))
DOCUMENT = TABLE.pop("document")
ROWS = [
    pytest.param(text, value, id=f"{section}: {text}")
    for section, rows in TABLE.items()
    for text, value in rows.items()
]


@pytest.mark.parametrize(("text", "value"), ROWS)
def test_an_expression_is_worth_what_the_table_says(text, value):
    assert evaluation.ours(text, etree.fromstring(DOCUMENT)) == value


def test_saxon_says_what_the_table_says():
    node = saxon.needed().parse_xml(xml_text=DOCUMENT)
    found = {text: evaluation.theirs(text, node) for row in ROWS for text in row.values[:1]}
    assert found == {row.values[0]: row.values[1] for row in ROWS}
