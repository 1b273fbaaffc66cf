"""The compact syntax: what each construct is in XML syntax, where it stands, and what is said of mistakes."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.relaxng.compact import parse
from tei.relaxng.errors import SchemaError
from tei.relaxng.sources.source import DEEPEST, ForeignElement, SourceElement
from tei.relaxng.sources.xml_reader import read_xml

FOLDER = Path(__file__).parent / "compact"
EQUIVALENTS = tomllib.loads((FOLDER / "equivalents.toml").read_text("utf-8"))["case"]
FAULTS = tomllib.loads((FOLDER / "faults.toml").read_text("utf-8"))["case"]
NAMESPACES = (
    ' xmlns="http://relaxng.org/ns/structure/1.0" xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0"'
    ' xmlns:x="urn:x" xmlns:y="urn:y"'
)


def tree(element):
    """All of a source element but its places."""
    if isinstance(element, str):
        return element
    if isinstance(element, ForeignElement):
        return element.name, element.attributes, [tree(part) for part in element.content]
    return (
        element.name,
        element.attributes,
        element.text,
        [tree(annotation) for annotation in element.annotations],
        [tree(child) for child in element.children],
    )


@pytest.mark.parametrize("case", EQUIVALENTS, ids=lambda case: case["fact"])
def test_compact_syntax_is_the_tree_of_the_xml_syntax(case):
    xml = re.sub(r"^<\w+", lambda root: root[0] + NAMESPACES, case["xml"])
    assert tree(parse(case["rnc"].encode(), "a.rnc")) == tree(read_xml(xml.encode(), "a.rng"))


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case["fact"])
def test_a_mistake_is_told_with_its_place(case):
    with pytest.raises(SchemaError) as raised:
        parse(case["rnc"].encode(), "a.rnc")
    error = raised.value
    assert (error.uri, error.line, error.column, error.message) == ("a.rnc", *case["at"], case["message"])


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_encodings_and_line_ends(encoding, ends, mark):
    if encoding != "utf-8":
        mark = "\ufeff"
    written = mark + 'element é {\n  # comment\n  """a\nb""" |\n ? }'.replace("\n", ends)
    with pytest.raises(SchemaError) as raised:
        parse(written.encode(encoding), "a.rnc")
    assert (raised.value.line, raised.value.column) == (5, 2)
    root = parse(written.replace("?", "'c'").encode(encoding), "a.rnc")
    assert [value.text for value in root.children[1].children] == ["a\nb", "c"]


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"element a\n{ \xff }", 2, 3),
        (b"element \xc3\xa9\r\n\r\n \xc3 { text }", 3, 2),
        ("\ufeffelement\na".encode("utf-16-le") + b" ", 2, 2),
    ],
)
def test_bytes_that_are_no_characters_are_told_with_their_place(data, line, column):
    with pytest.raises(SchemaError, match="save it so") as raised:
        parse(data, "a.rnc")
    assert (raised.value.line, raised.value.column) == (line, column)


def test_each_construct_knows_its_place():
    rnc = rb"""
namespace x = "urn:x"
start = \x{61}bc, element x:d |
  e* { ## f
    \x{22}g" ~ "h" - i }
"""
    with pytest.raises(SchemaError) as raised:
        parse(rnc, "a.rnc")
    assert (raised.value.line, raised.value.column) == (4, 4)
    root = parse(rnc.replace(b"e*", b"e").replace(b"- i", b", \\x{61}b, [x:c []] i?"), "a.rnc")
    places = {}
    pending: list[SourceElement | ForeignElement] = [root]
    while pending:
        element = pending.pop()
        places[element.name, *element.attributes.values()] = (element.line, element.column)
        if isinstance(element, SourceElement):
            pending += [*element.children, *element.annotations]
    assert {key[-1]: place for key, place in places.items() if key[0] in {"ref", "optional"}} == {
        "abc": (3, 9),
        "ab": (5, 22),
        "i": (5, 40),
        "optional": (5, 40),
    }
    assert places["element",] == (3, 19)
    assert places["{urn:x}c",] == (5, 32)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("(", ")"),
        ("element a { ", " }"),
        ("element a { (b, ", ")* }"),
        ("grammar { start = ", "}"),
        ("[ x:a [ ] ] (", ")"),
        ("list { token - (", ")}"),
    ],
)
def test_what_is_nested_too_deeply_is_refused(before, after):
    def nested(depth):
        rnc = 'namespace x = "urn:x"\nstart = ' + before * depth + "text" + after * depth
        return parse(rnc.encode(), "a.rnc")

    assert nested(DEEPEST // 4).name == "grammar"
    for depth in (DEEPEST + 1, 20_000):
        with pytest.raises(SchemaError, match="nested too deeply"):
            nested(depth)


@pytest.mark.parametrize(
    "rnc", ["element a | (", "element * - (", "a [ ", "div { ", "[ x:a [ ", "element a { token -"]
)
def test_what_is_opened_too_often_is_refused(rnc):
    with pytest.raises(SchemaError):
        parse(b'namespace x = "urn:x"\n' + rnc.encode() * 20_000, "a.rnc")


def read_or_refused(data):
    try:
        parse(data, "a.rnc")
    except SchemaError as error:
        return error.line >= 1 and error.column >= 1
    return True


PIECES = sorted({piece for case in EQUIVALENTS for piece in re.findall(r"\w+|\s+|.", case["rnc"])})


@given(st.binary())
def test_any_bytes_are_read_or_refused(data):
    assert read_or_refused(data)


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_pieces_are_read_or_refused(rnc):
    assert read_or_refused(rnc.encode())


@given(st.data())
def test_any_change_of_a_schema_is_read_or_refused(data):
    rnc = data.draw(st.sampled_from(EQUIVALENTS))["rnc"]
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(rnc))] * 2)))
    assert read_or_refused((rnc[:start] + data.draw(st.sampled_from([*PIECES, ""])) + rnc[end:]).encode())
