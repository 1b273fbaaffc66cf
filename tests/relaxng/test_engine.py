"""The engine as a whole: verdicts of the conformance suite and of real files, rows that are kept, namespaces."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei.relaxng.engine import Engine
from tei.relaxng.errors import SchemaError
from tests.relaxng.spectest import SCHEMA, cases

LETTER = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="urn:letters"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="letter">
    <attribute name="year"><data type="gYear"/></attribute>
    <optional><attribute name="note"/></optional>
    <optional><attribute name="hand"><choice><value>fair</value><value>foul</value></choice></attribute></optional>
    <optional><attribute name="xml:id" ns="http://www.w3.org/XML/1998/namespace"><data type="ID"/></attribute></optional>
    <element name="date"><data type="date"/></element>
    <oneOrMore><element name="p"><mixed><zeroOrMore><choice>
      <element name="who"><attribute name="ref"><data type="IDREF"/></attribute><text/></element>
      <element name="name"><attribute name="id"><data type="ID"/></attribute><text/></element>
    </choice></zeroOrMore></mixed></element></oneOrMore>
    <zeroOrMore><element><anyName><except><nsName/></except></anyName><text/></element></zeroOrMore>
  </element></start>
</grammar>"""

# A document, and whether it is valid.
LETTERS = [
    ('<letter xmlns="urn:letters" year="1801"><date>1801-04-12</date><p>Dear <who ref="a"/><name id="a">A.</name></p></letter>', True),
    ('<l:letter xmlns:l="urn:letters" year="1801"><l:date>1801-04-12</l:date><l:p/></l:letter>', True),
    ('<letter xmlns="urn:letters" year="1801"><date> 1801-04-12\n</date><p xmlns="urn:letters"/></letter>', True),
    ('<letter xmlns="urn:letters" year="1801"><date>1801-04-12</date> <!-- a --> <p/> <?b c?> <p/></letter>', True),
    ('<letter xmlns="urn:letters" year="1801"><date>1801-<!-- a -->04-12</date><p/></letter>', True),
    ('<letter xmlns="urn:letters" year="1801" note="&lt;"><date>1801-04-12</date><p/></letter>', True),
    ('<letter xmlns="urn:letters" year="1801"><date>1801-04-12</date><p/><x xmlns="urn:others">y</x></letter>', True),
    ('<letter xmlns="urn:letters" year="1801"><date>1801-04-12</date><p/><x xmlns="">y</x></letter>', True),
    ('<letter xmlns="urn:letters" year="1801"><date>1801-04-12</date><p/><x>y</x></letter>', False),
    ('<letter xmlns="urn:letters" year="1801"><date>1801-04-12</date><p xmlns="urn:others"/></letter>', False),
    ('<letter year="1801"><date>1801-04-12</date><p/></letter>', False),
    ('<letter xmlns="urn:letters" year="1801"><date>1801-02-30</date><p/></letter>', False),
    ('<letter xmlns="urn:letters" year="MDCCCI"><date>1801-04-12</date><p/></letter>', False),
    ('<letter xmlns="urn:letters"><date>1801-04-12</date><p/></letter>', False),
    ('<letter xmlns="urn:letters" year="1801" hand="fine"><date>1801-04-12</date><p/></letter>', False),
    ('<letter xmlns="urn:letters" year="1801">Dear <date>1801-04-12</date><p/></letter>', False),
    ('<letter xmlns="urn:letters" year="1801">\u00a0<date>1801-04-12</date><p/></letter>', False),
    ('<letter xmlns="urn:letters" year="1801"><date>1801-04-12</date></letter>', False),
    ('<letter xmlns="urn:letters" year="1801"><date>1801-04-12</date><p><who ref="b"/><name id="a"/></p></letter>', False),
    ('<letter xmlns="urn:letters" year="1801"><date>1801-04-12</date><p><name id="a"/><name id="a"/></p></letter>', False),
    ('<letter xmlns="urn:letters" year="1801"><date>1801-04-12</date><p><name id="2"/></p></letter>', False),
    ('<letter xmlns="urn:letters" year="1801"><date>1801-04-12</date><p><name id="a b"/></p></letter>', False),
    ('<letter xml:id="a" xmlns="urn:letters" year="1801"><date>1801-04-12</date><p><name id="a"/></p></letter>', False),
    ('<letter xml:id="a" xmlns="urn:letters" year="1801"><date>1801-04-12</date><p><name id="b"/></p></letter>', True),
    ('<letter xmlns="urn:letters" year="1801"><date>1801-04-12</date><p/>', False),
    ('<letter xmlns="urn:letters" year="1801"><date>1801-04-12</date><l:p/></letter>', False),
    ('<l:letter xmlns:l="urn:letters" year="1801"><l:date>1801-04-12</l:date><a:b:p/></l:letter>', False),
]  # fmt: skip


class Kept(dict[str, bytes]):
    """A cache that counts how often something was put in."""

    writes = 0

    def __setitem__(self, name, data):
        super().__setitem__(name, data)
        self.writes += 1


class ReadOnly(dict[str, bytes]):
    def __setitem__(self, name, data):
        raise PermissionError(name)


def engine(schema=LETTER, cache=None, **files):
    return Engine("a.rng", {"a.rng": schema.encode(), **files}.__getitem__, cache)


def is_valid(document, by):
    return by.is_valid(io.BytesIO(document.encode()))


@pytest.mark.parametrize(("document", "expected"), LETTERS)
def test_a_letter_is_valid_or_not(document, expected):
    assert is_valid(document, engine()) is expected


def test_one_engine_says_of_many_documents_what_a_new_one_says_of_each():
    one = engine()
    for _ in range(2):
        for document, expected in LETTERS:
            assert is_valid(document, one) is expected


def test_rows_that_were_kept_say_the_same():
    cache = Kept()
    first = engine(cache=cache)
    for document, _ in LETTERS:
        is_valid(document, first)
    first.save()
    for document, expected in LETTERS:
        assert is_valid(document, engine(cache=cache)) is expected


def test_a_known_document_needs_no_schema_and_saves_nothing():
    cache = Kept()
    first = engine(cache=cache)
    assert is_valid(LETTERS[0][0], first)
    first.save()
    again = engine(cache=cache)
    again.automaton._make = None  # it would be called for the patterns of the schema
    assert is_valid(LETTERS[0][0], again)
    again.save()
    assert cache.writes == 1


def test_rows_grow_from_process_to_process():
    cache = Kept()
    for document, expected in LETTERS:
        one = engine(cache=cache)
        assert is_valid(document, one) is expected
        one.save()
    assert len(cache) == 1


def test_values_that_were_not_seen_are_decided_by_rows_that_were_kept():
    cache = Kept()
    first = engine(cache=cache)
    assert is_valid(LETTERS[0][0], first)
    first.save()
    assert is_valid(LETTERS[0][0].replace("1801", "1802"), engine(cache=cache))
    assert not is_valid(LETTERS[0][0].replace("1801", "180"), engine(cache=cache))


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda _: b"nothing of the kind",
        lambda data: data[:-1],
        lambda data: data[:200],
        lambda data: data[:50] + b"\x00" + data[51:],
        lambda data: data + b"\x00",
    ],
)
def test_a_damaged_entry_is_made_anew(damage):
    cache = Kept()
    first = engine(cache=cache)
    assert is_valid(LETTERS[0][0], first)
    first.save()
    (name,) = cache
    cache[name] = damage(cache[name])
    again = engine(cache=cache)
    assert is_valid(LETTERS[0][0], again)
    again.save()
    assert is_valid(LETTERS[0][0], engine(cache=cache))


def test_a_changed_schema_is_read_again():
    cache = Kept()
    first = engine(cache=cache)
    first.save()
    other = LETTER.replace("<data type='date'/>", "<text/>").replace('<data type="date"/>', "<text/>")
    assert is_valid(LETTERS[11][0], engine(other, cache))


def test_a_changed_file_that_the_schema_includes_is_read_again():
    cache = Kept()
    schema = '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="b.rng"/></grammar>'
    inner = '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="{}"><empty/></element></start></grammar>'
    first = engine(schema, cache, **{"b.rng": inner.format("a").encode()})
    assert is_valid("<a/>", first)
    first.save()
    again = engine(schema, cache, **{"b.rng": inner.format("b").encode()})
    assert is_valid("<b/>", again)
    assert not is_valid("<a/>", again)


def test_a_cache_that_cannot_be_written_costs_nothing_but_time():
    one = engine(cache=ReadOnly())
    assert is_valid(LETTERS[0][0], one)
    one.save()


def test_a_schema_that_is_none_is_said_so_and_not_kept():
    cache = Kept()
    with pytest.raises(SchemaError):
        engine("<grammar/>", cache)
    assert not cache


def test_start_up_with_known_rows_imports_next_to_nothing(tmp_path):
    (tmp_path / "a.rng").write_text(LETTER, "utf-8")
    (tmp_path / "a.xml").write_text(LETTERS[0][0], "utf-8")
    program = """if True:
        import sys, os
        from tei.relaxng.engine import Engine
        class Files(dict):
            def __missing__(self, name):
                with open(name, "rb") as file: return file.read()
            def __setitem__(self, name, data):
                with open(name, "wb") as file: file.write(data)
        one = Engine("a.rng", Files().__getitem__, Files())
        with open("a.xml", "rb") as file: assert one.is_valid(file)
        one.save()
        slow = {"typing", "re", "dataclasses", "enum", "inspect", "pathlib", "lxml", "tei.relaxng.matching.patterns", "tei.relaxng.grammar"}
        print(*sorted(slow & set(sys.modules)))
    """
    run = [sys.executable, "-S", "-c", program]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    for _ in range(2):
        printed = subprocess.run(
            run, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
        ).stdout
    assert printed.split() == []


def test_as_many_namespaces_as_a_document_likes_do_not_fill_the_memory():
    one = engine()
    inner = "".join(f'<x xmlns="urn:{number}">y</x>' for number in range(2000))
    document = f'<letter xmlns="urn:letters" year="1801"><date>1801-04-12</date><p/>{inner}</letter>'
    is_valid(document, one)  # sure or not
    assert len(one.automaton.contexts) < 1000
    assert is_valid(LETTERS[0][0], one)


def test_as_many_values_as_documents_like_do_not_fill_the_memory():
    one = engine()
    for start in range(1000, 9000, 1000):
        for year in range(start, start + 1000):
            assert is_valid(LETTERS[0][0].replace('year="1801"', f'year="{year}"'), one)
    assert max(len(values) for row in one.automaton.attributes.values() for values in row.values()) < 1000


@given(st.binary(max_size=200) | st.text("<>/ab =\"'xmlns:&;#\u00e9", max_size=80).map(str.encode))
def test_bytes_of_any_kind_raise_nothing(data):
    assert SOME.is_valid(io.BytesIO(data)) in {True, False}


SOME = engine()


# Cases of the suite with QNames as values: a tree has lost their prefixes, so its rows are not sure of valid ones.
WITH_QNAMES = {378, 379, 380}


def verdicts(shared):
    """Each document of the suite with the number of its case, its engine, and whether it is valid."""
    for case in cases(shared / "validation" / "suites" / "spectest.xml"):
        if case.is_correct:
            one = Engine(SCHEMA, case.resolve)
            for documents, expected in ((case.valid, True), (case.invalid, False)):
                yield from ((case.number, one, document, expected) for document in documents)


def test_the_documents_of_the_conformance_suite_have_their_verdicts(shared):
    found = [
        (number, document, expected)
        for number, one, document, expected in verdicts(shared)
        if one.is_valid(io.BytesIO(document)) is expected
    ]
    assert len(found) == 580


def test_trees_have_the_verdicts_of_their_documents(shared):
    for number, one, document, expected in verdicts(shared):
        found = one.is_valid_tree(etree.fromstring(document))
        assert found is expected or (number in WITH_QNAMES and not found), document


def test_real_files_have_the_verdicts_of_jing(shared):
    one = Engine(str(shared / "tei" / "tei_all.rng"), lambda uri: Path(uri).read_bytes())
    validation = shared / "validation"
    wrong = []
    for expected in json.loads((validation / "corpus" / "expected.json").read_text("utf-8")):
        file = validation / expected["file"]
        if b"<!DOCTYPE" in file.read_bytes()[:2000]:
            continue  # jing stops where an external DTD is missing
        with file.open("rb") as stream:
            if one.is_valid(stream) is bool(expected["jing"]):
                wrong.append(expected["file"])
    assert wrong == []
