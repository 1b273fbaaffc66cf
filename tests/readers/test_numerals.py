"""Numerals: printed as figures or in the Roman way, read as numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.transcription.numerals import number

SIGNS = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
]  # fmt: skip


def roman(value: int) -> str:
    """``value`` as printers write it."""
    written = ""
    for worth, sign in SIGNS:
        count, value = divmod(value, worth)
        written += sign * count
    return written


@given(st.integers(1, 4999))
def test_a_roman_numeral_is_read_as_what_it_was_written_for(value):
    assert number(roman(value)) == str(value)
    assert number(roman(value).lower()) == str(value)


@given(st.integers(0, 10**9))
def test_figures_are_read_as_they_are(value):
    assert number(str(value)) == str(value)
    assert number(f"00{value}") == str(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("V", "5"),
        ("xix", "19"),
        ("MCMXLI", "1941"),
        ("IIII", "4"),
        ("VIIII", "9"),
        ("XXXX", "40"),
        ("DCCCC", "900"),
    ],
)
def test_older_ways_of_counting_up_are_read(text, value):
    assert number(text) == value


@pytest.mark.parametrize(
    "text", ["", " ", "IVI", "VX", "IC", "IIIII", "MMMMM", "Vol", "5a", "V.", "71/72", "٣", "²", "-1"]
)
def test_what_no_printer_wrote_is_no_numeral(text):
    assert number(text) is None
