"""Words of children: the cheapest that an automaton accepts, and a set that takes all its transitions."""

import heapq
from collections import deque
from itertools import count

from tests.schemas.automaton import TEXT


def cheapest_word(machine, cost, holding):
    """Price and symbols of the cheapest word that ends well, and contains ``holding`` if that is named."""
    waiting, seen, order = [(0, 0, 0, holding is None, ())], set(), count(1)
    while waiting:
        price, _, state, is_held, word = heapq.heappop(waiting)
        if (state, is_held) in seen:
            continue
        seen.add((state, is_held))
        if is_held and state in machine.finals:
            return price, word
        for symbol, to in machine.moves[state].items():
            step = (next(order), to, is_held or symbol == holding, (*word, symbol))
            heapq.heappush(waiting, (price + cost(symbol), *step))
    return float("inf"), ()


def covering_words(machine):
    """Give words that together take every transition and end in every state that may be the last."""
    open_ = machine.transitions()
    while open_:
        word = _walk(machine, set(open_))
        yield word
        open_ -= set(machine.trace(word))


def _walk(machine, open_):
    """Go on to the nearest transition that is open, as long as one can be reached; then end."""
    state, word = 0, ()
    while steps := _way(machine, state, word, lambda at, symbol: (at, symbol) in open_ and symbol):
        for symbol in steps:
            open_.discard((state, symbol))
            state, word = machine.moves[state][symbol], (*word, symbol)
    ends = _way(machine, state, word, lambda at, symbol: symbol is None and (at, None) in open_)
    if ends is None:
        ends = _way(machine, state, word, lambda at, symbol: symbol is None and at in machine.finals)
    return (*word, *ends)


def _way(machine, state, word, is_wanted):
    """The shortest way from ``state`` up to and with a wanted transition; None when there is none.

    Text is never followed by text: in a document the two would be one.
    """
    waiting, seen = deque([(state, (), word[-1:] == (TEXT,))]), set()
    while waiting:
        at, way, is_text = waiting.popleft()
        if (at, is_text) in seen:
            continue
        seen.add((at, is_text))
        if is_wanted(at, None):
            return way
        for symbol, to in machine.moves[at].items():
            if symbol == TEXT and is_text:
                continue
            if is_wanted(at, symbol):
                return (*way, symbol)
            waiting.append((to, (*way, symbol), symbol == TEXT))
    return None
