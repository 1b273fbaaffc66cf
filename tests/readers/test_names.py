"""Names of people: how many there are in a line, and what says which word is the surname."""

import tomllib
from pathlib import Path

import pytest

from tei.encoder.people import name_parts
from tei.readers import text
from tei.readers.facts.names import are_names, is_name_like, split_names, with_parts
from tei.transcription.metadata import Person

NAMES = Path(__file__).with_name("names.toml")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Anna Author", ["Anna Author"]),
        ("Anna Author, Ben Writer & Carl Scribe", ["Anna Author", "Ben Writer", "Carl Scribe"]),
        ("Anna Author and Ben Writer", ["Anna Author", "Ben Writer"]),
        ("Anna Author und Ben Writer", ["Anna Author", "Ben Writer"]),
        ("Anna Author; Ben Writer/Carl Scribe", ["Anna Author", "Ben Writer", "Carl Scribe"]),
        ("Dora O’ Hand", ["Dora O’ Hand"]),
        ("Fernand Grandet", ["Fernand Grandet"]),
        ("Lender, E. B., Ben Writer, Jr. & Scribe, C.", ["Lender, E. B.", "Ben Writer, Jr.", "Scribe, C."]),
        (" , ", []),
        ("", []),
    ],
)
def test_a_list_of_names_is_divided(line, names):
    found = list(split_names(line, 7))

    assert [name for name, _ in found] == names
    assert all(line[extent.start - 7 : extent.end - 7] == name for name, extent in found)


@pytest.mark.parametrize(
    "line",
    [
        "Anna Author",
        "A.B.C.",
        "C.L.R. Writer",
        "R. van der Meer",
        "Dora O’ Hand",
        "Élise d’Arc",
        "Øystein Ås-Berg",
    ],
)
def test_these_could_be_names(line):
    assert is_name_like(line)
    assert are_names(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "anna author",
        "A Question?",
        "The Letters of a Sailor to his Sister at Home",
        "8 May 1941",
        "Anna the",
    ],
)
def test_these_could_not(line):
    assert not is_name_like(line)
    assert not are_names(line)


def test_a_list_of_names_needs_full_names():
    assert are_names("Anna Author, Ben Writer and C. Scribe")
    assert not are_names("Ships, Sails and Sailors")


def divided(name: str, *surnames: str) -> str:
    """The name with each part named: "forename Anna, surname Author"."""
    person = with_parts(Person(name), frozenset(surnames))
    parts = ("role_name", "forename", "name_link", "surname", "gen_name")
    return ", ".join(f"{part} {getattr(person, part)}" for part in parts if getattr(person, part))


@pytest.mark.parametrize(
    "case", tomllib.loads(NAMES.read_text("utf-8"))["case"], ids=lambda case: case["says"]
)
def test_a_name_is_divided_only_where_something_says_how(case):
    assert [divided(name, *case.get("surnames", [])) for name in case["names"]] == case["parts"]


def test_what_one_place_says_of_a_name_another_does_not_take_back():
    person = with_parts(Person("Dr. Anna Author"), frozenset({"Author"}))

    assert with_parts(person, frozenset()) == person


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Dr. Anna Author", "Dr.|Anna Author"),
        ("R. van der Meer", "R.|van der|Meer"),
        ("Author, A. B.", "Author|A. B."),
        ("Élise d’Arc", "Élise|d’|Arc"),
        ("Ben Writer, Jr.", "Ben|Writer|Jr."),
        ("Anna Author", "Anna Author"),
    ],
)
def test_a_divided_name_reads_as_it_is_printed(name, written):
    content = [one for one in name_parts(with_parts(Person(name), frozenset())) if one is not None]

    texts = [one if isinstance(one, str) else one.text for one in content]
    assert "".join(texts) == name
    assert "|".join(one.strip(", ") for one in texts if one.strip(", ")) == written


def metadata(source: str):
    return text.read(source.encode("utf-8"), "a.txt")[0].metadata


@pytest.mark.parametrize(
    "navigation",
    [
        "Author Archive | Main Page",
        "Library > Author Archive",
        "Main Page | Author Internet Archive",
        "Author-Archiv",
    ],
)
def test_navigation_may_name_the_surname(navigation):
    author = metadata(f"{navigation}\n\nAnna Author\n\nA Title\n\n(May 1941)\n\nThe text.").authors[0]

    assert author.surname == ("Author" if "-" not in navigation else None)


def test_a_person_named_in_a_note_gets_the_forename_that_the_text_gives():
    people = metadata(
        "A Title\n\n(May 1941)\n\nThen it was that Emil Lender wrote “so” (Emphasis by Lender), and went."
    ).people

    assert [(one.forename, one.surname) for one in people] == [("Emil", "Lender")]


def test_and_none_where_the_text_gives_none():
    people = metadata(
        "A Title\n\n(May 1941)\n\nThere was “so” written (Emphasis by Lender), and he went."
    ).people

    assert [(one.text, one.forename, one.surname) for one in people] == [("Lender", None, None)]
