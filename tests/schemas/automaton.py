"""The minimal automaton of a content model: the transitions that a set of documents has to cover.

A state is what may still follow; two states with the same future are one. A transition is a state and the
child, or ``#text``, that is read in it. To take every transition, and to end in every state in which the
model may end, is to use a model in every way that makes a difference to it. (The follow pairs of a hundred
phrases in a repeated choice are ten thousand, all of them the same way.)
"""

from collections import deque
from dataclasses import dataclass

from tei.odd.content import (
    Alternate,
    Content,
    ElementRef,
    Empty,
    Nothing,
    Repeat,
    Sequence,
    Text,
    alternate,
    is_nullable,
    repeat,
    sequence,
)

TEXT = "#text"


@dataclass(frozen=True)
class Automaton:
    """State 0 is the start; ``moves[state][symbol]`` is the next state."""

    moves: tuple[dict[str, int], ...]
    finals: frozenset[int]

    def transitions(self):
        """Everything to cover: ``(state, symbol)``, and ``(state, None)`` for an end."""
        taken = {(state, symbol) for state, moves in enumerate(self.moves) for symbol in moves}
        return taken | {(state, None) for state in self.finals}

    def trace(self, word):
        """The transitions that ``word`` takes; None when the model refuses it."""
        state, taken = 0, []
        for symbol in word:
            if symbol not in self.moves[state]:
                return None
            taken.append((state, symbol))
            state = self.moves[state][symbol]
        return [*taken, (state, None)] if state in self.finals else None


def automaton(content: Content) -> Automaton:
    """Make the minimal automaton of ``content``."""
    states, moves = _derived(content)
    finals = {index for index, state in enumerate(states) if is_nullable(state)}
    return _merged(moves, finals)


def _derived(content):
    """All derivatives of ``content``, and the moves between them."""
    states, moves = {content: 0}, []
    waiting = deque([content])
    while waiting:
        found = _steps(waiting.popleft())
        for rest in found.values():
            if rest not in states:
                states[rest] = len(states)
                waiting.append(rest)
        moves.append({symbol: states[rest] for symbol, rest in found.items()})
    return list(states), moves


def _steps(content):
    """What may be read first, and what is left then."""
    found = {}
    for symbol, rest in _each_step(content):
        found[symbol] = alternate([found.get(symbol, Nothing()), rest])
    return {symbol: rest for symbol, rest in found.items() if rest != Nothing()}


def _each_step(content):
    match content:
        case ElementRef(ident):
            yield ident, Empty()
        case Text():
            yield TEXT, Text()
        case Alternate(items):
            for item in items:
                yield from _steps(item).items()
        case Sequence((first, *others)):
            others = sequence(others)
            for symbol, rest in _steps(first).items():
                yield symbol, sequence([rest, others])
            if is_nullable(first):
                yield from _steps(others).items()
        case Repeat(item, least, most):
            left = repeat(item, max(0, least - 1), None if most is None else most - 1)
            for symbol, rest in _steps(item).items():
                yield symbol, sequence([rest, left])


def _merged(moves, finals):
    """Merge states that no word tells apart (Moore); state 0 stays state 0."""
    block = [state in finals for state in range(len(moves))]
    while True:
        keys = [
            (block[state], frozenset((symbol, block[to]) for symbol, to in moves[state].items()))
            for state in range(len(moves))
        ]
        numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
        refined = [numbers[key] for key in keys]
        if len(set(refined)) == len(set(block)):
            break
        block = refined
    first = {number: state for state, number in reversed(list(enumerate(refined)))}
    merged = [
        {symbol: refined[to] for symbol, to in moves[first[number]].items()} for number in range(len(first))
    ]
    return Automaton(tuple(merged), frozenset(refined[state] for state in finals))
