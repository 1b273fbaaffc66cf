"""The checks: cases as data, and what holds for every schema and every document."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei.checks import Schemas, pointers, rng, sch, xsd
from tei.diagnostics import Diagnostic, Severity
from tei.document.parse import Document, parse
from tei.errors import SchemaError
from tei.pipeline import validate
from tests.cases import check, load

HERE = Path(__file__).parent
SCHEMAS = Schemas(
    lambda name: (HERE / name).read_bytes(), {"rng": "schema.rng", "sch": "schema.sch", "xsd": "schema.xsd"}
)
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'
CHECKS = {"rng": rng, "pointers": pointers, "sch": sch}


def document(text: str) -> Document:
    """The document inside TEI; its lines are those of ``text``."""
    found, findings = parse(f"{TEI}{text}</TEI>".encode(), "a.xml")
    assert found is not None, findings
    return found


def shown(findings: list[Diagnostic]) -> str:
    return "".join(
        f"{f.span.line}:{(f.span.column or 0) - (len(TEI) if f.span.line == 1 else 0)} {f.severity} {f.code}\n"
        f"  {f.message}\n" + (f"  ({f.hint})\n" if f.hint else "")
        for f in findings
    )


@pytest.mark.parametrize("case", load(HERE / "cases"))
def test_a_check_says_what_the_case_says(case, accept):
    found = CHECKS[case.file.stem].check(document(case.given.removesuffix("\n")), SCHEMAS)
    check(case, {"findings": shown(list(found))}, accept=accept)


def test_the_place_of_a_first_id_stands_beside_that_of_the_second():
    (finding,) = pointers.check(document('\n<p xml:id="a"/>\n<p xml:id="a"/>'), SCHEMAS)
    assert [related.span.line for related in finding.related] == [2]


def test_of_very_many_faults_the_first_are_told_and_the_others_counted():
    findings = list(rng.check(document("<q/>" * 1200), SCHEMAS))
    assert len(findings) == 1001
    assert findings[-1].message.endswith("more faults are not listed")


def test_every_name_that_would_be_allowed_is_there_as_data():
    (finding,) = rng.check(
        document("<teiHeader><title/></teiHeader><text><body><sp><speeker/><p/></sp></body></text>"), SCHEMAS
    )
    assert finding.expected == ("speaker", "p", "lg")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<grammar", "a.rng:1:1: the schema is not well-formed XML"),
        (b"<schema/>", "a.rng:1:1: the root is `schema`, which is not an element of RELAX NG"),
        (
            b"<grammar xmlns='http://relaxng.org/ns/structure/1.0'><start><ref name='a'/></start></grammar>",
            r"a.rng:1:61: `a` is not defined in this grammar \(RELAX NG, section 4.18\)",
        ),
    ],
)
def test_a_grammar_that_is_none_is_a_schema_error(data, sentence):
    with pytest.raises(SchemaError, match=sentence):
        list(rng.check(document(""), Schemas(lambda _: data, {"rng": "a.rng"})))


SCH = "<schema xmlns='http://purl.oclc.org/dsdl/schematron'"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("<schema", "a.sch:1: the schema is not well-formed XML"),
        ("<schema/>", "a.sch: the root is `schema`, and there is no rule in it"),
        (f"{SCH} queryBinding='stx'/>", "a.sch:1: the query language `stx` is not known"),
        (f"{SCH}><pattern is-a='b'/></schema>", "a.sch:1: there is no abstract pattern `b`"),
        (f"{SCH}><include href='b'/></schema>", "b:1: `b` is included by itself"),
        (
            f"{SCH}><pattern id='b'><rule context='*'><assert test='1 to 2'/></rule></pattern></schema>",
            "a.sch:1: `to` is of XPath 2.0",
        ),
        (
            f"{SCH}><pattern id='b'><rule context='*'><assert test=\"matches(., 'a')\"/></rule></pattern></schema>",
            r"a.sch:1: there is no function `matches\(\)`",
        ),
    ],
)
def test_a_schematron_that_cannot_be_run_is_a_schema_error(data, sentence):
    with pytest.raises(SchemaError, match=sentence):
        list(sch.check(document("<p/>"), Schemas(lambda _: data.encode(), {"sch": "a.sch"})))


def test_a_schematron_cannot_read_files(tmp_path):
    secret = tmp_path / "secret.xml"
    secret.write_text("<secret>secret</secret>")
    schema = (
        f"{SCH}><pattern><rule context='/*'><report test=\"document('{secret.as_uri()}')\">"
        f"found</report></rule></pattern></schema>"
    )
    schemas = Schemas(lambda _: schema.encode(), {"sch": "a.sch"})
    (finding,) = sch.check(document("<p/>"), schemas)
    assert finding.code == "check.sch.undecided-rule"
    assert "rules may not read files here" in finding.message


def test_a_test_that_has_no_value_is_a_finding_and_the_others_go_on():
    schema = (
        f"{SCH} queryBinding='xslt2'><ns prefix='t' uri='http://www.tei-c.org/ns/1.0'/><pattern><rule context='t:p'>"
        "<assert test='1 div count(t:hi) = 1'>one</assert><assert test='@n'>a number</assert></rule></pattern></schema>"
    )
    findings = list(sch.check(document("<p/>"), Schemas(lambda _: schema.encode(), {"sch": "a.sch"})))
    assert [finding.message for finding in findings] == [
        "`1 div count(t:hi) = 1` cannot be decided: division by zero",
        "a number",
    ]


@pytest.mark.parametrize("name", ["a.rng", "a.rnc"])
def test_the_rules_that_stand_in_a_grammar_are_rules_too(name):
    grammars = {
        "a.rng": "<element name='p' ns='http://www.tei-c.org/ns/1.0' xmlns='http://relaxng.org/ns/structure/1.0'"
        " xmlns:s='http://purl.oclc.org/dsdl/schematron'>\n<s:report test='@n = 1' role='warning'>a number</s:report>"
        "<text/></element>",
        "a.rnc": "namespace s = 'http://purl.oclc.org/dsdl/schematron'\nnamespace t = 'http://www.tei-c.org/ns/1.0'\n"
        "[ s:pattern [ s:rule [ context = 't:p' s:report [ test = '@n = 1' role = 'warning' 'a number' ] ] ] ]"
        "element t:p { text }",
    }
    schemas = Schemas(lambda _: grammars[name].encode(), {"sch": name})
    (finding,) = sch.check(document('<p n="1.0"/>'), schemas)
    assert (finding.severity, finding.message) == (Severity.WARNING, "a number")


def test_an_assertion_that_stands_alone_in_an_odd_is_about_what_is_specified_around_it():
    odd = (
        f"{TEI}<elementSpec ident='p' xmlns:s='http://purl.oclc.org/dsdl/schematron'><constraintSpec ident='a' scheme='schematron'>"
        "<constraint><s:assert test='@n'>a number</s:assert></constraint></constraintSpec><attList><attDef ident='n'>"
        "<constraintSpec ident='b' scheme='schematron'><constraint><s:report test=\". = '0'\">nothing</s:report></constraint>"
        "</constraintSpec></attDef></attList></elementSpec></TEI>"
    )
    schemas = Schemas(lambda _: odd.encode(), {"sch": "a.odd"})
    found = [(one.span.line, one.message) for one in sch.check(document("\n<p/>\n<p n='0'/>"), schemas)]
    assert found == [(2, "a number"), (3, "nothing")]


def test_the_phase_that_is_asked_for_is_the_one_that_runs():
    schema = (
        f"{SCH} defaultPhase='b'><phase id='a'><active pattern='one'/></phase><phase id='b'/><pattern id='one'>"
        "<rule context='*'><report test='true()'>one</report></rule></pattern></schema>"
    )
    schemas = Schemas(lambda _: schema.encode(), {"sch": "a.sch"})
    assert [
        len(list(sch.check(document(""), replace(schemas, phase=one, _made={}))))
        for one in (None, "a", "#ALL")
    ] == [
        0,
        1,
        1,
    ]


def test_the_xml_schema_is_asked_when_wanted():
    (finding,) = xsd.check(document("<p>a</p><q/>"), SCHEMAS)
    assert (finding.code, finding.span.column) == ("check.xsd.invalid", 1)
    with pytest.raises(SchemaError, match=r"a\.xsd is not an XML Schema"):
        list(xsd.check(document(""), Schemas(lambda _: b"<a/>", {"xsd": "a.xsd"})))


def test_a_schema_is_read_once():
    read = []
    schemas = Schemas(lambda name: read.append(name) or (HERE / name).read_bytes(), {"rng": "schema.rng"})
    list(rng.check(document("<p/>"), schemas))
    first = len(read)
    for _ in range(3):
        list(rng.check(document("<p/>"), schemas))
    assert len(read) == first
    assert set(read) == {"schema.rng"}


RNG = "{http://relaxng.org/ns/structure/1.0}"
NAMES = sorted(one.get("name") for one in etree.parse(HERE / "schema.rng").iter(f"{RNG}element"))


@st.composite
def elements(draw, depth=3):
    name = draw(st.sampled_from([*NAMES, "speeker", "x"]))
    attributes = draw(
        st.dictionaries(st.sampled_from(["n", "type", "when", "url", "id"]), st.text("ab 1", max_size=3))
    )
    written = "".join(f" {key}='{value}'" for key, value in attributes.items())
    children = "".join(draw(st.lists(elements(depth - 1), max_size=3))) if depth else ""
    return f"<{name}{written}>{draw(st.sampled_from(['', 'a']))}{children}</{name}>"


@given(st.lists(elements(), max_size=4))
def test_there_are_findings_exactly_when_the_engine_says_invalid(parts):
    given_document = document("".join(parts))
    engine = etree.RelaxNG(etree.fromstring((HERE / "schema.rng").read_bytes()))
    findings = list(rng.check(given_document, SCHEMAS))

    assert bool(findings) != engine.validate(given_document.root)
    assert len({(f.span, f.code) for f in findings}) == len(findings)
    for finding in findings:
        assert finding.span.column is not None
        assert len(finding.message) < 200
        assert len(finding.hint or "") < 200


@pytest.fixture(scope="module")
def tei_all(shared):
    return Schemas(lambda name: (shared / "tei" / name).read_bytes(), {"rng": "tei_all.rng"})


def test_the_typical_mistakes_of_editors_are_one_finding_each_at_their_line(shared, tei_all):
    folder = shared / "validation"
    for mistake in json.loads((folder / "mistakes" / "expected.json").read_text("utf-8")):
        _, findings = validate(
            (folder / mistake["file"]).read_bytes(), mistake["file"], tei_all, ["rng", "pointers"]
        )
        lines = [finding.span.line for finding in findings]
        # An element that is missing is reported at the one that it is missing before.
        is_missing = mistake["mistake"].startswith("missing") and mistake["text"] == ""
        number = 2 if mistake["mistake"].startswith("bad pointer") else 1  # two pointers in one value
        assert lines == [mistake["line"] + is_missing] * number, mistake
        assert all(len(finding.message) <= 200 for finding in findings), mistake


def test_the_verdict_on_broken_documents_is_that_of_jing(shared, tei_all):
    folder = shared / "validation"
    for mutant in json.loads((folder / "mutants" / "expected.json").read_text("utf-8")):
        found, findings = parse((folder / mutant["file"]).read_bytes(), mutant["file"])
        assert found is not None or mutant["kind"] == "wrong_root", findings
        assert found is None or bool(list(rng.check(found, tei_all))) == bool(mutant["jing"]), mutant["file"]


def test_an_element_may_bear_every_attribute_and_a_bad_value_among_them_is_found():
    """libxml2 would not come back: it follows two ways for each optional attribute."""
    names = [f"a{number}" for number in range(24)]
    attributes = "".join(
        f'<optional><attribute name="{name}"><data type="integer"/></attribute></optional>' for name in names
    )
    grammar = (
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">'
        '<start><element name="TEI" ns="http://www.tei-c.org/ns/1.0"><attribute name="must"/>'
        f"{attributes}<empty/></element></start></grammar>"
    )
    schemas = Schemas(lambda _: grammar.encode("utf-8"), {"rng": "many.rng"})

    def codes(**values):
        written = " ".join(f'{name}="{values.get(name, 1)}"' for name in ["must", *names])
        document, _ = parse(f'<TEI xmlns="http://www.tei-c.org/ns/1.0" {written}/>'.encode(), "a.xml")
        return [(finding.code, finding.message) for finding in rng.check(document, schemas)]

    assert codes() == []
    assert len(codes(a3="x", a21="y")) == 2
