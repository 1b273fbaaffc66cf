"""Dates in a line: what they are, where they stand, and what of a line that is one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.readers.facts.dates import dates, whole_date
from tei.readers.passages.slips import distance, meant
from tei.transcription.edtf import date_of
from tests.readers.tables import table

# Every extent is asked for as if the line stood at this place of a source.
START = 1000


def shown(date) -> str:
    period = "/".join(filter(None, (date.from_, date.to)))
    limits = f"{date.not_before or ''}..{date.not_after or ''}".removesuffix(
        ".." if period or date.when else ""
    )
    return " ".join(filter(None, (date.when, period, limits, date.certainty)))


@pytest.mark.parametrize("case", table("dates"))
def test_dates(case):
    found = list(dates(case["line"], START))

    assert [shown(date) for date in found] == case["dates"]
    assert [date.edtf for date in found] == case.get(
        "edtf", [one.removesuffix(" medium") for one in case["dates"]]
    )
    assert all(case["line"][one.extent.start - START : one.extent.end - START] == one.text for one in found)


@pytest.mark.parametrize(
    "line",
    [
        "8 May 1941", "(8 May 1941)", "( 8 May 1941 ).", "8 May 1941.", "(8 May 1941", "[8 May 1941]", "le 8 mai 1941",
        "den 8. Mai 1941",
    ],
)  # fmt: skip
def test_a_date_may_be_a_line_with_its_brackets_and_its_article(line):
    found = whole_date(line, START)

    assert found.when == "1941-05-08"
    assert line[found.extent.start - START : found.extent.end - START] == found.text


@pytest.mark.parametrize(
    "line",
    [
        "", "May", "8 May 1941 and more", "on 8 May 1941", "8 May 1941, 9 May 1941", "8 May 1941" + " " * 80 + ".",
        "Before 1914",
    ],
)  # fmt: skip
def test_a_line_with_anything_else_is_no_date(line):
    assert whole_date(line) is None


def test_a_limit_in_brackets_is_a_date():
    assert whole_date("(before 1914)").not_after == "1914"


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("march", "march", 0),
        ("march", "marhc", 1),
        ("march", "mach", 1),
        ("march", "marcch", 1),
        ("march", "harsh", 2),
    ],
)
def test_slips_are_letters_dropped_added_exchanged_or_swapped(one, other, slips):
    assert distance(one, other) == distance(other, one) == slips


def test_a_word_is_meant_only_when_its_first_letter_is_right():
    assert meant("Ocotber", ["october", "november"]) == "october"
    assert meant("Cotober", ["october", "november"]) is None


@given(st.dates())
def test_every_day_is_found_as_it_is_written(day):
    if day.year < 1400 or day.year > 2099:
        day = day.replace(year=1904)
    for form in ("%d %B %Y", "%B %d, %Y", "%d.%m.%Y", "%Y-%m-%d"):
        assert [one.when for one in dates(day.strftime(form))] == [day.isoformat()]


PIECES = ["8", "0", "13", "31", "1941", "1899", "42", ".", "/", "-", "–", " ", ", ", "?", " to ", " and ", "May", "Feb", "XI", "Febuary", "Winter", "c. ", "mid-", "before ", "s", "th", "Friday, ", "No. "]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
def test_whatever_is_printed_each_date_found_stands_there_once_and_is_one(line):
    found = list(dates(line))

    assert all(one.extent.of(line) == one.text for one in found)
    assert all(before.extent.end <= after.extent.start for before, after in pairwise(found))
    for one in found:
        said = date_of(one.edtf)
        assert said is not None
        assert one.first[:4] == said.first[:4]
