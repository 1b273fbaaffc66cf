"""``tei cite``: records of editions and of transcriptions, to where they are wanted."""

import json

import pytest

from tests.cli.conftest import write

LETTER = (
    "Ada Winter\n\nA Walk to the Mill\n\n(Spring 1911)\n\nThe road leaves the village by the old bridge.\n"
)


@pytest.fixture
def edition(folder, tei):
    """A TEI file and the transcription that it was made of."""
    write(folder, {"letter.txt": LETTER, "letter.toml": '[publication]\npublisher = "The Archive"\n'})
    assert tei("encode", "letter.txt", "-o", "letter.xml", "-q").exit_code == 0
    return folder


def test_an_edition_and_its_transcription_have_the_same_record(edition, tei):
    results = [tei("cite", name) for name in ("letter.xml", "letter.txt")]

    assert [one.exit_code for one in results] == [0, 0]
    assert results[0].stdout == results[1].stdout
    assert results[0].stdout.startswith("@misc{letter,\n")
    assert "date = {1911-21}," in results[0].stdout
    assert sorted(path.name for path in edition.iterdir()) == ["letter.toml", "letter.txt", "letter.xml"]


def test_several_files_are_one_list(edition, tei):
    write(edition, {"walk.txt": LETTER})
    items = json.loads(tei("cite", "letter.txt", "walk.txt", "--to", "csl-json").stdout)

    assert [item["id"] for item in items] == ["letter", "walk"]


@pytest.mark.parametrize(
    ("options", "begins"),
    [
        (["-o", "a.bib"], "@misc"),
        (["-o", "a.json"], "[\n"),
        (["-o", "a.ris"], "TY  - "),
        (["-o", "a.txt"], "@misc"),
        (["-o", "a.bib", "--to", "ris"], "TY  - "),
    ],
)
def test_the_name_of_the_output_says_the_format_unless_it_is_given(edition, tei, options, begins):
    result = tei("cite", "letter.xml", *options)

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"wrote {options[1]}\n")
    assert (edition / options[1]).read_text("utf-8").startswith(begins)


def test_tei_may_come_from_standard_input(edition, tei):
    result = tei("cite", "-", "--to", "ris", input=(edition / "letter.xml").read_bytes())

    assert result.exit_code == 0
    assert result.stdout.startswith("TY  - GEN")


def test_what_cannot_be_cited_is_said_and_the_rest_is_cited(edition, tei):
    write(edition, {"empty.txt": "", "broken.xml": "<TEI>"})
    result = tei("cite", "empty.txt", "broken.xml", "letter.xml")

    assert result.exit_code == 1
    assert result.stdout.startswith("@misc{letter,")
    assert "empty.txt" in result.stderr
    assert "broken.xml" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nothing.xml"], "tei: nothing.xml: there is no such file\n"),
        (
            ["letter.xml", "-o", "letter.xml"],
            "tei: letter.xml is one of the editions; name another file to write to",
        ),
    ],
)
def test_what_is_wrong_with_the_call_is_said_in_a_sentence(edition, tei, arguments, sentence):
    result = tei("cite", *arguments)

    assert result.exit_code == 2
    assert result.stderr.startswith(sentence)
    assert (edition / "letter.xml").read_bytes().startswith(b"<?xml")


def test_records_are_publications_too(edition, tei):
    assert tei("publish", "letter.xml", "--to", "bibtex", "-o", "out").exit_code == 0
    assert (edition / "out" / "citation.bib").read_text("utf-8") == tei("cite", "letter.xml").stdout
