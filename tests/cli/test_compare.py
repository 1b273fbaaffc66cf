"""``tei compare`` as a user calls it."""

from tests.cli.conftest import write

LETTER = "Ada Winter\n\nA Walk\n\n(3 May 1911)\n\nThe road leaves by the old bridge.\n\nIt is dry.\n"


def encoded(folder, tei):
    write(folder, {"letter.txt": LETTER})
    assert tei("encode", "letter.txt", "-q", "-o", "letter.xml").exit_code == 0
    return folder / "letter.xml"


def test_an_edition_reads_like_its_transcription(folder, tei):
    encoded(folder, tei)
    result = tei("compare", "letter.xml", "letter.txt")
    assert result.exit_code == 0
    assert "letter.xml reads like letter.txt" in result.stderr


def test_a_change_is_shown_at_the_line_of_the_transcription(folder, tei):
    edition = encoded(folder, tei)
    edition.write_text(edition.read_text("utf-8").replace("bridge", "ridge"), "utf-8")
    result = tei("compare", "letter.xml", "letter.txt")
    assert result.exit_code == 1
    assert "error[document.words-changed]" in result.stdout
    assert "letter.txt:7" in result.stdout


def test_what_the_source_has_is_compared_not_its_correction(folder, tei):
    edition = encoded(folder, tei)
    corrected = edition.read_text("utf-8").replace(
        " dry.", " <choice><sic>dry</sic><corr>dark</corr></choice>."
    )
    edition.write_text(corrected, "utf-8")
    assert tei("compare", "letter.xml", "letter.txt").exit_code == 0
    assert tei("publish", "letter.xml", "--to", "text", "-o", "web", "-q").exit_code == 0
    assert "It is dark." in (folder / "web" / "text.txt").read_text("utf-8")
    assert tei("publish", "letter.xml", "--to", "text", "--original", "-o", "web", "-q").exit_code == 0
    assert "It is dry." in (folder / "web" / "text.txt").read_text("utf-8")


def test_a_page_has_both_readings(folder, tei):
    encoded(folder, tei)
    result = tei("publish", "letter.xml", "--to", "html", "--original")
    assert result.exit_code == 2
    assert "a page shows both readings" in result.stderr
