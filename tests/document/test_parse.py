"""Reading TEI: what is refused and how it is said, and where things stand to the character."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.document.namespaces import XML_ID
from tei.document.parse import Document, parse

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'
REFUSED = tomllib.loads((Path(__file__).parent / "refused.toml").read_text("utf-8"))["refused"]
BOMB = "<!DOCTYPE TEI [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)
)


def read(text: str, encoding: str = "utf-8") -> Document:
    document, findings = parse(text.encode(encoding), "a.xml")
    assert document is not None, findings
    return document


@pytest.mark.parametrize("case", REFUSED, ids=[case["fact"] for case in REFUSED])
def test_a_file_that_is_no_tei_is_refused_with_the_place_and_the_reason(case):
    data = case["text"].replace("<TEI>", TEI).encode(case.get("encoding", "utf-8"))
    document, (finding,) = parse(data, "a.xml")

    assert document is None
    assert finding.code == f"document.{case['code']}"
    assert f"{finding.span.line}:{finding.span.column or ''}".rstrip(":") == case["place"]
    assert finding.message == case["message"]
    assert finding.hint == case.get("hint", finding.hint)


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\x00", b"PK\x03\x04word", b"%PDF-1.7", b"\xff\xd8\xff\xe0", b"a\x00b", b"{\\rtf1"],
)
def test_a_file_that_is_no_text_is_called_what_it_is(data):
    _, (finding,) = parse(data, "a.xml")
    assert finding.code == "document.binary-file"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe\n\x00"])
def test_a_file_of_nothing_is_empty(data):
    _, (finding,) = parse(data, "a.xml")
    assert finding.code == "document.empty-file"


@pytest.mark.parametrize(
    "body", [f"]>{TEI}&a11;</TEI>", "]><TEI xmlns='http://www.tei-c.org/ns/1.0' n='&a11;'/>"]
)
def test_entities_that_would_grow_beyond_measure_are_refused(body):
    document, (finding,) = parse((BOMB + body).encode(), "a.xml")
    assert document is None
    assert finding.code == "document.entity-bomb"


def test_entities_that_stand_for_themselves_are_refused():
    _, (finding,) = parse(
        f"<!DOCTYPE TEI [<!ENTITY a '&b;'><!ENTITY b '&a;'>]>{TEI}&a;</TEI>".encode(), "a.xml"
    )
    assert finding.code == "document.entity-bomb"


def test_no_outside_file_is_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    dtd = tmp_path / "a.dtd"
    dtd.write_text('<!ENTITY a "secret">')
    sources = [
        f'<!DOCTYPE TEI [<!ENTITY a SYSTEM "{secret.as_uri()}">]>{TEI}&a;</TEI>',
        f'<!DOCTYPE TEI SYSTEM "{dtd.as_uri()}">{TEI}&a;</TEI>',
        f'<!DOCTYPE TEI SYSTEM "{dtd}" [<!ENTITY b "b">]>{TEI}&b;&a;</TEI>',
        f'<!DOCTYPE TEI [<!ENTITY % d SYSTEM "{dtd.as_uri()}"> %d;]>{TEI}&a;</TEI>',
    ]
    for source in sources:
        document, findings = parse(source.encode(), "a.xml")
        assert document is None
        assert {finding.code for finding in findings} <= {
            "document.undeclared-entity",
            "document.external-entity",
        }, source


def test_an_outside_dtd_that_is_not_needed_does_no_harm():
    assert read(f'<!DOCTYPE TEI SYSTEM "tei.dtd">{TEI}a</TEI>').root.text == "a"


def test_an_entity_that_the_file_declares_is_text_like_any_other():
    document = read(f'<!DOCTYPE TEI [<!ENTITY mill "the <hi>old</hi> mill">]>{TEI}at &mill;.</TEI>')
    assert "".join(document.root.itertext()) == "at the old mill."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "windows-1252", "iso-8859-15"]
)
def test_an_encoding_that_is_named_is_read(encoding):
    name = encoding.removesuffix("-sig")
    declaration = f'<?xml version="1.0" encoding="{name if name != "utf-16-le" else "utf-16le"}"?>\n'
    document = read(f"{declaration}{TEI}<p>Käfer</p></TEI>", encoding)
    assert document.root[0].text == "Käfer"
    assert (document.span(document.root[0]).line, document.span(document.root[0]).column) == (2, len(TEI) + 1)


def test_an_id_that_is_no_name_or_given_twice_does_not_stop_the_reading():
    assert len(read(f'{TEI}<p xml:id="2"/><p xml:id="a"/><p xml:id="a"/></TEI>').root) == 3


SIGNS = ["a", "é", "𝔸", "&#x1d538;", "\u0301", "\t", " ", "&amp;", "<!-- < -->", "<?a >?>", "<![CDATA[<]]>"]
ATTRIBUTES = ["", ' n="1"', " n = '>'", ' xml:id="a"\n  n="\té𝔸&lt;"', "\r\n n=\"&#10;\" rend='a b'"]


@given(
    st.lists(st.tuples(st.sampled_from(SIGNS), st.sampled_from(ATTRIBUTES), st.booleans()), max_size=12),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_the_place_of_every_tag_and_attribute_is_exact(parts, end_of_line):
    text = TEI
    for sign, attributes, breaks in parts:
        text += sign + (end_of_line if breaks else "") + f"<p{attributes.replace(chr(10), end_of_line)}/>"
    document = read(text + "</TEI>")
    lines = (text + "</TEI>").replace("\r\n", "\n").replace("\r", "\n").split("\n")

    at = 0
    for element in document.root.iterchildren("*"):
        at = text.index("<p", at) + 2
        span = document.span(element)
        assert (span.line, span.column) == place(text, at - 2)
        assert lines[span.line - 1][span.column - 1 : span.end_column - 1] == "<p"
        for name, written in (("n", "n"), (XML_ID, "xml:id")):
            if name in element.attrib:
                of_name, of_value = document.span(element, name), document.value_span(element, name)
                assert lines[of_name.line - 1][of_name.column - 1 : of_name.end_column - 1] == written
                quote = lines[of_value.line - 1][of_value.column - 2]
                assert quote in "\"'"
                assert lines[of_value.end_line - 1][of_value.end_column - 1] == quote


def place(text: str, at: int) -> tuple[int, int]:
    """Line and column, counted the slow way."""
    before = text[:at].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def test_the_place_of_text_is_that_of_its_first_word():
    document = read(f"{TEI}\n<p/><p>\n  Ölberg\n</p>\n</TEI>")
    span = document.text_span(document.root[1])
    assert (span.line, span.column, span.end_column) == (3, 3, 9)


def test_an_attribute_that_is_not_written_has_the_place_of_its_element():
    document = read(f'<!DOCTYPE TEI [<!ATTLIST p n CDATA "1">]>{TEI}<p/></TEI>')
    assert document.span(document.root[0], "n") == document.span(document.root[0])


def test_an_element_that_an_entity_brings_has_the_place_of_the_entity():
    document = read(f'<!DOCTYPE TEI [<!ENTITY a "<hi/>">]>{TEI}\n<p>&a;</p><p/></TEI>')
    assert document.span(document.root[0][0]).line == 2
    assert document.span(document.root[1]).column == len("<p>&a;</p>") + 1


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything(data):
    document, findings = parse(data, "a.xml")
    assert (document is None) == bool(findings)


@given(st.text(max_size=60), st.text(max_size=20))
def test_no_text_inside_a_document_raises_anything(text, attribute):
    data = f"{TEI}<p n='{attribute}'>{text}</p></TEI>".encode("utf-8", "surrogatepass")
    document, findings = parse(data, "a.xml")
    assert (document is None) == bool(findings)
    for finding in findings:
        assert finding.span.line >= 1
        assert "\n" not in finding.message
