"""Markdown: cases as data, places in the file, and that no text is lost whatever stands there."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei.document.namespaces import NS
from tei.encoder import Publication, Settings, encode
from tei.errors import InputError
from tei.readers.markdown import read, recognises
from tests.cases import check, load
from tests.strategies import words

CASES = load(Path(__file__).parent / "markdown")
SETTINGS = Settings(publication=Publication(publisher="The publisher"))
# The fence of a case ends where three backticks begin a line, so none stands in these.
_PIECES = st.sampled_from(
    ["# ", "> ", "- ", "1. ", "| a | b |\n| --- | --- |\n", "* * *", "[^1]: ", "[^1]", "^[note]", "_", "**", "[a](b)",
     "![a](b)", "<p class='verse'>", "</p>", '<div class="note">', "</div>", "<br>", "<!--", "-->", "`", "    ", "\\",
     "&amp;", "---", "===", "```", "<table><tr><td>", "<script>", "<ul><li>"]
)  # fmt: skip


def encoded(source: str):
    transcription, findings = read(source.encode("utf-8"), "a.md")
    return transcription, findings, encode(transcription, SETTINGS)


def shown(root: etree._Element, path: str) -> str:
    found = root.xpath(path, namespaces=NS)
    written = [etree.tostring(one, encoding="unicode", with_tail=False) for one in found]
    return "".join(one.replace(' xmlns="http://www.tei-c.org/ns/1.0"', "") + "\n" for one in written)


@pytest.mark.parametrize("case", CASES)
def test_markdown_is_read_as_the_case_says(case, accept):
    _, findings, encoding = encoded(case.given)
    root = etree.fromstring(encoding.data)
    found = {
        block.about: "".join(f"{f.span.line} {f.code}: {f.message}\n" for f in findings)
        if block.language == "text"
        else shown(root, block.about)
        for block in case.expected
    }
    check(case, found, accept=accept)


@given(
    st.lists(st.one_of(words, _PIECES, st.sampled_from(["\n", "\n\n"])), min_size=1, max_size=25).map("".join)
)
@settings(max_examples=200, deadline=None)
def test_whatever_stands_there_the_account_balances(source):
    try:
        _, _, encoding = encoded(source)
    except InputError:
        return
    assert encoding.account.problems == ()


def test_each_word_knows_its_place_in_the_file():
    source = "---\ntitle: T\n---\n\n# T\n\nOne *two*\nthree \\* four.\n\n> - five\n>   six\n\n| a | b |\n| - | - |\n| c | seven |\n"
    transcription, _, _ = encoded(source)
    lines = source.split("\n")
    for word in ("One", "two", "three", "four", "five", "six", "seven"):
        line, column = transcription.place(transcription.source.index(word))
        assert lines[line - 1].startswith(word, column - 1), word


def test_a_file_with_front_matter_is_known_as_markdown():
    assert recognises(b"---\ntitle: T\n---\n\nText.\n") > 0.9
    assert recognises(b"# T\n\n- one\n- two\n\nA [link](http://example.org) and **more**.\n") > 0.5
    assert recognises(b"A Title\n\n(3 May 1911)\n\nThe road leaves the village by the old bridge.\n") < 0.5


@pytest.mark.parametrize("source", ["", "\n \n", "<!-- nothing -->"])
def test_a_file_without_text_is_refused(source):
    with pytest.raises(InputError, match=re.escape("a.md is empty")):
        read(source.encode(), "a.md")


def test_a_link_to_a_place_that_is_not_there_tells_where_it_stands():
    _, _, encoding = encoded("# A Title\n\nOne.\n\nTwo [see below](#nowhere) there.\n")
    (finding,) = [one for one in encoding.findings if one.code == "encode.place-missing"]
    assert (finding.span.line, finding.span.column) == (5, 6)


@pytest.mark.parametrize(
    "source",
    [
        '0<div class="note">\n></div>',
        '<div class="verse">\n\n> a\n> </div>\n\nb',
        '> <div class="note">\n\na',
        "- <div>\n\na",
    ],
)
def test_tags_and_blocks_that_cross_lose_nothing(source):
    transcription, _ = read(source.encode(), "a.md")
    assert transcription.body
