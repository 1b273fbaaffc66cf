"""What a file says to ignore: cases as data, and what holds for every encoding and every choice of checks."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.document.instructions import instructions
from tei.pipeline import validate
from tests.cases import check, load
from tests.checks.test_checks import SCHEMAS, TEI, shown

HERE = Path(__file__).parent
POINTERS = ["pointers"]


@pytest.mark.parametrize("case", load(HERE / "suppressions"))
def test_what_is_ignored_is_what_the_case_says(case, accept):
    text = f"{TEI}{case.given.removesuffix(chr(10))}</TEI>"
    _, findings = validate(
        text.encode(), "a.xml", SCHEMAS, POINTERS if "xx" not in text else ["rng", "pointers"]
    )
    check(case, {"findings": shown(findings)}, accept=accept)


FAULTY = f'<?tei ignore check.pointers.dangling-target Ω is to come?>{TEI}<text><p who="#Ω"/></text></TEI>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-7"])
def test_an_instruction_in_the_prolog_is_about_the_whole_file_in_any_encoding(encoding):
    declared = "utf-8" if encoding == "utf-8-sig" else encoding.partition("-le")[0].partition("-be")[0]
    data = f'<?xml version="1.0" encoding="{declared}"?>{FAULTY}'.encode(encoding)
    document, findings = validate(data, "a.xml", SCHEMAS, POINTERS)
    assert document is not None
    assert findings == []


def test_a_finding_of_a_check_that_was_not_made_is_not_missed():
    text = f"<?tei ignore check.rng,check.pointers two volumes?>{TEI}<p/></TEI>".encode()
    assert [finding.message for finding in validate(text, "a.xml", SCHEMAS, POINTERS)[1]] == [
        "nothing is found here that `check.pointers` would ignore"
    ]


def test_a_file_that_is_not_well_formed_cannot_ignore_that():
    text = f"<?tei ignore document no time?>{TEI}<p></TEI>".encode()
    assert [finding.code for finding in validate(text, "a.xml", SCHEMAS)[1]] == ["document.not-well-formed"]


def test_ten_thousand_levels_are_walked():
    text = "<a>" * 10_000 + "<?tei ignore b c?>" + "</a>" * 10_000
    (found,) = instructions(text, "tei")
    assert found.about.column == 3 * 9_999 + 1


@given(st.text())
def test_no_text_breaks_the_walk(text):
    assert (
        all(found.data for found in instructions(f"<?tei {text}?><a>{text}</a>", "tei")) or not text.strip()
    )
