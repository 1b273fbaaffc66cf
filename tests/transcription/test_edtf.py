"""Expressions of EDTF to what the TEI can say of them."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.transcription.edtf import date_of

CASES = tomllib.loads(Path(__file__).with_name("edtf.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_expressions(case):
    wanted = {key: value for key, value in case.items() if key not in {"says", "edtf"}}
    date = date_of(case["edtf"])
    if not wanted:
        assert date is None
        return

    said = {key: value for key, value in date._asdict().items() if value}
    assert said == wanted | {"text": case["edtf"], "edtf": case["edtf"]}


@given(st.dates(), st.dates())
def test_two_days_are_a_period_in_one_order_only(one, other):
    first, last = sorted((one, other))
    date = date_of(f"{first}/{last}")

    assert date == date_of(f"{first}/{last}", f"{first}/{last}")
    assert (date.from_, date.to) == (str(first), str(last)) or date.when == str(first) == str(last)
    assert first == last or date_of(f"{last}/{first}") is None


@given(st.text("0123456789X-/.~?%T:Z", max_size=12))
def test_no_text_is_too_strange_to_be_refused(text):
    date = date_of(text)

    assert date is None or date.first
