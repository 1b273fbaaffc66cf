"""Plain text: cases as data, and the law that a text comes back letter for letter."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from tei.comparing import compare
from tei.diagnostics import Severity
from tei.encoder import Publication, Settings, encode
from tei.errors import InputError
from tei.publications.text import publish, text_of
from tei.readers import text as text_reader
from tei.transcription.reading import reading_text
from tests.cases import check, load
from tests.publications.conftest import DOCUMENTS, EDITIONS, HERE, read
from tests.publications.test_html import sample
from tests.strategies import models, transcriptions

CASES = load(HERE / "text")
SETTINGS = Settings(publication=Publication(publisher="The publisher"))


def text(data: bytes, *, original: bool = False) -> str:
    return publish(read(data), original=original)["text.txt"].decode("utf-8")


def differing(edition: bytes, source: bytes) -> list:
    found = compare(edition, "a.xml", source, "a.txt", "text")
    return [one for one in found if one.severity is Severity.ERROR]


@pytest.mark.parametrize("case", CASES)
def test_an_element_is_written_as_the_case_says(case, accept):
    data = sample(case.given)
    check(case, {"": text(data), "original": text(data, original=True)}, accept=accept)


def test_the_edition_gives_its_transcription_back():
    folder = EDITIONS / "stalin-interview"
    assert (
        compare(
            (folder / "expected.xml").read_bytes(),
            "expected.xml",
            (folder / "transcription.txt").read_bytes(),
            "transcription.txt",
        )
        == []
    )


@given(transcriptions())
@settings(max_examples=150, deadline=None)
def test_every_text_comes_back_letter_for_letter(source):
    data = source.encode("utf-8")
    try:
        transcription, _ = text_reader.read(data, "a.txt")
    except InputError:
        return
    assert differing(encode(transcription, SETTINGS).data, data) == []


@given(models())
@settings(max_examples=100, deadline=None)
def test_every_letter_of_a_model_is_read_once(model):
    root = etree.fromstring(encode(model, SETTINGS).data)
    read_there, wanted = text_of(root, original=True), reading_text(model)
    assert Counter(filter(str.isalpha, read_there)) == Counter(filter(str.isalpha, wanted))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_is_written_twice_and_no_blank_line_doubled(name):
    path = Path(DOCUMENTS[name])
    written = text(path.read_bytes())
    assert "\n\n\n" not in written
    assert written == text(path.read_bytes())


def test_a_document_without_text_is_empty():
    assert text(b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/></TEI>') == ""
