"""The automata that coverage is counted with say the same as Python's regular expressions."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tei.odd.content import Alternate, ElementRef, Repeat, Sequence, alternate, repeat, sequence
from tests.schemas.automaton import automaton
from tests.schemas.words import covering_words

LETTERS = "abc"
COUNTS = st.sampled_from([(0, 1), (0, None), (1, None), (2, None), (0, 2), (2, 3)])


def composed(parts):
    several = st.lists(parts, min_size=1, max_size=3)
    repeated = st.tuples(parts, COUNTS).map(lambda made: repeat(made[0], *made[1]))
    return several.map(sequence) | several.map(alternate) | repeated


CONTENTS = st.recursive(st.sampled_from(LETTERS).map(ElementRef), composed, max_leaves=6)


def expression(content):
    match content:
        case ElementRef(ident):
            return ident
        case Sequence(items):
            return f"(?:{''.join(map(expression, items))})"
        case Alternate(items):
            return f"(?:{'|'.join(map(expression, items))})"
        case Repeat(item, least, most):
            return f"(?:{expression(item)}){{{least},{'' if most is None else most}}}"


@given(CONTENTS, st.text(LETTERS, max_size=7))
def test_it_accepts_what_a_regular_expression_accepts(content, word):
    accepted = automaton(content).trace(word) is not None
    assert accepted == bool(re.fullmatch(expression(content), word))


@given(CONTENTS)
def test_covering_words_take_every_transition(content):
    machine = automaton(content)
    taken = {step for word in covering_words(machine) for step in machine.trace(word)}
    assert taken == machine.transitions()
