"""Names of people: how many there are in a line, and what says which word is the surname."""

import pytest

from tei.readers import text
from tei.readers.names import are_names, is_name_like, split_names, with_parts
from tei.transcription.metadata import Person


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


@pytest.mark.parametrize(
    ("name", "surnames", "parts"),
    [
        ("Anna Author", {"Author"}, ("Anna", "Author")),
        ("Anna Author", set(), (None, None)),
        ("Anna Author", {"Anna"}, (None, None)),
        ("Anna Author", {"author"}, (None, None)),
        ("Anna B. van der Meer", {"van der Meer"}, ("Anna B.", "van der Meer")),
        ("Author", {"Author"}, (None, None)),
    ],
)
def test_a_name_is_divided_only_where_something_names_the_surname_alone(name, surnames, parts):
    person = with_parts(Person(name), frozenset(surnames))

    assert (person.forename, person.surname) == parts


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
