"""Reports: what is printed, as files to read."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.diagnostics import Diagnostic, Severity, Span
from tei.reports import json as json_report
from tei.reports import text as text_report
from tei.reports.run import Run
from tei.rooms import inhabitant, inhabitants
from tests.reports.findings import FINDINGS, source

EXPECTED = Path(__file__).parent / "expected"
REPORTS = {
    "report.txt": "text",
    "report.json": "json",
    "report.lines": "line",
    "report.github": "github",
    "report.gitlab.json": "gitlab",
    "report.sarif": "sarif",
    "report.junit.xml": "junit",
    "report.html": "html",
}
EXPLAINED = "A thing is so.\n\nWhat: a `thing` that is said\nat length.\n\nWhy: it matters.\n\nExample: `<p>`.\n\nInstead: do it."
RUN = Run(
    3,
    ("letters/a.xml", "letters/c & d.xml"),
    version="1.2.3",
    explain=lambda code: EXPLAINED if code.startswith("check.") else None,
)


def render(name, findings, source, run=RUN):
    return inhabitant("reports", name).render(findings, source, run)


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_that_which_is_expected(name, accept):
    found = render(REPORTS[name], FINDINGS, source)
    if accept:
        (EXPECTED / name).write_text(found, "utf-8", newline="\n")
    assert found == (EXPECTED / name).read_text("utf-8")


def test_every_report_is_expected_to_be_so():
    assert sorted(REPORTS.values()) == sorted(inhabitants("reports"))


def test_colour_adds_nothing_but_colour():
    coloured = text_report.render(FINDINGS, source, Run(3, has_colour=True))
    plain = text_report.render(FINDINGS, source, Run(3))
    assert "\x1b[1;31merror" in coloured
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


@pytest.mark.parametrize(
    ("checked", "sentence"),
    [(None, "no findings"), (1, "1 file checked, nothing found"), (2, "2 files checked, nothing found")],
)
def test_no_findings_are_said_in_one_line(checked, sentence):
    assert text_report.render([], source, Run(checked)) == sentence + "\n"


spans = st.builds(
    Span, st.just("a"), st.integers(1, 9), st.none() | st.integers(1, 300), st.none() | st.integers(1, 9)
)


@given(
    st.lists(st.builds(Diagnostic, st.just("a.b"), st.sampled_from(Severity), st.text(), spans), max_size=5),
    st.text(),
)
def test_a_report_can_be_made_of_any_findings_about_any_text(findings, text):
    text_report.render(findings, lambda _: text)
    report = json.loads(json_report.render(findings, lambda _: text))
    assert len(report["findings"]) == len(findings)
    assert sum(report["summary"][f"{severity}s"] for severity in Severity) == len(findings)


def test_many_notes_of_one_kind_are_listed_by_their_places():
    notes = [
        Diagnostic(
            "encode.heading-guessed",
            Severity.NOTE,
            f"`{line}` was taken for a heading",
            Span("a.txt", line, 1),
            hint="look",
        )
        for line in (3, 14, 105)
    ]

    assert text_report.render(notes, lambda _: None) == (
        "note[encode.heading-guessed]: 3 places\n"
        "  --> a.txt:3:1    `3` was taken for a heading\n"
        "  --> a.txt:14:1   `14` was taken for a heading\n"
        "  --> a.txt:105:1  `105` was taken for a heading\n"
        "  = hint: look\n"
        "  = see: tei explain encode.heading-guessed\n"
        "\n"
        "3 notes\n"
    )
