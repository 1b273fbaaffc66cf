"""Cases as data: Markdown that reads as a manual of the standard."""

from pathlib import Path

import pytest
from lxml import etree

from tei.schematron.reading import read_schema
from tei.schematron.rules import Rules
from tests.cases import Case, check, load
from tests.schematron import saxon

HERE = Path(__file__).parent
SCHEMA = '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">{}</schema>'


def shown(failures):
    lines = []
    for one in failures:
        name = node(one) + (f" [{one.id}]" if one.id else "")
        marks = "".join(f" {key}={getattr(one, key)}" for key in ("role", "flag", "see") if getattr(one, key))
        lines.append(f"{one.kind} {one.element.sourceline} {name}{marks}: {one.text}")
        lines += [f"  {said.id}: {said.text}" for said in one.diagnostics]
        lines += [f"  {said.id} ({said.role}): {said.text}" for said in one.properties]
    return "".join(f"{line}\n" for line in lines)


def node(failure):
    element = failure.element
    if not isinstance(element.tag, str):
        return "comment()" if element.tag is etree.Comment else "processing-instruction()"
    name = etree.QName(element).localname
    return (
        f"{name}/@{failure.attribute}" if failure.attribute else f"{name}/text()" if failure.is_text else name
    )


# What Saxon, run by a stylesheet, says in another way: it knows no phases and no variables with content here, stops at a message
# without a value, and runs XPath 1.0 as a later version.
OTHERWISE = {
    "A phase selects patterns and has variables; the schema may prefer one",
    "A variable may have content instead of a value",
    "What a message cannot show is left open",
    "XPath 1.0 has its own rules",
}
CASES = load(HERE / "cases")


def schema_of(case):
    blocks = {block.about: block.text for block in case.blocks}
    schema = blocks["schema"]
    if not schema.startswith(("<schema", "<grammar", "<odd")):
        schema = SCHEMA.format(schema)
    files = {about.removeprefix("file "): text for about, text in blocks.items() if about.startswith("file ")}
    return read_schema("a.sch", lambda uri: {"a.sch": schema, **files}[uri].encode()), blocks[
        "document"
    ].strip()


@pytest.mark.parametrize("case", CASES)
def test_a_schema_says_what_the_case_says(case, accept):
    schema, document = schema_of(case)
    root = etree.fromstring(document)
    expected = [block for block in case.blocks if block.about.startswith("failures")]
    found = {}
    for block in expected:
        phase = block.about.partition("phase=")[2] or "#DEFAULT"
        found[block.about] = shown(Rules(schema, phase).failures(root))
    check(Case(case.file, case.title, (case.blocks[0], *expected)), found, accept=accept)


@pytest.mark.parametrize("case", [case for case in CASES if case.values[0].title not in OTHERWISE])
def test_saxon_says_what_the_case_says(case):
    schema, document = schema_of(case)
    (theirs,) = saxon.verdicts(schema, [document])
    ours = [
        (one.kind, "" if one.kind == "undecided" else one.text)
        for one in Rules(schema).failures(etree.fromstring(document))
    ]
    assert sorted(ours) == sorted((kind, text) for *_, kind, text in theirs)
