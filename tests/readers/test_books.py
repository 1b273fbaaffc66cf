"""How a book is laid out: what its lines are by their words, where the pages before its text end, how lines stand."""

import pytest

from tei.readers.lines import chunks
from tei.readers.passages.front_pages import front_pages, heads_list, is_of_title_page, names_part
from tei.readers.passages.habits import habits, speaker
from tei.readers.passages.layout import blank_lines_above, indentation
from tests.readers.tables import table

PROSE = (
    "The road along the cliff was made by the men who kept the lamps, and nobody else has ever had a use for it, "
    "although it is the shortest way between the two villages."
)


@pytest.mark.parametrize("case", table("parts"))
def test_a_line_is_told_by_its_words(case):
    (chunk,) = chunks(case["line"])
    said = {
        "part": names_part(chunk.text),
        "list": heads_list(chunk.text),
        "title page": is_of_title_page(chunk),
    }
    assert {one for one, holds in said.items() if holds} == set(case["is"])


def pages(source: str) -> list[str]:
    return [source[one.start : one.end].split("\n", maxsplit=1)[0] for one in front_pages(chunks(source))]


def test_the_pages_before_the_text_end_where_sentences_begin():
    source = f"THE LAMP\n\nBY\n\nANNA HAND\n\nPREFACE\n\n{PROSE}\n\nTHE LAMP\n\n{PROSE}"
    (one,) = front_pages(chunks(source))
    assert source[one.start : one.end].split() == ["THE", "LAMP", "BY", "ANNA", "HAND", "PREFACE"]


def test_a_list_of_contents_behind_the_preface_is_such_a_page_too():
    source = f"THE LAMP\n\nBY\n\nANNA HAND\n\nPREFACE\n\n{PROSE}\n\nCONTENTS\n\nThe Frost\n\nI\n\n{PROSE}"
    assert pages(source) == ["THE LAMP", "CONTENTS"]


def test_an_article_has_no_such_pages():
    assert pages(f"The Lamp\n\nA Heading\n\n{PROSE}\n\n1905\n\n{PROSE}") == []


def test_blank_lines_and_columns_are_those_of_the_file():
    source = "One line.\n\n\n\n    Another line, set in.\n\n  Two\n    lines."
    found = chunks(source)
    assert [blank_lines_above(found, at) for at in (1, 2)] == [3, 1]
    assert [indentation(chunk) for chunk in found] == [0, 4, 2]


def test_a_first_line_alone_set_in_is_no_indentation():
    wrapped = (
        "    The road along the cliff was made by the men\n"
        + "who kept the lamps, and nobody else has ever\n" * 3
    )
    (chunk,) = chunks(wrapped + "had a use for it.")
    assert indentation(chunk) == 0


def test_gaps_mean_something_where_most_chunks_have_none():
    section = f"A Heading\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}"
    assert habits(chunks("\n\n\n\n".join([section] * 4))).has_wide_gaps
    assert not habits(chunks("\n\n\n".join([PROSE] * 9))).has_wide_gaps
    assert not habits(chunks("\n\n".join([PROSE] * 9))).has_wide_gaps


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("KEEPER. Who knocks?", "KEEPER."),
        ("_Keeper._ Who knocks?", "Keeper."),
        ("_Keeper_. Who knocks?", "Keeper."),
        ("Keeper: Who knocks?", "Keeper:"),
        ("=Keeper.= Who knocks?", "Keeper."),
        ("keeper. Who knocks?", None),
    ],
)
def test_the_marks_of_emphasis_do_not_hide_a_speaker(text, name):
    assert speaker(text) == name
