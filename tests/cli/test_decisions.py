"""Decisions as an editor meets them: ``--report``, ``--report-html`` and ``[[decision]]`` in a sidecar."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from lxml import html

from tei.transcription.decisions import Kind
from tests.cli.conftest import everything, write

ROOT = Path(__file__).parents[2]
TEXT = (
    "Ada Winter\n\nA Walk to the Mill\n\n(3 May 1911)\n\nFrom The Herald, 3 May 1911, p. 2.\n\n"
    "The road leaves the village by the old bridge and climbs.\n\nThe Mill\n\n"
    "It has stood still since spring, and nobody has asked the miller why he went.\n\n"
    "The Mill\n\n“It was the water,” they say now, “and then it was the wheel.”\n\nThe End of It\n"
)


@pytest.fixture
def letter(folder):
    write(folder, {"a.txt": TEXT})
    return folder


def decisions(tei, *options):
    result = tei("encode", "a.txt", "--report", "json", "-q", *options)
    assert result.exit_code == 0, result.output
    (file,) = json.loads(result.stdout)["files"]
    return file["decisions"]


def kinds(tei):
    return {(one["line"], one["kind"], one["certainty"] == "settled") for one in decisions(tei)}


@pytest.mark.usefixtures("letter")
@pytest.mark.parametrize(
    ("options", "form"),
    [
        (["--report", "a.txt"], "table"),
        (["a.txt", "--report"], "table"),
        (["--report", "json", "a.txt"], "json"),
        (["a.txt", "--report=json"], "json"),
    ],
)
def test_a_report_may_stand_anywhere_and_writes_no_tei(tei, options, form):
    result = tei("encode", *options)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("{") == (form == "json")
    assert "The Mill" in result.stdout
    assert "<TEI" not in result.stdout


def test_a_report_and_tei_can_be_had_at_once(letter, tei):
    result = tei("encode", "a.txt", "--report", "-o", "a.xml", "--report-html", "a.html")
    assert result.exit_code == 0
    assert "a.txt: " in result.stdout.splitlines()[-1]
    assert {"a.xml", "a.html", "a.txt"} == everything(letter).keys()
    assert "wrote a.xml\nwrote a.html\n" in result.stderr


@pytest.mark.usefixtures("letter")
def test_with_a_report_notes_are_counted_unless_they_are_asked_for(tei):
    assert "notes (--verbose shows them)" in tei("encode", "a.txt", "--report").stderr
    said = tei("encode", "a.txt", "--report", "--verbose").stderr
    assert "encode.title-block-guessed" in said
    assert "--verbose" not in said


def test_a_dry_run_shows_the_report_and_writes_nothing(letter, tei):
    before = everything(letter)
    assert tei("encode", "a.txt", "--report", "--dry-run", "--report-html", "a.html").exit_code == 0
    assert everything(letter) == before


def test_a_decision_overrules_the_reader_and_survives_an_edit_above_it(letter, tei):
    assert (15, "heading", False) in kinds(tei)
    write(letter, {"a.toml": "[[decision]]\nline = 15\ntext = 'The Mill'\nkind = 'paragraph'\n"})
    assert {(11, "heading", False), (15, "paragraph", True)} <= kinds(tei)
    assert b"<p" in (tei("encode", "a.txt", "-q").stdout.encode().partition(b"The Mill</p>")[0][-80:])
    write(letter, {"a.txt": "\n" + TEXT})
    assert {(12, "heading", False), (16, "paragraph", True)} <= kinds(tei)


def test_what_the_page_offers_can_be_pasted(letter, tei):
    tei("encode", "a.txt", "--report-html", "a.html", "-q")
    shown = html.parse(str(letter / "a.html"))
    offered = [one.text for one in shown.iterfind(".//pre")]
    assert offered
    write(letter, {"a.toml": "\n".join(offered)})
    wanted = {(one["line"], one["kind"], True) for text in offered for one in tomllib.loads(text)["decision"]}
    assert wanted <= kinds(tei)
    assert "decision-without-place" not in tei("encode", "a.txt", "--dry-run").stderr


def test_the_title_block_and_the_lines_about_the_text_can_be_overruled(letter, tei):
    found = {(one["line"], one["kind"]) for one in decisions(tei)}
    assert {(1, "author"), (3, "title"), (5, "date"), (7, "source")} <= found
    write(letter, {"a.toml": "[[decision]]\nline = 5\ntext = '(3 May 1911)'\nkind = 'subtitle'\n"})
    assert {(1, "author", False), (3, "title", False), (5, "subtitle", True)} <= kinds(tei)
    assert (5, "date", False) not in kinds(tei)


def test_a_decision_that_fits_no_place_is_a_warning_that_names_it(letter, tei):
    write(letter, {"a.toml": "[[decision]]\nline = 3\ntext = 'The Mlil'\nkind = 'heading'\n"})
    result = tei("encode", "a.txt", "-o", "a.xml")
    assert result.exit_code == 0
    assert (
        "warning[read.settling.decision-without-place]: the decision about `The Mlil` fits no place"
        in result.stderr
    )


def test_an_accepted_correction_keeps_the_reading_and_gives_the_correction(letter, tei):
    write(letter, {"a.toml": "[[decision]]\nline = 13\ntext = 'stood still'\ncorrection = 'been still'\n"})
    result = tei("encode", "a.txt", "-q")
    assert result.exit_code == 0
    assert "<sic>stood still</sic>" in result.stdout
    assert ">been still</corr>" in result.stdout
    (settled,) = [one for one in decisions(tei) if one["certainty"] == "settled"]
    assert (settled["line"], settled["kind"], settled["correction"]) == (13, "correction", "been still")


def test_a_folder_is_reported_on_without_a_place_to_write_to(folder, tei):
    write(folder, {f"in/{name}.txt": TEXT for name in "abc"})
    result = tei("encode", "in", "--report", "json")
    assert result.exit_code == 0
    assert [file["file"] for file in json.loads(result.stdout)["files"]] == [
        f"in/{name}.txt" for name in "abc"
    ]
    assert all(file["decisions"] for file in json.loads(result.stdout)["files"])
    assert everything(folder).keys() == {f"in/{name}.txt" for name in "abc"}
    again = tei("encode", "in", "--out-dir", "out", "--report")
    assert again.stdout == tei("encode", "in", "--out-dir", "out", "--report").stdout != ""


def test_a_probable_slip_is_proposed_and_can_be_accepted_as_the_page_offers_it(folder, tei):
    text = TEXT.replace("the old bridge", "the. old bridge") + "\nThey went to the mill and to the bridge.\n"
    write(folder, {"a.txt": text})
    (proposed,) = [one for one in decisions(tei) if one["correction"] is not None]
    assert (proposed["line"], proposed["words"], proposed["correction"]) == (9, "the. old", "the old")
    assert "<choice>" not in tei("encode", "a.txt", "-q").stdout
    assert "correction-proposed" in tei("encode", "a.txt", "-o", "a.xml").stderr
    assert "correction-proposed" not in tei("encode", "a.txt", "-o", "a.xml", "--no-proposals").stderr
    tei("encode", "a.txt", "--report-html", "a.html", "-q")
    (offered,) = [
        one.text for one in html.parse(str(folder / "a.html")).iterfind(".//pre") if "correction" in one.text
    ]
    write(folder, {"a.toml": offered})
    assert "<sic>the. old</sic>" in tei("encode", "a.txt", "-q").stdout
    assert [one["certainty"] for one in decisions(tei) if one["correction"] is not None] == ["settled"]


def test_an_accepted_slip_is_mended_where_it_stands_and_nowhere_else(folder, tei):
    said = "It was a lie, they believe, that was told.\n\nThey believe the lie, and lie said that lie would go. The lie stood.\n"
    write(folder, {"a.txt": f"A Walk to the Mill\n\n{said}"})
    tei("encode", "a.txt", "--report-html", "a.html", "-q")
    shown = html.parse(str(folder / "a.html"))
    offered = [one.text for one in shown.iterfind(".//pre") if "correction" in one.text]
    write(folder, {"a.toml": offered[-1]})
    assert "said that <choice><sic>lie</sic>" in tei("encode", "a.txt", "-q").stdout
    write(folder, {"a.toml": "\n".join(offered)})
    settled = [one for one in decisions(tei) if one["certainty"] == "settled"]
    assert [(one["line"], one["column"], one["words"]) for one in settled] == [
        (5, 27, "lie"),
        (5, 41, "lie"),
    ]


def test_the_manual_names_every_kind():
    manual = (ROOT / "docs" / "encoding.md").read_text("utf-8")
    (listed,) = re.findall(r"`kind` is one of (.*?);", manual, re.DOTALL)
    assert re.findall("`([a-z ]+)`", " ".join(listed.split())) == [kind.value for kind in Kind]
