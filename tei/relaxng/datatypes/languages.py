"""Questions about all texts that expressions match: the shortest one, one that another expression does not match.

Both walk through the expressions' steps breadth first and keep the text that led there, so that what they find is as
short as can be, and of simple characters. Only characters of XML count. Beyond a number of steps they give up and
raise ``Undecided``: expressions can be made for which no answer comes in any time that anyone would wait.
"""

from collections import deque

from tei.relaxng.datatypes.automaton import Automaton
from tei.relaxng.datatypes.character_ranges import XML_CHARACTERS, Boundaries, difference, has, intersection
from tei.relaxng.datatypes.character_sets import boundaries
from tei.relaxng.datatypes.expressions import Expression

MOST_STEPS = 20_000
SIMPLE = "a1A0bB2-.:/ _"  # an example is made of these where it can be

Place = tuple[Expression, ...]
"""An expression for what is left to match, one for each automaton."""


class Undecided(Exception):
    """No answer within the limit."""


def shortest(automata: tuple[Automaton, ...]) -> str | None:
    """A shortest text that all match; None where there is none."""
    start = tuple(one.expression for one in automata)
    seen = {start}
    queue = deque([(start, "")])
    budget = Budget()
    while queue:
        place, text = queue.popleft()
        if all(expression.nullable for expression in place):
            return text
        for characters, then in _steps(automata, place, budget):
            if then not in seen:
                seen.add(then)
                queue.append((then, text + simplest(characters)))
    return None


def counter_example(automata: tuple[Automaton, ...], other: Automaton) -> str | None:
    """A shortest text that all of ``automata`` match and ``other`` does not; None where there is none."""
    start = tuple(one.expression for one in automata)
    first = frozenset({other.expression})
    seen: dict[Place, list[frozenset[Expression]]] = {start: [first]}
    queue = deque([(start, first, "")])
    budget = Budget()
    while queue:
        place, rivals, text = queue.popleft()
        if all(expression.nullable for expression in place) and not any(rival.nullable for rival in rivals):
            return text
        for characters, then in _steps(automata, place, budget):
            for part, after in _split(characters, rivals, other, budget):
                known = seen.setdefault(then, [])
                # What fewer rivals cannot match is found there already.
                if not any(fewer <= after for fewer in known):
                    known.append(after)
                    queue.append((then, after, text + simplest(part)))
    return None


class Budget:
    """The steps that an answer may take."""

    def __init__(self) -> None:
        self.left = MOST_STEPS

    def spend(self, steps: int) -> None:
        """Take steps off; raise ``Undecided`` where none is left."""
        self.left -= steps
        if self.left < 0:
            raise Undecided


def _steps(automata: tuple[Automaton, ...], place: Place, budget: Budget) -> list[tuple[Boundaries, Place]]:
    """The steps that all can take together."""
    together: list[tuple[Boundaries, Place]] = [(XML_CHARACTERS, ())]
    for one, expression in zip(automata, place, strict=True):
        steps = expression.steps(one.algebra)
        budget.spend(len(together) * len(steps))
        together = [
            (common, (*before, then))
            for so_far, before in together
            for characters, then in steps
            if (common := intersection(so_far, boundaries(characters)))
        ]
    return together


def _split(
    characters: Boundaries, rivals: frozenset[Expression], other: Automaton, budget: Budget
) -> list[tuple[Boundaries, frozenset[Expression]]]:
    """Part characters by where they lead the rivals."""
    parts: list[tuple[Boundaries, frozenset[Expression]]] = [(characters, frozenset())]
    for rival in rivals:
        for wanted, then in rival.steps(other.algebra):
            budget.spend(len(parts))
            table = boundaries(wanted)
            divided = []
            for part, after in parts:
                inside = intersection(part, table)
                outside = difference(part, table) if inside else part
                divided += [(inside, after | {then})] if inside else []
                divided += [(outside, after)] if outside else []
            parts = divided
    return parts


def simplest(characters: Boundaries) -> str:
    """The character of a set that is easiest to read."""
    for character in SIMPLE:
        if has(characters, character):
            return character
    for place in range(0, len(characters), 2):
        first, end = characters[place], characters[place + 1]
        for code in range(first, min(end, first + 100)):
            if chr(code).isprintable() and chr(code) != " ":
                return chr(code)
    return chr(characters[0])
