"""Laws of the rows: sure of what a naive validator finds valid and of nothing else, fresh or kept; and jing agrees."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tei.relaxng.automata.automaton import Automaton
from tei.relaxng.automata.storage import dumped, loaded
from tei.relaxng.automata.trees import is_valid_tree
from tei.relaxng.automata.validator import is_valid
from tei.relaxng.errors import SchemaError
from tei.relaxng.exact.examination import examined
from tei.relaxng.matching.schema import Schema
from tei.relaxng.reading import read_schema
from tests.oracles import jing
from tests.relaxng import naive
from tests.relaxng.small_languages import grammars
from tests.relaxng.test_recovery_laws import trees
from tests.relaxng.written_schema import written


def automaton_of(grammar):
    schema = Schema(grammar)
    return Automaton(lambda: schema, schema.start.number)


@given(grammars(), st.lists(trees(), min_size=1, max_size=5))
def test_rows_are_sure_of_what_a_naive_validator_finds_valid(grammar, documents):
    automaton = automaton_of(grammar)
    for document in documents:
        expected = naive.is_valid(grammar, document)
        assert is_valid(automaton, io.BytesIO(etree.tostring(document))) is expected
        assert is_valid_tree(automaton, document) is expected


@given(grammars(), st.lists(trees(), max_size=4), st.lists(trees(), min_size=1, max_size=4))
def test_rows_that_were_kept_are_as_sure_as_new_ones(grammar, before, after):
    automaton = automaton_of(grammar)
    for document in before:
        is_valid(automaton, io.BytesIO(etree.tostring(document)))
    kept = loaded(dumped(automaton, ()), lambda _files: True)
    for document in (*before, *after):
        assert is_valid(kept, io.BytesIO(etree.tostring(document))) is naive.is_valid(grammar, document)
    again = loaded(dumped(kept, ()), lambda _files: True)
    for document in (*before, *after):
        assert is_valid(again, io.BytesIO(etree.tostring(document))) is naive.is_valid(grammar, document)


@pytest.mark.long
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(grammars(), st.lists(trees(), min_size=8, max_size=24))
def test_jing_finds_the_same_schemas_correct_and_the_same_documents_valid(
    tmp_path_factory, grammar, documents
):
    place = tmp_path_factory.mktemp("jing")
    text = written(grammar)
    files = [place / f"{number}.xml" for number in range(len(documents))]
    (place / "a.rng").write_text(text, "utf-8")
    for file, document in zip(files, documents, strict=True):
        file.write_bytes(etree.tostring(document))
    said = jing(place / "a.rng", *files)
    try:
        schema = Schema(read_schema("a.rng", lambda _uri: text.encode()))
    except SchemaError:
        assert "a.rng:" in said
        return
    assert "a.rng:" not in said
    for file in files:
        assert bool(examined(schema, file.read_bytes()).total) is (f"{file}:" in said), file.read_bytes()
