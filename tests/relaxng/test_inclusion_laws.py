"""Inclusion of random small grammars: against all their small documents, and by the laws of sets."""

from hypothesis import given, settings

from tei.relaxng.inclusion import compare
from tei.relaxng.inclusion.witnesses import Tree, items
from tests.relaxng import small_documents as listed
from tests.relaxng import small_languages as small

MOST = 4


def as_document(tree):
    inner = (as_document(item) if isinstance(item, Tree) else item for item in items(tree.content))
    return tree.name, frozenset(tree.attributes), listed.merged(tuple(inner))


def in_pools(document):
    if isinstance(document, str):
        return document in small.TEXTS
    name, attributes, inner = document
    named = all(one in small.ATTRIBUTES and text in small.TEXTS for one, text in attributes)
    return name in small.ELEMENTS and named and all(map(in_pools, inner))


@settings(max_examples=80)
@given(small.grammars(), small.grammars())
def test_the_verdict_is_that_of_all_small_documents(first, second):
    check(first, second)


@settings(max_examples=40)
@given(small.neighbours())
def test_the_verdict_on_neighbours_is_that_of_all_small_documents(pair):
    first, second = pair
    check(first, second)
    check(second, first)


def check(first, second):
    ours, theirs = listed.documents(first, MOST), listed.documents(second, MOST)
    verdict = compare(first, second)
    assert verdict.is_included is not None
    beyond = ours - theirs
    if verdict.is_included:
        assert not beyond
        return
    shortest = as_document(verdict.shortest.tree)
    if beyond:
        assert listed.size(shortest) <= min(map(listed.size, beyond))
    if in_pools(shortest) and listed.size(shortest) <= MOST:
        assert shortest in beyond


@settings(max_examples=40)
@given(small.grammars())
def test_every_grammar_is_within_itself(grammar):
    assert compare(grammar, grammar).is_included


@settings(max_examples=40)
@given(small.grammars(), small.grammars())
def test_every_grammar_is_within_its_union_with_another(one, other):
    assert compare(one, small.united(one, other)).is_included
    assert compare(small.united(one, other), small.united(other, one)).is_included


@settings(max_examples=40)
@given(small.grammars(2), small.grammars(2), small.grammars(2))
def test_inclusion_is_transitive(first, second, third):
    middle, wide = small.united(first, second), small.united(small.united(third, second), first)
    assert compare(first, middle).is_included
    assert compare(middle, wide).is_included
    assert compare(first, wide).is_included


@settings(max_examples=40)
@given(small.grammars(), small.grammars())
def test_a_union_is_within_a_grammar_when_both_parts_are(one, other):
    parts = compare(one, other).is_included
    assert compare(small.united(one, other), other).is_included == parts


@settings(max_examples=40)
@given(small.grammars())
def test_nothing_is_within_everything(grammar):
    assert compare(small.NEVER, grammar).is_included
    assert compare(grammar, small.NEVER).is_included == (compare(grammar, small.NEVER).shortest is None)
