"""``tei schema compare`` as a user calls it."""

import json

import pytest

from tests.cli.conftest import write

NARROW = "start = element a { attribute n { 'x' }?, element b { empty }* }"
WIDE = "start = element a { attribute n { text }?, (element b { empty } | element c { text })* }"
XML = """<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><include href="no.rng"/></element>"""
INCLUDING = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="parts/part.rng"/><start><ref name="a"/></start></grammar>
"""
PART = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0"><define name="a">
<element name="a"><zeroOrMore><element name="b"><empty/></element></zeroOrMore></element></define></grammar>
"""


@pytest.fixture
def schemas(folder):
    write(folder, {"narrow.rnc": NARROW, "wide.rnc": WIDE, "odd.odd": "<TEI/>"})
    write(folder, {"broken.rng": XML, "many.rng": INCLUDING, "parts/part.rng": PART})


@pytest.mark.usefixtures("schemas")
def test_a_narrower_schema_is_included(tei):
    result = tei("schema", "compare", "narrow.rnc", "wide.rnc")
    assert result.exit_code == 0
    assert result.stdout == "included: every document valid against narrow.rnc is valid against wide.rnc\n"


@pytest.mark.usefixtures("schemas")
def test_a_wider_schema_is_not_and_a_document_shows_it(tei):
    result = tei("schema", "compare", "wide.rnc", "narrow.rnc")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "not included: a document may be valid against wide.rnc and not against narrow.rnc",
        "",
        "A smallest such document:",
        "",
        '  <a n="other"/>',
        "",
        "  /a[1]/@n: attribute n may not be “other” here",
        "",
        "What wide.rnc allows and narrow.rnc does not:",
        "",
        "  attribute n may not be “other”: in `a`",
        "  element c is not allowed: in `a` at the beginning",
    ]


@pytest.mark.usefixtures("schemas")
def test_a_program_gets_the_same_as_data(tei):
    result = tei("schema", "compare", "wide.rnc", "narrow.rnc", "--format", "json", "--most", "1")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert found["included"] is False
    assert found["counterExample"] == {
        "xml": '<a n="other"/>',
        "path": "/a[1]/@n",
        "reason": "attribute n may not be “other” here",
    }
    assert [one["kind"] for one in found["differences"]] == ["value"]
    assert found["omitted"] == 1


@pytest.mark.usefixtures("schemas")
def test_what_cannot_be_decided_is_said_by_name(folder, tei):
    write(folder, {"from.rnc": "start = element a { xsd:integer { minInclusive = '3' } }"})
    write(folder, {"signless.rnc": "start = element a { xsd:integer { pattern = '[^\\-]*' } }"})
    result = tei("schema", "compare", "from.rnc", "signless.rnc")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "undecided: whether every document of from.rnc is one of signless.rnc",
        "  element a, content: whether integer (minInclusive 3) is within integer (pattern [^\\-]*)",
    ]


@pytest.mark.usefixtures("schemas")
def test_quiet_says_nothing(tei):
    result = tei("schema", "compare", "wide.rnc", "narrow.rnc", "-q")
    assert (result.exit_code, result.output) == (1, "")


@pytest.mark.usefixtures("schemas")
def test_a_shipped_schema_is_known_by_its_name(tei):
    assert tei("schema", "compare", "tei-edition", "tei-edition").exit_code == 0
    assert tei("schema", "compare", "tei-edition", "narrow.rnc").exit_code == 1


@pytest.mark.usefixtures("schemas")
def test_a_schema_of_many_files_is_read(tei):
    assert tei("schema", "compare", "many.rng", "wide.rnc").exit_code == 0


@pytest.mark.usefixtures("schemas")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gone.rng", "gone.rng: there is no such file"),
        ("letter.xml", "letter.xml is no schema: give a .rng, .rnc or .odd file, or one that is shipped"),
        ("odd.odd", "odd.odd is an ODD: --p5subset must name the p5subset.xml of a release of the TEI"),
        ("broken.rng", "broken.rng cannot be used: "),
    ],
)
def test_what_is_no_schema_is_said_in_a_sentence(name, words, tei):
    result = tei("schema", "compare", "narrow.rnc", name)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""
