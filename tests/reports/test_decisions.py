"""What was decided, as a table, as JSON and as a page that an editor can act on."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from tei.reports.decision_page import beginning, page, snippet
from tei.reports.decisions import Certainty, Decided, Row, as_json, as_table, counted
from tei.transcription.decisions import Kind

KINDS = tuple(kind.value for kind in Kind)
EXPECTED = Path(__file__).parent / "expected"
TEXT = [
    "Ada Winter",
    "",
    "A Walk to the Mill",
    "",
    "The Mill",
    "It has stood still since. spring.",
    "",
    "He said <nothing> & went.",
    "",
]


def row(line, kind, confidence, *reasons, **more):
    return Row(line, line, kind, confidence, reasons, TEXT[line - 1], line - 1, line, **more)


DECIDED = Decided(
    "letters/mill.txt",
    (
        row(1, "author", 0.97, "a name alone at the head"),
        row(3, "title", 1.0, "settled by the editor", is_settled=True),
        row(5, "heading", 0.62, "short", "no blank line follows"),
        Row(
            6,
            6,
            "correction",
            0.8,
            ("a stop before a lower-case word",),
            "since. spring",
            5,
            6,
            correction="since spring",
        ),
        row(8, "paragraph", 0.75),
    ),
    tuple(enumerate(TEXT, 1)),
    KINDS,
)
NOTHING = Decided("b.txt", ())


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("decisions.txt", as_table([DECIDED, NOTHING], width=100)),
        ("decisions.json", as_json([DECIDED, NOTHING])),
    ],
)
def test_decisions_are_told_as_is_expected(name, found, accept):
    if accept:
        (EXPECTED / name).write_text(found, "utf-8", newline="\n")
    assert found == (EXPECTED / name).read_text("utf-8")


@pytest.mark.parametrize("width", [72, 80, 100, 160])
def test_a_table_is_no_wider_than_the_terminal_and_keeps_kinds_and_lines_whole(width):
    told = as_table([DECIDED], width=width)
    assert max(map(len, told.split("\n"))) <= width
    if width >= 80:
        for one in DECIDED.rows:
            assert re.search(rf"^.. +{one.line} +{one.kind} ", told, re.MULTILINE)


def test_colour_adds_nothing_but_colour():
    coloured = as_table([DECIDED], width=100, colour=True)
    assert "\x1b[1;31m" in coloured
    plain = "\n".join(line.rstrip() for line in re.sub(r"\x1b\[[\d;]*m", "", coloured).split("\n"))
    assert plain == as_table([DECIDED], width=100)


@pytest.mark.parametrize(
    ("confidence", "certainty"),
    [(1.0, "sure"), (0.9, "sure"), (0.89, "likely"), (0.75, "likely"), (0.74, "doubtful"), (0, "doubtful")],
)
def test_a_confidence_has_a_word(confidence, certainty):
    assert row(1, "title", confidence).certainty == certainty


def test_decisions_are_counted_by_their_certainty():
    assert counted(DECIDED) == "5 decisions: 1 doubtful, 2 likely, 1 sure, 1 settled"
    assert counted(NOTHING) == "nothing had to be decided"


words = st.text().filter(lambda text: text.strip())


@given(words, st.sampled_from(KINDS), st.integers(1, 10**6))
def test_what_is_pasted_into_a_sidecar_says_what_it_should(text, kind, line):
    given_row = Row(line, line, kind, 0.5, (), text)
    (decision,) = tomllib.loads(snippet(given_row, KINDS))["decision"]
    assert decision["line"] == line
    assert " ".join(text.split()).startswith(decision["text"])
    assert decision["text"].strip()
    assert decision["kind"] in set(KINDS) - {kind}


@given(words, st.text(min_size=1))
def test_an_accepted_correction_is_about_exactly_the_words(text, correction):
    given_row = Row(1, 1, "correction", 0.5, (), text, correction=correction)
    (decision,) = tomllib.loads(snippet(given_row, KINDS))["decision"]
    assert decision == {"line": 1, "text": text, "correction": correction}


@given(words)
def test_the_beginning_of_a_line_is_short_and_its_own(text):
    assert 0 < len(beginning(text)) <= 60
    assert " ".join(text.split()).startswith(beginning(text))


def test_the_page_shows_every_line_and_every_decision():
    shown = html.fromstring(page(DECIDED, "mill.toml"))
    assert [line.text_content() for line in shown.iterfind(".//li/p")] == [line for line in TEXT if line]
    assert [int(line.get("value")) for line in shown.iterfind(".//li[@value]")] == [1, 3, 5, 6, 8]
    decisions = shown.find_class("decision")
    assert [one.find(".//strong").text for one in decisions] == [one.kind for one in DECIDED.rows]
    for one, decided in zip(decisions, DECIDED.rows, strict=True):
        assert tomllib.loads(one.find(".//pre").text)["decision"][0]["line"] == decided.line
        assert decided.certainty.value in one.find_class("confidence")[0].text
    assert [summary.text for summary in shown.iterfind(".//summary")] == [
        "Overrule",
        "Change",
        "Overrule",
        "Accept",
        "Overrule",
    ]


def test_the_page_leads_to_what_is_least_certain():
    shown = html.fromstring(page(DECIDED, "mill.toml"))
    (link,) = shown.iterfind(".//nav//a")
    assert shown.get_element_by_id(link.get("href")[1:]).find(".//strong").text == "heading"
    assert html.fromstring(page(NOTHING, "b.toml")).find(".//nav") is None


@given(
    st.lists(st.tuples(st.sampled_from(KINDS), st.floats(0, 1), st.integers(0, 9), st.text())),
    st.lists(st.text()),
)
def test_a_page_can_be_made_of_any_decisions_about_any_text(decisions, lines):
    text = tuple(enumerate((" ".join(line.split("\n")) for line in lines), 1))
    rows = tuple(
        Row(at + 1, at + 1, kind, confidence, (why,), why, min(at, max(len(text) - 1, 0)), at + 1)
        for kind, confidence, at, why in decisions
    )
    made = page(Decided("<a>.txt", rows, text, KINDS), "<a>.toml")
    assert made.count('class="decision ') == (len(rows) if text else 0)
    assert "<a>" not in made


def test_every_certainty_is_in_the_legend_when_it_is_on_the_page():
    shown = html.fromstring(page(DECIDED, "mill.toml"))
    assert {one.text for one in shown.iterfind(".//ul/li/strong")} == {one.value for one in Certainty}
