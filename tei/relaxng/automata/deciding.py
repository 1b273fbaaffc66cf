"""Decides about values that rows have not seen: whether a text matches patterns, given by their numbers.

Where the automaton was loaded from a file and all else is known, the patterns of values are kept there by themselves,
so that the thousands of patterns of the schema stay unread.
"""

import marshal
from collections.abc import Callable
from typing import TypeGuard

from tei.relaxng.automata.automaton import Automaton
from tei.relaxng.datatypes.datatype import Datatype, Resolve
from tei.relaxng.matching import plain
from tei.relaxng.matching.derivatives import Derivatives, tokens
from tei.relaxng.matching.patterns import Data, List, OneOrMore, Pattern, Patterns
from tei.relaxng.matching.values import datatype_of

MOST_TOKENS = 4096


class Deciding:
    """Says which patterns of the schema of ``automaton`` a text matches."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton
        self._derivatives = Derivatives(Patterns())
        self._kept: dict[int, plain.Plain] = (
            marshal.loads(automaton.saved_values) if automaton.saved_values else {}  # noqa: S302 -- see storage.py
        )
        self._patterns: dict[int, Pattern] = {}

    def decider(self, numbers: tuple[int, ...], resolve: Resolve) -> Callable[[str], int]:
        """Give what gives the mask of the patterns that a text matches as a whole; short ways for the usual ones."""
        pattern = self._pattern(numbers[0])
        if len(numbers) == 1 and is_plain(pattern):
            allows = datatype_of(pattern).allows
            return lambda text: allows(text, resolve)
        if len(numbers) == 1 and isinstance(pattern, List) and isinstance(pattern.members[0], OneOrMore):
            token = pattern.members[0].members[0]
            if is_plain(token):
                return _of_tokens(datatype_of(token), resolve)
        return lambda text: self.mask(numbers, text, resolve)

    def mask(self, numbers: tuple[int, ...], text: str, resolve: Resolve) -> int:
        """Give the mask of the patterns that ``text`` matches as a whole."""
        takes, pattern = self._derivatives.takes, self._pattern
        return sum(1 << place for place, n in enumerate(numbers) if takes(pattern(n), text, resolve))

    def _pattern(self, number: int) -> Pattern:
        found = self._patterns.get(number)
        if found is None:
            kept = self._kept.get(number) or plain.nested(self._automaton.schema.patterns.all[number])
            found = self._patterns[number] = plain.from_nested(self._derivatives.patterns, kept)
        return found


def is_plain(pattern: Pattern) -> TypeGuard[Data]:
    """Say whether a datatype alone decides."""
    return isinstance(pattern, Data) and not pattern.members


def _of_tokens(datatype: Datatype, resolve: Resolve) -> Callable[[str], int]:
    """Decide about lists of one or more tokens: there are many lists, made of few tokens."""
    known: set[str] = set()

    def decide(text: str) -> int:
        found = tokens(text)
        for token in found:
            if token not in known:
                if not datatype.allows(token, resolve):
                    return 0
                if len(known) < MOST_TOKENS and not datatype.needs_context:
                    known.add(token)
        return bool(found)

    return decide
