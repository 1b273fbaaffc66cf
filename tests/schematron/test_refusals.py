"""Schemas that cannot be used say why; whatever a schema is, nothing else is raised; files are read only where given."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei.schematron.errors import SchematronError
from tei.schematron.reading import read_schema
from tei.schematron.rules import Rules
from tests.schematron import random_expressions

CASES = tomllib.loads((Path(__file__).parent / "refusals.toml").read_text("utf-8"))["case"]
OPEN = "<schema xmlns='http://purl.oclc.org/dsdl/schematron' queryBinding='xslt2'>"
PATTERN = "<pattern xmlns='http://purl.oclc.org/dsdl/schematron'>{}</pattern>"
FILES = {
    "self.sch": PATTERN.format("<include href='self.sch'/>"),
    "one.sch": PATTERN.format("<include href='two.sch'/>"),
    "two.sch": PATTERN.format("<include href='one.sch'/>"),
    "bad.sch": "<pattern>",
    **{f"twice{n}.sch": PATTERN.format(f"<include href='twice{n + 1}.sch'/>" * 2) for n in range(60)},
}
DOCUMENT = etree.fromstring("<play n='1'><line who='a b'>one</line><line/></play>")


def whole(schema):
    return schema if schema.startswith(("<schema", "<grammar", "<html", "<!")) else f"{OPEN}{schema}</schema>"


def run(schema, phase="#DEFAULT", document=DOCUMENT, **options):
    def resolve(uri):
        if uri == "a.sch":
            return whole(schema).encode()
        if uri not in FILES:
            raise FileNotFoundError("no such file")
        return FILES[uri].encode()

    return list(Rules(read_schema("a.sch", resolve), phase).failures(document, **options))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_a_schema_that_cannot_be_used_says_why(case):
    with pytest.raises(SchematronError) as raised:
        run(case["schema"], case.get("phase", "#DEFAULT"))
    assert str(raised.value).startswith(case["says"])


def test_a_rule_that_meets_no_node_is_not_compiled():
    assert run("<pattern><rule context='none'><assert test='1 +'/></rule></pattern>") == []


PROBE = '<pattern><rule context=\'/*\'><report test="{}"><value-of select="{}"/></report></rule></pattern>'


@pytest.mark.parametrize(
    "test", ["doc('b.xml')/b", "doc-available('b.xml')", "unparsed-text('b.xml')", "document('b.xml')/b"]
)
def test_files_are_read_only_where_they_are_given(test):
    (failure,) = run(PROBE.format(test, test))
    assert (failure.kind, "rules may not read files here" in failure.text) == ("undecided", True)
    (failure,) = run(
        PROBE.format(test, test), uri="dir/a.xml", read={"dir/b.xml": b"<b>there</b>"}.__getitem__
    )
    assert failure.kind == "report"


def test_nodes_of_another_file_have_their_own_document():
    schema = PROBE.format(
        "doc('b.xml')//c/root() is doc('b.xml')", "doc('b.xml')/b/c[preceding::c]/@n, //line[1]/@who"
    )
    (failure,) = run(schema, read=lambda _: b"<b><c n='1'/><c n='2'/></b>")
    assert failure.text == "2 a b"


def test_deep_and_large_documents_are_walked_without_recursion():
    deep = etree.fromstring("<a>" * 250 + "x" + "</a>" * 250)
    tests = (
        "count(//a) = 250 and count(//text()/ancestor::a) = 250 and deep-equal(., .) and path(.) and (a | .)"
    )
    schema = f"<pattern><rule context='/a'><report test='{tests}'>deep</report></rule></pattern>"
    assert [failure.text for failure in run(schema, document=deep)] == ["deep"]


ELEMENTS = st.sampled_from(
    [
        "pattern",
        "rule",
        "let",
        "assert",
        "report",
        "extends",
        "param",
        "phase",
        "active",
        "include",
        "ns",
        "key",
        "diagnostics",
        "value-of",
    ]
)
VALUES = st.one_of(
    st.sampled_from(
        [
            "a",
            "b",
            "true",
            "*",
            "line",
            "@n",
            "$a",
            "$b",
            "1 div 0",
            "#a",
            "a.sch",
            "one.sch",
            "/",
            "text()",
            "//..",
        ]
    ),
    random_expressions.new(),
)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(
        [
            "id",
            "is-a",
            "abstract",
            "context",
            "test",
            "name",
            "value",
            "rule",
            "href",
            "pattern",
            "select",
            "prefix",
            "uri",
            "path",
            "match",
            "use",
            "role",
        ]
    ),
    VALUES,
    max_size=4,
)


def element(name, attributes, children):
    made = etree.Element(f"{{http://purl.oclc.org/dsdl/schematron}}{name}", attributes)
    made.extend(children)
    return made


TREES = st.recursive(
    st.builds(element, ELEMENTS, ATTRIBUTES, st.just([])),
    lambda inner: st.builds(element, ELEMENTS, ATTRIBUTES, st.lists(inner, max_size=4)),
    max_leaves=8,
)


@given(st.lists(TREES, max_size=4))
@settings(max_examples=150)
def test_no_schema_raises_anything_but_our_own_error(trees):
    schema = OPEN + "".join(etree.tostring(tree, encoding="unicode") for tree in trees) + "</schema>"
    try:
        failures = run(schema)
    except SchematronError as error:
        assert error.uri  # noqa: PT017 -- it need not be raised
        return
    assert not [one.text for one in failures if "Error:" in one.text]
