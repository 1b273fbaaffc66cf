"""Reports for code hosts and other services, opened by what did not come from this project."""

import json
import re

import jsonschema
import junitparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.diagnostics import Diagnostic, Edit, Fix, Related, Severity, Span
from tei.diagnostics.identity import fingerprints
from tests.reports.findings import FINDINGS, LETTER, source
from tests.reports.outside import GITLAB, sarif_schema
from tests.reports.test_reports import RUN, render

TEXT = st.text(max_size=40)
PLACES = st.none() | st.integers(1, 300)
SPANS = st.builds(Span, st.sampled_from(["a", "b/ü x.xml"]), st.integers(1, 9), PLACES, PLACES, PLACES)
ANY = st.lists(
    st.builds(
        Diagnostic,
        st.sampled_from(["a.b", "document.c-d"]),
        st.sampled_from(Severity),
        TEXT,
        SPANS,
        origin=st.none() | SPANS,
        related=st.lists(st.builds(Related, SPANS, TEXT), max_size=2).map(tuple),
        hint=st.none() | TEXT,
        fix=st.none()
        | st.builds(Fix, TEXT, st.lists(st.builds(Edit, SPANS, TEXT), min_size=1, max_size=2).map(tuple)),
    ),
    max_size=5,
)


@pytest.fixture(scope="module")
def sarif():
    """The schema of SARIF, ready to validate."""
    schema = sarif_schema()
    return jsonschema.validators.validator_for(schema)(schema)


def test_sarif_is_valid_against_its_schema(sarif):
    sarif.validate(json.loads(render("sarif", FINDINGS, source)))
    sarif.validate(json.loads(render("sarif", [], source)))


@given(ANY, TEXT)
def test_sarif_of_any_findings_is_valid(sarif, findings, text):
    sarif.validate(json.loads(render("sarif", findings, lambda _: text)))


def results():
    (run,) = json.loads(render("sarif", FINDINGS, source))["runs"]
    return run, {result["ruleId"]: result for result in run["results"]}


def test_a_result_of_sarif_names_its_rule_its_place_and_its_fix():
    run, found = results()
    result = found["check.rng.element-not-allowed-anywhere"]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert rule["id"] == result["ruleId"]
    assert rule["shortDescription"]["text"] == "A thing is so."
    assert "**Why:** it matters." in rule["help"]["markdown"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "letters/a.xml", "uriBaseId": "%SRCROOT%"}
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "speaker"}


def test_every_rule_of_sarif_has_the_descriptions_that_github_asks_for():
    rules = results()[0]["tool"]["driver"]["rules"]
    assert len(rules) == len({finding.code for finding in FINDINGS})
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert rule["help"]["markdown"]


def test_the_columns_of_sarif_count_utf_16_code_units():
    run, found = results()
    region = found["check.rng.element-not-allowed-anywhere"]["locations"][0]["physicalLocation"]["region"]
    line = LETTER.splitlines()[region["startLine"] - 1].encode("utf-16-le")
    marked = line[2 * (region["startColumn"] - 1) : 2 * (region["endColumn"] - 1)]
    assert run["columnKind"] == "utf16CodeUnits"
    assert marked.decode("utf-16-le") == "<speeker"


@pytest.mark.parametrize(
    ("file", "location"),
    [
        ("a b/ü#.xml", {"uri": "a%20b/%C3%BC%23.xml", "uriBaseId": "%SRCROOT%"}),
        ("/data/a.xml", {"uri": "file:///data/a.xml"}),
        ("C:/data/a.xml", {"uri": "file:///C:/data/a.xml"}),
    ],
)
def test_a_file_is_named_in_sarif_by_a_uri(file, location):
    log = json.loads(render("sarif", [Diagnostic("a.b", Severity.NOTE, "c", Span(file))], source))
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == location


def test_gitlab_has_what_its_manual_asks_for():
    report = json.loads(render("gitlab", FINDINGS, source))
    jsonschema.validate(report, GITLAB)
    assert [issue["severity"] for issue in report] == ["minor", "info", "major", "major", "critical", "info"]


@given(ANY.filter(bool))
def test_no_two_findings_share_a_fingerprint(findings):
    assert len(set(fingerprints(findings, lambda _: "a\nb"))) == len(findings)


@given(st.integers(1, 50), st.integers(0, 8))
def test_a_fingerprint_stays_when_lines_shift_and_when_they_are_indented(lines, indent):
    moved = [
        finding._replace(
            span=Span("letters/a.xml", finding.span.line + lines, (finding.span.column or 1) + indent)
        )
        for finding in FINDINGS
        if finding.span.file == "letters/a.xml" and finding.span.column
    ]
    before = [finding for finding in FINDINGS if finding.span.file == "letters/a.xml" and finding.span.column]
    text = "\n" * lines + "".join(" " * indent + line + "\n" for line in LETTER.splitlines())
    assert fingerprints(before, source) == fingerprints(moved, lambda _: text)


def test_a_message_that_names_a_line_keeps_its_fingerprint_when_that_shifts():
    one, two = (Diagnostic("a.b", Severity.ERROR, f"in line {n} write `c`", Span("a", n)) for n in (3, 44))
    assert fingerprints([one], lambda _: None) == fingerprints([two], lambda _: None)


def junit(findings):
    suites = junitparser.JUnitXml.fromstring(render("junit", findings, source).encode("utf-8"))
    (suite,) = suites
    return suites, {case.name: case for case in suite}


def test_junit_has_a_case_for_each_file_and_fails_those_with_errors():
    suites, cases = junit(FINDINGS)
    assert list(cases) == ["letters/a.xml", "letters/c & d.xml", "gone.xml", "letters/b.txt"]
    assert (suites.tests, suites.failures, suites.errors) == (4, 1, 0)
    assert [name for name, case in cases.items() if case.is_failure] == ["letters/a.xml"]
    (failure,) = cases["letters/a.xml"].result
    assert failure.type == "check.rng.element-not-allowed-anywhere"
    assert failure.message.startswith("3 errors and 1 note: element `speeker`")
    assert "letters/a.xml:3:29: error check.pointers.duplicate-id" in failure.text
    assert "gone.xml:7:2: warning" in cases["gone.xml"].system_out


@given(ANY)
def test_junit_of_any_findings_can_be_read(findings):
    suites, cases = junit(findings)
    failed = {finding.span.file for finding in findings if finding.severity is Severity.ERROR}
    assert {name for name, case in cases.items() if case.is_failure} == failed
    assert suites.tests == len(cases)


_COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)", re.DOTALL)


def commands(findings):
    """Read workflow commands as GitHub does: split at the signs, then undo what was written for signs."""
    *lines, _ = render("github", findings, source).removesuffix("\n").split("\n")
    for line in lines:
        kind, properties, data = _COMMAND.fullmatch(line).groups()
        pairs = [pair.partition("=") for pair in properties.split(",")]
        yield kind, {name: _read(value) for name, _, value in pairs}, _read(data)


def _read(text):
    for sign, written in ((":", "%3A"), (",", "%2C"), ("\r", "%0D"), ("\n", "%0A"), ("%", "%25")):
        text = text.replace(written, sign)
    return text


@given(ANY)
def test_github_reads_back_what_a_finding_says(findings):
    found = list(commands(findings))
    ordered = sorted(findings, key=lambda finding: (finding.severity.rank, finding.order))
    for finding, (kind, properties, data) in zip(ordered, found, strict=True):
        assert kind == finding.severity.replace("note", "notice")
        assert (properties["file"], properties["line"]) == (finding.span.file, str(finding.span.line))
        assert properties["title"] == finding.code
        assert data.startswith(finding.message)


def test_a_finding_cannot_give_commands_to_github():
    (one,) = commands([Diagnostic("a.b", Severity.ERROR, "x\n::add-mask::y\r\n100%", Span("a,b:c.xml"))])
    assert one[1]["file"] == "a,b:c.xml"
    assert one[2].startswith("x\n::add-mask::y\r\n100%")


def test_the_report_of_lines_has_a_line_for_each_finding():
    lines = render("line", FINDINGS, source, RUN).splitlines()
    assert len(lines) == len(FINDINGS)
    assert all(re.match(r"\S+?:\d+(:\d+)?: (error|warning|note) [a-z.-]+ \w", line) for line in lines)
