"""Laws of the exact pass: its verdict is that of a naive validator, and no bytes bring it down."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei.relaxng.errors import DocumentError
from tei.relaxng.exact.examination import examined, examined_tree
from tei.relaxng.grammar import Choice, Element, Grammar, Ref
from tei.relaxng.matching.schema import Schema
from tei.relaxng.names import Name
from tests.relaxng import naive
from tests.relaxng.small_languages import ATTRIBUTES, ELEMENTS, TEXTS, grammars


@st.composite
def trees(draw, depth=3):
    element = etree.Element(draw(st.sampled_from(ELEMENTS)).local)
    for name in draw(st.sets(st.sampled_from(ATTRIBUTES), max_size=2)):
        element.set(name.local, draw(st.sampled_from(TEXTS)))
    element.text = draw(st.sampled_from(["", "", *TEXTS]))
    for child in draw(st.lists(trees(depth - 1), max_size=3)) if depth else ():
        child.tail = draw(st.sampled_from(["", "", *TEXTS]))
        element.append(child)
    return element


@given(grammars(), st.lists(trees(), min_size=1, max_size=5))
def test_the_verdict_is_that_of_a_naive_validator(grammar, documents):
    schema = Schema(grammar)
    for document in documents:
        found = examined(schema, etree.tostring(document))
        assert (found.total == 0) == naive.is_valid(grammar, document), etree.tostring(document)
        in_tree = examined_tree(schema, document)
        assert [fault.kind for fault in in_tree.faults] == [fault.kind for fault in found.faults]


SCHEMA = Schema(
    Grammar(Ref(0), (Element(Name("", "a"), Choice((Ref(0), Ref(1)))), Element(Name("", "b"), Ref(0))))
)


def places(data):
    """The places of the faults, or that of what is not XML."""
    try:
        return [fault.place[:2] for fault in examined(SCHEMA, data).faults]
    except DocumentError as refused:
        return [(refused.line, refused.column)]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_at_a_place(data):
    assert all(min(place) >= 1 for place in places(data))


PIECES = st.sampled_from(
    [
        "<a>", "</a>", "<b/>", "<a b='1'>", "<a:b>", "<!DOCTYPE a [", "<!ENTITY e '<b/>'>", "]>", "&e;", "&lt;", "<![CDATA[",
        "]]>", "<!-- -->", "<?x y?>", "<a xmlns='u'>", "<a xmlns:p=''>", "text", "\r\n", "\x0c", "<?xml version='1.0' encoding='",
        "latin1", "utf-16", "rot13", "hex", "undefined", "idna", "'?>", " ", "\ufeff", "é", "\U0001f600", "<a xml:id='1' p:q='2'",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join), st.sampled_from(["utf-8", "utf-16", "latin-1", "utf-32"]))
def test_pieces_of_xml_are_read_or_refused(text, encoding):
    assert all(min(place) >= 1 for place in places(text.encode(encoding, "replace")))
