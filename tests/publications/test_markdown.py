"""Markdown: cases as data, and the law that what it can say comes back as the same TEI."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from lxml import etree

from tei.document.namespaces import NS, XML_ID, tei
from tei.encoder import Publication, Settings, encode
from tei.encoder.header import statements
from tei.errors import InputError
from tei.publications.front_matter import TASKS
from tei.publications.markdown import markdown_of, publish
from tei.readers import markdown as markdown_reader
from tei.readers import text as text_reader
from tests.cases import check, load
from tests.publications.conftest import DOCUMENTS, EDITIONS, HERE, read
from tests.publications.test_html import sample
from tests.strategies import models, sayable_models, transcriptions

CASES = load(HERE / "markdown")
_PAGE_MARK = re.compile(r"\[(?:Pg|p\.) \d+\]")
SETTINGS = Settings(publication=Publication(publisher="The publisher"))


def markdown(data: bytes) -> str:
    return publish(read(data))["text.md"].decode("utf-8")


def body(markdown_of_sample: str) -> str:
    """The text below the front matter."""
    return re.sub(r"\A---\n.*?\n---\n\n?", "", markdown_of_sample, count=1, flags=re.DOTALL)


def text_element(data: bytes) -> bytes:
    """The text of a document in canonical form; a line end within a text is a space."""
    text = etree.fromstring(data).find(tei("text"))
    return re.sub(rb"\s+", b" ", etree.tostring(text, method="c14n"))


def encoded(reader, source: str) -> bytes:
    transcription, _ = reader.read(source.encode("utf-8"), "a")
    return encode(transcription, SETTINGS).data


@pytest.mark.parametrize("case", CASES)
def test_an_element_is_written_as_the_case_says(case, accept):
    data = sample(case.given)
    written = markdown(data)
    check(
        case,
        {"": body(written), "original": body(publish(read(data), original=True)["text.md"].decode())},
        accept=accept,
    )


def test_the_edition_comes_back_as_the_same_text():
    edition = (EDITIONS / "stalin-interview" / "expected.xml").read_bytes()
    again = encoded(markdown_reader, markdown(edition))
    assert text_element(again) == text_element(edition)


def test_the_header_of_the_edition_comes_back_as_far_as_it_speaks_of_the_text():
    edition = (EDITIONS / "stalin-interview" / "expected.xml").read_bytes()
    again = encoded(markdown_reader, markdown(edition))
    for path in ("tei:titleStmt", "tei:sourceDesc/tei:biblStruct/tei:monogr/tei:title", ".//tei:biblScope"):
        found = [
            [
                " ".join("".join(one.itertext()).split())
                for one in etree.fromstring(data).find(".//tei:fileDesc", NS).iterfind(path, NS)
            ]
            for data in (edition, again)
        ]
        assert found[0] == found[1]


READ = load(HERE.parent / "readers" / "markdown")
# What has no sign in Markdown, or is said otherwise there.
OTHERWISE: set[str] = set()


def text_with_ids_in_order(data: bytes) -> bytes:
    """The text of a document in canonical form, its notes and references called by their order."""
    text = etree.fromstring(data).find(tei("text"))
    called = list(text.iter(tei("note"), tei("ref")))
    names = {one.get(XML_ID): f"id-{at}" for at, one in enumerate(called) if one.get(XML_ID)}
    for one in called:
        for key in {XML_ID, "target"} & set(one.keys()):
            target = one.get(key).removeprefix("#")
            one.set(key, names.get(target, target))
    return re.sub(rb"\s+", b" ", etree.tostring(text, method="c14n"))


@pytest.mark.parametrize("case", READ)
def test_what_markdown_was_read_as_comes_back_as_the_same_text(case):
    edition = encoded(markdown_reader, case.given)
    again = encoded(markdown_reader, markdown_of(etree.fromstring(edition)))
    is_same = text_with_ids_in_order(again) == text_with_ids_in_order(edition)
    assert is_same == (case.title not in OTHERWISE)


@given(transcriptions())
@settings(max_examples=150, deadline=None)
def test_what_plain_text_was_read_as_comes_back_as_the_same_words(source):
    """Letter for letter: nothing that looks like mark-up is taken for it."""
    try:
        edition = encoded(text_reader, source)
    except InputError:
        return
    wanted = letters(edition, "tei:text")
    if wanted:
        again = encoded(markdown_reader, markdown_of(etree.fromstring(edition)))
        # A line that reads like one about the text may be kept beside it when it is read again.
        assert letters(again, "tei:text") + letters(again, ".//tei:bibl[@type='digital']/tei:note") == wanted


def again(data: bytes) -> bytes:
    """``data`` published as Markdown, read and encoded."""
    return encoded(markdown_reader, markdown_of(etree.fromstring(data)))


@given(sayable_models())
@settings(max_examples=150, deadline=None)
def test_what_markdown_has_signs_for_comes_back_as_the_same_text(model):
    edition = encode(model, SETTINGS).data
    assert text_with_ids_in_order(again(edition)) == text_with_ids_in_order(edition)


@given(models())
@settings(max_examples=100, deadline=None)
def test_what_came_back_once_comes_back_as_it_is(model):
    """What Markdown cannot say is lost the first time; then nothing more is."""
    try:
        once = again(again(encode(model, SETTINGS).data))
    except InputError:  # nothing of it is read as text
        return
    assert text_with_ids_in_order(again(once)) == text_with_ids_in_order(once)


def letters(data: bytes, path: str) -> Counter[str]:
    """The letters of the elements at ``path``, without what only runs along with the text, and marks of pages."""
    found = [
        one
        for element in etree.fromstring(data).iterfind(path, NS)
        for one in element.xpath(".//text()[not(ancestor::tei:fw)]", namespaces=NS)
    ]
    return Counter(letter for one in found for letter in _PAGE_MARK.sub("", one) if not letter.isspace())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_can_be_written_and_read(name):
    written = markdown(DOCUMENTS[name].read_bytes())
    assert b"<text>" in encoded(markdown_reader, written)


def test_the_tasks_are_those_of_the_encoder():
    assert {words: task for task, words in statements()["responsibilities"].items()}.items() <= TASKS.items()
