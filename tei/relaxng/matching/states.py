"""States: what may still come inside one open element, for every definition that the element could match.

A state is a tuple of patterns, one for each definition (almost always one). Where one name has several definitions, the
end tag says which of them the element matched, as a bit mask of their places in the tuple, and :func:`after` gives what
is left in the parent. A state with no pattern but ``notAllowed`` is dead.
"""

from typing import Any

from tei.relaxng.datatypes.datatype import Resolve
from tei.relaxng.matching.derivatives import Derivatives
from tei.relaxng.matching.patterns import NotAllowed, Pattern
from tei.relaxng.names import Name

State = tuple[Pattern, ...]


class Step:
    """What is left of a state after one of several ``choices``: ``rests`` has for each of its patterns the rest each leaves.

    ``notAllowed`` stands where a pattern does not allow a choice. What :func:`after` has found is kept in ``known``.
    """

    __slots__ = ("choices", "known", "rests")

    def __init__(self, choices: tuple[Any, ...], rests: tuple[State, ...]) -> None:
        self.choices, self.rests = choices, rests
        self.known: dict[int, State] = {}


class Opening(Step):
    """A start tag: the definitions its element could match, and what is left for the parent after each."""

    __slots__ = ()

    @property
    def definitions(self) -> tuple[int, ...]:
        """The numbers of the definitions."""
        return self.choices


class Meeting(Step):
    """An attribute: the patterns its value could match, and what is left of the element after each."""

    __slots__ = ()

    @property
    def values(self) -> State:
        """The patterns for the value."""
        return self.choices


def is_dead(state: State) -> bool:
    """Say whether nothing can make the element valid any more."""
    return all(isinstance(pattern, NotAllowed) for pattern in state)


def opened(derivatives: Derivatives, state: State, name: Name) -> Opening | None:
    """Open a child element; None where no pattern of the state allows it."""
    found = [dict(derivatives.opened(pattern, name)) for pattern in state]
    definitions = tuple(sorted({number for rests in found for number in rests}))
    none = derivatives.patterns.not_allowed
    rests = tuple(tuple(left.get(number, none) for number in definitions) for left in found)
    return Opening(definitions, rests) if definitions else None


def met(derivatives: Derivatives, state: State, name: Name) -> Meeting | None:
    """Meet an attribute; None where no pattern of the state allows it."""
    found = [dict(derivatives.attributed(pattern, name)) for pattern in state]
    values = tuple(dict.fromkeys(value for rests in found for value in rests))
    none = derivatives.patterns.not_allowed
    rests = tuple(tuple(left.get(value, none) for value in values) for left in found)
    return Meeting(values, rests) if values else None


def after(derivatives: Derivatives, step: Step, mask: int) -> State:
    """Give the state when those choices of ``step`` hold whose bits are set: definitions or value patterns."""
    found = step.known.get(mask)
    if found is None:
        found = step.known[mask] = tuple(
            derivatives.patterns.choice(rest for place, rest in enumerate(rests) if mask >> place & 1)
            for rests in step.rests
        )
    return found


def closed(derivatives: Derivatives, state: State) -> State:
    """End the attributes."""
    return tuple(derivatives.closed(pattern) for pattern in state)


def after_text(derivatives: Derivatives, state: State) -> State:
    """Take text that is not white space and stands beside elements."""
    return tuple(derivatives.after_text(pattern) for pattern in state)


def complete(state: State) -> int:
    """Give the mask of the definitions that are matched when the element ends here."""
    return sum(1 << place for place, pattern in enumerate(state) if pattern.is_nullable)


def taking(derivatives: Derivatives, patterns: State, text: str, resolve: Resolve) -> int:
    """Give the mask of the patterns that ``text`` matches as a whole: content of an element, or value of an attribute."""
    return sum(
        1 << place for place, pattern in enumerate(patterns) if derivatives.takes(pattern, text, resolve)
    )
