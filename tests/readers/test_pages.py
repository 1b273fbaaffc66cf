"""Pages of the web: cases as data, the law that no letter is lost, encodings, and what may never happen."""

from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei.document.namespaces import NS
from tei.encoder import Publication, Settings, encode
from tei.errors import InputError, TeiError
from tei.readers import html
from tei.transcription.decisions import Kind, Settled
from tests.cases import check, load

CASES = load(Path(__file__).parent / "pages")
SETTINGS = Settings(publication=Publication(publisher="The publisher"))


def shown(root: etree._Element, path: str) -> str:
    found = root.xpath(path, namespaces=NS)
    written = [etree.tostring(one, encoding="unicode", with_tail=False) for one in found]
    return "".join(one.replace(' xmlns="http://www.tei-c.org/ns/1.0"', "") + "\n" for one in written)


@pytest.mark.parametrize("case", CASES)
def test_a_page_is_encoded_as_the_case_says(case, accept):
    transcription, findings = html.read(case.given.encode("utf-8"), "a.html")
    encoding = encode(transcription, SETTINGS)
    said = [*findings, *encoding.findings]
    root = etree.fromstring(encoding.data)
    found = {
        block.about: "".join(f"{f.span.line} {f.code}: {f.message}\n" for f in said)
        if block.language == "text"
        else shown(root, block.about)
        for block in case.expected
    }

    check(case, found, accept=accept)


# ---------------------------------------------------------------- laws

TAGS = ["p", "div", "b", "i", "em", "span", "h1", "h2", "h3", "blockquote", "ul", "li", "ol", "table", "tr", "td", "th", "pre",
        "a", "sup", "br", "hr", "img", "q", "dl", "dt", "dd", "section", "center", "font", "nav", "figure"]  # fmt: skip
ATTRIBUTES = ["", ' class="quoteb"', ' class="info"', ' class="note"', ' class="pagenum"', ' class="poem"', ' href="#a"',
              ' href="b.htm"', ' id="a"', ' name="page4"', ' class="figcenter"', ' src="a.png" alt="A"', ' class="toplink"']  # fmt: skip
WORDS = [
    "The ships",
    "lay still.",
    " ",
    "\n",
    "[1]",
    "1.",
    "&nbsp;",
    "&amp;",
    "(May 1912)",
    "* * *",
    "Ada Marlow",
    "|",
    "é",
    "“No!”",
]


@st.composite
def pages(draw):
    pieces = []
    for _ in range(draw(st.integers(1, 25))):
        kind = draw(st.sampled_from(["open", "close", "words", "words"]))
        if kind == "words":
            pieces.append(draw(st.sampled_from(WORDS)))
        elif kind == "open":
            pieces.append(f"<{draw(st.sampled_from(TAGS))}{draw(st.sampled_from(ATTRIBUTES))}>")
        else:
            pieces.append(f"</{draw(st.sampled_from(TAGS))}>")
    return "<body><p>Words.</p>" + "".join(pieces)


def letters(text: str) -> Counter[str]:
    return Counter(character for character in text if character.isalnum())


@given(pages())
@settings(max_examples=150, deadline=None)
def test_the_source_has_the_letters_of_the_page_and_the_account_balances(page):
    transcription, _ = html.read(page.encode("utf-8"), "a.html")

    parsed = etree.fromstring(page.encode("utf-8"), etree.HTMLParser(encoding="utf-8"))
    assert letters(transcription.source) == letters("".join(parsed.itertext()))
    assert encode(transcription, SETTINGS).account.is_balanced


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_no_bytes_raise_anything_but_an_error_of_ours(data):
    with suppress(TeiError):
        html.read(data, "a.html")


@given(st.text(alphabet="<>/=\"'&;#!- abp\n\x00\x85\ufffe", max_size=80))
@settings(max_examples=200, deadline=None)
def test_no_mark_up_raises_anything_but_an_error_of_ours(text):
    with suppress(TeiError):
        html.read(text.encode("utf-8"), "a.html")


# ---------------------------------------------------------------- encodings

ENCODED = {
    "a declaration is believed": (b'<meta charset="iso-8859-2"><p>\xb1</p>', "ą"),
    "ISO-8859-1 is read as Windows-1252": (b'<meta charset="iso-8859-1"><p>\x93No\x94</p>', "“No”"),
    "UTF-8 that is declared as something else is UTF-8": (
        '<meta charset="iso-8859-1"><p>“é”</p>'.encode(),
        "“é”",
    ),
    "what is declared UTF-8 and is not is read as Windows-1252": (b'<meta charset="utf-8"><p>\xe9</p>', "é"),
    "nothing declared is UTF-8 where it can be": ("<p>é</p>".encode(), "é"),
    "nothing declared is Windows-1252 where it cannot": (b"<p>\xe9</p>", "é"),
    "a byte order mark goes before everything": (
        '\ufeff<meta charset="iso-8859-2"><p>é</p>'.encode("utf-16"),
        "é",
    ),
    "references to C1 controls mean Windows-1252": (b"<p>&#147;No&#x94;</p>", "“No”"),
    "an XML declaration is one": (
        b'<?xml version="1.0" encoding="iso-8859-2"?><html><p>\xb1</p></html>',
        "ą",
    ),
    "an encoding that no browser knows is not believed": ('<meta charset="utf-7"><p>é</p>'.encode(), "é"),
}


@pytest.mark.parametrize("name", ENCODED)
def test_characters_are_decoded_as_browsers_do(name):
    data, expected = ENCODED[name]

    transcription, _ = html.read(data, "a.html")

    assert transcription.source == expected


def test_a_page_in_another_encoding_than_it_declares_is_told():
    _, findings = html.read('<meta charset="iso-8859-1"><p>“é”</p>'.encode(), "a.html")

    assert [finding.message for finding in findings] == [
        "the page declares `iso-8859-1`, but was read as UTF-8"
    ]


# ---------------------------------------------------------------- what may never happen


def test_elements_nested_beyond_sense_are_refused_in_one_sentence():
    with pytest.raises(InputError, match="more than 2000 elements within each other"):
        html.read(b"<div>" * 10_000 + b"deep", "a.html")


def test_marks_nested_beyond_sense_lose_no_text():
    transcription, _ = html.read(b"<p>" + b"<b>" * 1000 + b"deep" + b"</b>" * 1000 + b" water</p>", "a.html")

    assert transcription.source == "deep water"


def test_entities_of_the_page_are_not_expanded():
    bomb = (
        '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><p/><p>One &b; two &c;.</p></body></html>'
    )

    transcription, _ = html.read(bomb.encode(), "a.html")

    assert "aaaa" not in transcription.source
    assert "root" not in transcription.source


@pytest.mark.parametrize(
    "data", [b"", b" \n", b"<html><head><title>T</title></head></html>", b"<!-- -->", b"\0\1\2"]
)
def test_a_page_without_text_is_refused(data):
    with pytest.raises(InputError):
        html.read(data, "a.html")


def test_a_finding_points_into_the_page():
    page = "<html>\n<body>\n<h1>The\nHarbour</h1>\n\n<p>Nobody <i>at\nall</i> spoke.</p>\n"

    transcription, _ = html.read(page.encode(), "a.html")

    places = {
        word: transcription.place(transcription.source.index(word))
        for word in ("The", "Nobody", "at", "spoke")
    }
    assert places == {"The": (3, 5), "Nobody": (6, 4), "at": (6, 14), "spoke": (7, 10)}


def test_an_editor_settles_a_line_of_a_page():
    page = "<h1>The Harbour</h1><p>It was <em>very <b>late</b></em>.<br>The Pilot<br>He slept.</p>"

    transcription, _ = html.read(page.encode(), "a.html", [Settled("The Pilot", Kind.HEADING)])

    root = etree.fromstring(encode(transcription, SETTINGS).data)
    assert shown(root, "//tei:div/tei:head") == "<head>The Pilot<lb/>He slept.</head>\n"


RECOGNISED = {
    "<!DOCTYPE html><html>": 1.0,
    "<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'>": 1.0,
    "<p>One paragraph.</p>": 0.95,
    "A letter to a friend, with no tags in it.": 0.0,
    "<?xml version='1.0'?><TEI><p>One</p></TEI>": 0.0,
}


@pytest.mark.parametrize("text", RECOGNISED)
def test_how_sure_it_is_that_something_is_a_page(text):
    assert html.recognises(text.encode()) == RECOGNISED[text]
