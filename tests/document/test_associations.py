"""Which schemas a file names: the pseudo-attributes to the letter, the places, what is no instruction."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.document.associations import Association, associations, pseudo_attributes

CASES = tomllib.loads((Path(__file__).parent / "associations.toml").read_text("utf-8"))["case"]
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"{}/>'
SAID = [name for name in Association._fields if name != "span"]


@pytest.mark.parametrize("case", CASES, ids=[case["fact"] for case in CASES])
def test_a_file_names_its_schemas(case):
    data = (case.get("head", "") + TEI.format(case.get("attributes", ""))).encode()
    named, findings = associations(data, "a.xml")
    said = [{name: getattr(one, name) for name in SAID if getattr(one, name)} for one in named]
    assert said == case.get("named", [])
    assert [finding.message for finding in findings] == case.get("wrong", [])


def test_an_instruction_stands_where_it_begins():
    data = (
        f'<?xml version="1.0"?>\n  <?xml-model href="a.rng"?>\n<!-- --><?xml-model?>{TEI.format("")}'.encode()
    )
    (named,), (finding,) = associations(data, "a.xml")
    assert (named.span.line, named.span.column) == (2, 3)
    assert (finding.span.line, finding.span.column) == (3, 9)


def test_a_location_for_no_namespace_speaks_of_a_root_element_without_one():
    data = b'<a xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:noNamespaceSchemaLocation="a.xsd"/>'
    (named,), _ = associations(data, "a.xml")
    assert (named.href, named.kind) == ("a.xsd", "xsd")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-15", "cp1252", "cp437", "koi8-r"])
def test_instructions_are_read_in_every_encoding(encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?><?xml-model href="a.rng"?>{TEI.format("")}'
    assert [one.href for one in associations(text.encode(encoding), "a.xml")[0]] == ["a.rng"]


def test_what_comes_after_the_root_element_begins_is_not_read():
    """Not even whether it is well-formed."""
    data = b'<?xml-model href="a.rng"?><TEI xmlns="x"><?xml-model href="b.rng"?></p>'
    assert [one.href for one in associations(data, "a.xml")[0]] == ["a.rng"]


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything(data):
    associations(data, "a.xml")
    associations(b'<?xml-model href="a.rng"?>' + data, "a.xml")


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.text("abc&<>\"'é \t", max_size=9)))
def test_what_is_written_as_attributes_is_read_as_attributes(attributes):
    names = {"&": "&amp;", "<": "&lt;", '"': "&quot;"}
    written = " ".join(
        f'{name}="{"".join(names.get(letter, letter) for letter in value)}"'
        for name, value in attributes.items()
    )
    assert pseudo_attributes(written) == attributes
