"""What an editor says of a transcription: keys laid over it, or into its gaps; wrong keys and values refused."""

import datetime as dt

import pytest

from tei.errors import ConfigError
from tei.transcription import Transcription
from tei.transcription.fields import complete
from tei.transcription.metadata import Pages

EMPTY = Transcription("The text.", "a.txt")
READ = complete(EMPTY, {"title": "Read", "date": 1940, "source": {"title": "Read"}}, override=True)
VALUES = {
    "title": ("Given", lambda m: m.titles[0].text, "Given"),
    "date": (dt.date(1941, 11, 8), lambda m: m.date.when, "1941-11-08"),
    "updated": ("1941-11", lambda m: m.updated.when, "1941-11"),
    "language": ("de-AT", lambda m: m.language, "de-AT"),
    "licence": ("Free", lambda m: m.licence.text, "Free"),
    "made_for": ("A Body", lambda m: m.publisher.text, "A Body"),
    "authors": (["Anna Author"], lambda m: m.authors[0].text, "Anna Author"),
    "people": ([{"forename": "Emil", "surname": "Lender"}], lambda m: m.people[0].text, "Emil Lender"),
    "source": ({"volume": 5}, lambda m: m.source.volume.number, "5"),
}


@pytest.mark.parametrize("key", VALUES)
def test_each_key_says_its_field(key):
    given, read, value = VALUES[key]

    assert read(complete(EMPTY, {key: given}, override=True).metadata) == value
    assert read(complete(EMPTY, {key: given}, override=False).metadata) == value


def test_a_default_fills_gaps_and_a_sidecar_overrides():
    given = {"title": "Given", "date": 1941, "source": {"title": "Given", "pages": "1 & 5"}}
    default, override = (complete(READ, given, override=one).metadata for one in (False, True))

    assert (default.titles[0].text, default.date.when, default.source.title) == ("Read", "1940", "Read")
    assert (override.titles[0].text, override.date.when, override.source.title) == ("Given", "1941", "Given")
    assert [page.first for page in default.source.pages] == ["1", "5"]
    assert READ.metadata.titles[0].text == "Read"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"titel": "A"}, "there is no key 'titel' in the sidecar"),
        ({"title": 5}, "title is a text; write it in quotation marks"),
        ({"licence": " "}, "licence is a text; write it in quotation marks"),
        (
            {"date": "8 May 1941"},
            'date is a date; write it as 1941, "1941-11" or 1941-11-08, or in EDTF: "1941~"',
        ),
        (
            {"updated": "1941-02-30"},
            'updated is a date; write it as 1941, "1941-11" or 1941-11-08, or in EDTF',
        ),
        ({"date": True}, 'date is a date; write it as 1941, "1941-11" or 1941-11-08, or in EDTF'),
        (
            {"source": {"date": "1942/1941"}},
            'date is a date; write it as 1941, "1941-11" or 1941-11-08, or in EDTF',
        ),
        ({"language": "qqq!"}, 'language is a BCP 47 tag; write it as "en" or "de-AT"'),
        ({"language": "german"}, 'language is a BCP 47 tag; write "de" for german'),
        ({"authors": "Anna"}, 'authors is a list; write it as ["George Breitman"]'),
        ({"authors": [{}]}, "each of authors needs a name"),
        ({"people": [{"nam": "A"}]}, "there is no key 'nam' in [[people]]"),
        ({"source": "A"}, "source is a table; write [source] and its keys below it"),
        ({"source": {"volumes": 1}}, "there is no key 'volumes' in [source]"),
        (
            {"responsibilities": {}},
            "responsibilities is a list of tables; write each as [[responsibilities]]",
        ),
        ({"responsibilities": [{"task": "singing"}]}, "task in [[responsibilities]] is one of transcription"),
        ({"responsibilities": [{"task": "markup"}]}, "names either a person or an organisation"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(fields, sentence):
    with pytest.raises(ConfigError) as refused:
        complete(EMPTY, fields, override=True)

    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("first", "last", "is_complete"),
    [("186", "90", False), ("95", "104", True), ("1", "1", True), ("xi", "v", True), ("195", "94", False)],
)
def test_the_last_page_of_a_range_may_be_shortened(first, last, is_complete):
    assert Pages(f"{first}–{last}", first, last).is_complete is is_complete
