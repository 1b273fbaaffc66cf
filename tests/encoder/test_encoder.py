"""Encoding: cases as data, the laws of the account, ids that last."""

from collections import Counter
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei.document.namespaces import NS, XML_ID
from tei.document.whitespace import characters
from tei.encoder import Publication, Revision, Settings, encode
from tei.errors import InputError
from tei.readers import text as text_reader
from tests.cases import check, load
from tests.strategies import transcriptions, words

CASES = load(Path(__file__).parent / "cases")
BECOME_ELEMENTS = {"separator", "page break", "markup"}
SETTINGS = Settings(publication=Publication(publisher="The publisher"))


def encoded(source: str, *, file: str = "a.txt", given_settings: Settings = SETTINGS):
    transcription, _ = text_reader.read(source.encode("utf-8"), file)
    return encode(transcription, given_settings)


def shown(root: etree._Element, path: str) -> str:
    """The elements at ``path`` without the namespace, indentation as written, one after the other."""
    found = root.xpath(path, namespaces=NS)
    written = [etree.tostring(one, encoding="unicode", with_tail=False) for one in found]
    return "".join(one.replace(' xmlns="http://www.tei-c.org/ns/1.0"', "") + "\n" for one in written)


def said(findings, about: str) -> str:
    """The findings, one on a line; those on the title block where a case is about them, and only there."""
    is_head = about == "title block"
    told = [one for one in findings if (one.code == "encode.title-block-guessed") == is_head]
    return "".join(f"{one.span.line} {one.code}: {one.message}\n" for one in told)


@pytest.mark.parametrize("case", CASES)
def test_a_transcription_is_encoded_as_the_case_says(case, accept):
    encoding = encoded(case.given.removesuffix("\n"))
    root = etree.fromstring(encoding.data)
    found = {
        block.about: said(encoding.findings, block.about)
        if block.language == "text"
        else shown(root, block.about)
        for block in case.expected
    }

    check(case, found, accept=accept)


@given(transcriptions())
@settings(max_examples=150, deadline=None)
def test_every_character_survives(source):
    """Letter for letter, counted without the account: text and records hold what the source holds."""
    try:
        encoding = encoded(source)
    except InputError:
        assert not source.strip()
        return

    assert encoding.account.is_balanced
    root = etree.fromstring(encoding.data)
    kept = [piece for _, piece in characters(root.find("tei:text", NS))]
    kept += [note.text or "" for note in root.iterfind(".//tei:bibl[@type='digital']/tei:note", NS)]
    signs = [source[c.start : c.end] for c in encoding.account.claims if c.place in BECOME_ELEMENTS]
    assert letters("".join(kept + signs)) == letters(source)


def letters(text: str) -> Counter[str]:
    return Counter(character for character in text if not character.isspace())


@given(transcriptions())
@settings(max_examples=50, deadline=None)
def test_the_same_bytes_come_out_every_time(source):
    with suppress(InputError):
        assert encoded(source).data == encoded(source).data


def ids(data: bytes) -> dict[str, str]:
    root = etree.fromstring(data)
    return {
        e.get(XML_ID): "".join(e.itertext()) for e in root.find("tei:text", NS).iter("{*}p") if e.get(XML_ID)
    }


@given(
    st.lists(words.map(lambda w: f"Word {w} ends here.".replace("\n", " ")), min_size=1, max_size=6), words
)
@settings(max_examples=100, deadline=None)
def test_an_insertion_above_changes_no_id(paragraphs, inserted):
    head = "A Title\n\n(8 November 1941)\n\n"
    before = ids(encoded(head + "\n\n".join(paragraphs)).data)
    after = ids(encoded(head + f"Something new {inserted} is here.\n\n" + "\n\n".join(paragraphs)).data)

    assert before.items() <= after.items()


def test_a_correction_within_a_paragraph_keeps_its_id():
    wrong = "In Stalin’s concentration tamps and prisons many of the leaders of the Civil War are kept until this day."
    right = wrong.replace("the Civil War are kept", "the civil war were kept")

    assert set(ids(encoded(f"T\n\n{wrong}").data)) == set(ids(encoded(f"T\n\n{right}").data))


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_equal_paragraphs_keep_their_ids_when_another_equal_one_is_inserted(place):
    """An id that was given may go, but it never comes to mean another paragraph's place."""
    parts = ["Same here.", "One follows.", "Same here.", "Two follows."]
    grown = [*parts[:place], "Same here.", "New follows.", *parts[place:]]

    def by_follower(texts):
        root = etree.fromstring(encoded("T\n\n(1941)\n\n" + "\n\n".join(texts)).data)
        found = list(root.find("tei:text", NS).iter("{*}p"))
        return {(a.text, b.text): a.get(XML_ID) for a, b in pairwise(found) if a.text == "Same here."}

    before, after = by_follower(parts), by_follower(grown)
    for pair in before.keys() & after.keys():
        assert before[pair] == after[pair]


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Die Straße ist naß und über Øresund", "p-die-strasse-ist-d1f7"),
        ("Мир хижинам", "p-e110"),
        ("1941 was a year", "p-1941-was-a-6d2f"),
    ],
)
def test_ids_are_ascii_and_fixed(text, id_):
    """Whoever changes these breaks citations."""
    assert list(ids(encoded(f"T\n\n(1941)\n\n{text}").data)) == [id_]


def test_a_wrapped_text_without_blank_lines_stays_in_the_text():
    """Lines about the text at the head and the foot do not draw in what stands between them."""
    lines = [
        f"This is line {number} of a text that was wrapped at seventy characters." for number in range(200)
    ]
    head = [
        "Home | Archive",
        "Ann Author",
        "A Title",
        "From Labor Action, Vol. 4 No. 3, 29 April 1940, p. 2.",
    ]
    foot = ["Transcribed by Max Example.", "Last updated: 21 March 2019"]
    root = etree.fromstring(encoded("\n".join([*head, *lines, *foot])).data)
    kept = "".join(root.find("tei:text", NS).itertext())

    assert all(line in kept for line in lines)


def test_headings_that_recur_are_told_apart_by_what_follows():
    source = "T\n\nFirst.\n\nResults\n\nOne thing is found.\n\nResults\n\nAnother thing is found.\n\nEnd.\n"
    root = etree.fromstring(encoded(source).data)
    found = [div.get(XML_ID) for div in root.iterfind(".//tei:div", NS)]

    assert len(set(found)) == 2
    assert all(one.startswith("results-") for one in found)


def test_each_line_of_the_file_knows_its_place_in_the_transcription():
    source = "T\n\nFirst.\n\nA Heading\n\n“Quoted.\n\n“And more.”\n\nLast."
    encoding = encoded(source)

    assert [span.line for _, span in encoding.origins] == [3, 5, 7, 9, 11]
    for number, span in encoding.origins:
        words = source.split("\n")[span.line - 1]
        here = "".join(encoding.data.decode("utf-8").split("\n")[number - 1 : number + 1])
        assert words in here


def test_the_revision_stands_only_with_evidence():
    with_date = encoded("T\n\nText.", given_settings=Settings(revision=Revision(date="2026-11-22")))

    assert b"revisionDesc" not in encoded("T\n\nText.").data
    assert b'<change when="2026-11-22">' in with_date.data
