"""Laws of datatypes: equality, agreement with other ways to decide the same, no surprise for any text."""

import re
import sys
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tei.relaxng.datatypes import MODULES, XSD, datatype
from tei.relaxng.datatypes.automaton import MOST_EXPRESSIONS, MOST_STATES
from tei.relaxng.datatypes.datatype import DatatypeError
from tei.relaxng.datatypes.inclusion import includes, witness
from tei.relaxng.datatypes.languages import Undecided, counter_example, shortest
from tei.relaxng.datatypes.regular_expressions import automaton
from tei.relaxng.datatypes.unicode_categories import category, characters
from tei.relaxng.datatypes.witnesses import examples, no_prefix

LIKELY = st.text("0123456789-+:.TZPYMDHSEeINFaAtrue /#%[]=\t", max_size=24)
texts = st.one_of(LIKELY, st.text(max_size=12))
names = st.sampled_from(sorted(MODULES))

# Expressions that mean the same to XML Schema and to Python.
letters = st.sampled_from("abc")
atoms = st.one_of(letters, st.just("."), st.sampled_from(["[ab]", "[^a]", "[a-c]", r"\s", "( )"]))
expressions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map("({0[0]}|{0[1]})".format),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{0,2}", "{1,3}", "{2,}", "{0}"])).map(
            "({0[0]}){0[1]}".format
        ),
    ),
    max_leaves=8,
)


@given(names, texts)
def test_no_text_is_a_surprise(name, text):
    found = datatype(XSD, name)
    allowed = found.allows(text, no_prefix)
    assert allowed == (found.value(text, no_prefix) is not None)
    assert isinstance(found.fault(text, no_prefix), str)
    assert not (allowed and found.fault(text, no_prefix))


@given(names, st.lists(texts, max_size=6))
def test_equality_of_values_is_an_equivalence(name, some):
    found = datatype(XSD, name)
    tried = [*some, *examples(found)]
    values = [value for text in tried if (value := found.value(text, no_prefix)) is not None]
    for value in values:
        equal = [other for other in values if other == value]
        assert value in equal
        assert all(one == other and hash(one) == hash(other) for one in equal for other in equal)


@given(names, texts, st.sampled_from([" ", "\n", "\t "]))
def test_white_space_around_does_not_matter_where_it_is_collapsed(name, text, blank):
    found = datatype(XSD, name)
    assume(found.white_space == "collapse")
    assert found.value(blank + text + blank, no_prefix) == found.value(text, no_prefix)


@given(expressions, st.text("abc \n", max_size=8))
def test_automata_agree_with_another_matcher(expression, text):
    # Python's dot leaves out the line feed alone, and its \s has more white space; the texts have neither.
    assert automaton(expression).matches(text) == (re.fullmatch(expression, text) is not None)


@given(expressions)
def test_the_shortest_text_matches_and_none_is_shorter(expression):
    text = shortest((automaton(expression),))
    if text is not None:
        assert automaton(expression).matches(text)
        assert text == "" or not automaton(expression).matches("")


@given(expressions, expressions, st.text("abc \n", max_size=6))
def test_inclusion_of_expressions_is_what_it_says(first, second, text):
    one, other = automaton(first), automaton(second)
    try:
        found = counter_example((one,), other)
    except Undecided:
        assume(False)
    if found is None:
        assert not one.matches(text) or other.matches(text)
    else:
        assert one.matches(found)
        assert not other.matches(found)


@given(names, names, texts)
def test_inclusion_of_types_is_what_it_says(wide, narrow, text):
    first, second = datatype(XSD, wide), datatype(XSD, narrow)
    answer = includes(first, second)
    if answer:
        assert first.allows(text, no_prefix) or not second.allows(text, no_prefix)
    assert (answer is False) == (witness(first, second) is not None)


@given(st.text(r"ab()[]{}|*+?\-^.,123pPisdwLuI", max_size=14), st.text("ab1-", max_size=6))
def test_any_text_is_a_pattern_or_is_refused_in_words(pattern, text):
    try:
        found = automaton(pattern)
    except DatatypeError as error:
        refused = str(error)
    else:
        refused = ""
        assert found.matches(text) in (True, False)
    assert not refused or refused.startswith(f"the pattern “{pattern}” is no regular expression")


def test_printable_words_need_no_table():
    """The short way for words is right: what Python can print, blanks left out, is in neither C nor Z."""
    printable = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isprintable() and code != 32]
    assert not [character for character in printable if category(character)[0] in "CZ"]
    assert len(printable) > 100_000


def test_tables_of_categories_say_what_single_questions_say():
    letters_of_all = characters(frozenset({"Lu", "Ll", "Lt", "Lm", "Lo"}))
    count = sum(end - first for first, end in zip(letters_of_all[::2], letters_of_all[1::2], strict=True))
    assert count == sum(category(chr(code))[0] == "L" for code in range(sys.maxunicode + 1))
    known = unicodedata.unidata_version
    changed = [code for code in range(0x3000) if category(chr(code)) != unicodedata.category(chr(code))]
    assert len(changed) < 100, known


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("a{1,1000000}", "a" * 5000),
        ("(a|b)*a(a|b){100}", "ab" * 2000),
        ("(a?b?){0,1000}c", "ab" * 80),
        ("(a*)*b", "a" * 5000),
    ],
)
def test_no_pattern_exhausts_the_memory(pattern, text):
    found = automaton(pattern)
    found.matches(text)
    assert found.size <= MOST_STATES + MOST_EXPRESSIONS


@pytest.mark.parametrize("end", ["|b)*c", "b?|d?)+", "|b)?c?"])
def test_groups_in_groups_do_not_exhaust_the_stack(end):
    found = automaton("(" * 49 + "a" + end * 49)
    assert found.matches("aaaab") in (True, False)
    assert shortest((found,)) is not None
