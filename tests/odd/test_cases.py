"""The compiler by example: a customization of a small invented language, and what becomes of it.

``source.xml`` specifies the language; the cases give what stands in ``schemaSpec``. An expectation is
about one define of the grammar, the patterns of the Schematron, or the error.
"""

import re
from pathlib import Path

import pytest
from lxml import etree

from tei.errors import SchemaError
from tei.odd import compile as compile_odd
from tei.odd import relaxng, schematron
from tests.cases import check, load

HERE = Path(__file__).parent
SOURCE = (HERE / "source.xml").read_bytes()
NAMESPACES = 'xmlns="http://www.tei-c.org/ns/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron"'


def customization(given):
    if "<schemaSpec" not in given:
        given = f'<schemaSpec ident="case" start="letter">{given}</schemaSpec>'
    return f"<TEI {NAMESPACES}><text><body>{given}</body></text></TEI>".encode()


def outputs(given):
    """Every part of the outputs an expectation may be about."""
    try:
        schema = compile_odd(SOURCE, customization(given))
        rules = etree.fromstring(schematron(schema))
    except SchemaError as error:
        return {"error": f"{error}\n"}
    grammar = etree.fromstring(relaxng(schema))
    found = {f"rng {one.get('name')}": shown(one) for one in grammar.iterfind("{*}define")}
    return {**found, "sch": "".join(map(shown, rules.iterfind("{*}pattern")))}


def shown(node):
    etree.indent(node)
    node.tail = None
    return re.sub(r' xmlns(:\w+)?="[^"]*"', "", etree.tostring(node, encoding="unicode")) + "\n"


@pytest.mark.parametrize("case", load(HERE / "cases"))
def test_case(case, accept):
    check(case, outputs(case.given), accept=accept)
