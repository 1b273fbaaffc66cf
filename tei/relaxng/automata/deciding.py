"""Decides about values that rows have not seen: whether a text matches patterns, given by their numbers.

Where the automaton was loaded from a file and all else is known, the patterns of values are kept there by themselves,
so that the thousands of patterns of the schema stay unread.
"""

import marshal

from tei.relaxng.automata.automaton import Automaton
from tei.relaxng.datatypes.datatype import Resolve
from tei.relaxng.matching import plain
from tei.relaxng.matching.derivatives import Derivatives
from tei.relaxng.matching.patterns import Pattern, Patterns


class Deciding:
    """Says which patterns of the schema of ``automaton`` a text matches."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton
        self._derivatives = Derivatives(Patterns())
        self._kept: dict[int, plain.Plain] = (
            marshal.loads(automaton.saved_values) if automaton.saved_values else {}  # noqa: S302 -- see storage.py
        )
        self._patterns: dict[int, Pattern] = {}

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
