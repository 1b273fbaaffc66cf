"""Documents as events: places in every encoding, what is refused, trees, and how much is told."""

import pytest
from lxml import etree

from tei.relaxng.errors import DocumentError
from tei.relaxng.exact.examination import examined, examined_tree
from tei.relaxng.exact.faults import Kind
from tei.relaxng.grammar import Attribute, Choice, Data, Element, Empty, Grammar, Group, OneOrMore, Ref, Text
from tei.relaxng.matching.schema import Schema
from tei.relaxng.names import Name

A, B = Name("", "a"), Name("", "b")
NUMBER = Attribute(Name("", "n"), Data("http://www.w3.org/2001/XMLSchema-datatypes", "integer"))
ITEMS = Choice((Empty(), OneOrMore(Ref(1))))
SCHEMA = Schema(Grammar(Ref(0), (Element(A, ITEMS), Element(B, Group((Choice((Empty(), NUMBER)), Text()))))))


def place(data):
    (fault,) = examined(SCHEMA, data).faults
    return tuple(fault.place)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("iso-8859-1", "latin-1"),
        ("windows-1252", "cp1252"),
        ("koi8-r", "koi8-r"),
        ("shift_jis", "shift_jis"),
    ],
)
def test_places_are_characters_in_every_encoding(declared, encoding):
    words = {"koi8-r": "Привет", "shift_jis": "日本"}.get(encoding, "Größe")
    text = f'<?xml version="1.0" encoding="{declared}"?>\r\n<a><b>{words}</b><b n="1"/><b n=\'x\'/></a>'
    column = len(f"<a><b>{words}</b><b n='1'/><b n='") + 1
    assert place(text.encode(encoding)) == (2, column, 2, column + 1)


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_lines_end_as_in_xml(end):
    assert place(f"<a>{end}<b/>{end}{end} word</a>".encode()) == (4, 2, 4, 6)


def test_a_character_beyond_the_basic_plane_is_one_column():
    assert place("<a><b>\U0001f600\u0301</b><c/></a>".encode()) == (1, 14, 1, 15)


def test_a_comment_or_a_section_does_not_part_a_text():
    assert examined(SCHEMA, b"<a><!-- x --><?y z?><b>1<!-- --><![CDATA[<2>]]></b></a>").total == 0
    assert place(b"<a><!-- x --> wo<!-- -->rd</a>")[:2] == (1, 15)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no element found"),
        (b"<a>", "no element found"),
        (b"<a><b></a>", "mismatched tag"),
        (b"<p:a/>", "unbound prefix"),
        (b"<a xmlns:p='u' xmlns:q='u' p:x='' q:x=''/>", "duplicate attribute"),
        (b"<a>&e;</a>", "undefined entity"),
        (b"<!DOCTYPE a SYSTEM 'a.dtd'><a>&e;</a>", "the entity e is not declared in the document itself"),
        (
            b"<!DOCTYPE a [<!ENTITY e SYSTEM 'e.xml'>]><a>&e;</a>",
            "an external entity, e.xml, which is not loaded",
        ),
        (b"<?xml version='1.0' encoding='klingon'?><a/>", "no encoding with the name klingon"),
        (b"<?xml version='1.0' encoding='rot13'?><a/>", "no encoding with the name rot13"),
        (b"<?xml version='1.0' encoding='shift_jis'?><a>\x81</a>", "not written in shift_jis"),
    ],
)
def test_what_cannot_be_read_to_its_end_is_refused(data, words):
    with pytest.raises(DocumentError, match=words):
        examined(SCHEMA, data)


def test_entities_that_grow_beyond_measure_are_refused():
    entities = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 12}'>" for n in range(1, 10))
    bomb = f"<!DOCTYPE a [<!ENTITY e0 'word'>{entities}]><a><b>&e9;</b></a>"
    with pytest.raises(DocumentError):
        examined(SCHEMA, bomb.encode())
    # Large as it is, the document brings less than a hundred times its size, which expat would let pass.
    padding, entity = f"<!--{'x' * 500_000}-->", f"<!ENTITY e '{'word ' * 2000}'>"
    long = f"<!DOCTYPE a [{entity}]><a>{padding}{'<b>&e;</b>' * 2000}</a>"
    with pytest.raises(DocumentError, match="beyond measure"):
        examined(SCHEMA, long.encode())


def test_a_document_type_that_is_elsewhere_is_not_missed():
    assert examined(SCHEMA, b"<!DOCTYPE a PUBLIC '-//X' 'http://example.org/a.dtd'><a><b/></a>").total == 0


def test_the_node_of_a_tree_is_the_place():
    root = etree.fromstring("<a><b/><!-- c --><c n='1'/>word<?d e?> <b n='x'/></a>")
    found = examined_tree(SCHEMA, root)
    assert [(fault.kind, fault.node.tag) for fault in found.faults] == [
        (Kind.ELEMENT_UNKNOWN, "c"),
        (Kind.TEXT_NOT_ALLOWED, "a"),
        (Kind.VALUE_NOT_ALLOWED, "b"),
    ]


def test_a_deep_document_needs_no_recursion():
    deep = b"<a>" + b"<c>" * 50_000 + b"</c>" * 50_000 + b"</a>"
    assert examined(SCHEMA, deep).total == 1


def test_faults_beyond_the_limit_are_counted():
    found = examined(SCHEMA, b"<a>" + b"<c/>" * 5000 + b"</a>", limit=10)
    assert (found.total, len(found.faults)) == (5000, 10)
