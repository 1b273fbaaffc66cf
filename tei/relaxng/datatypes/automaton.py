"""Match texts with an expression, in time that grows with the text alone.

A state is a set of expressions, any of which may match the rest of the text. States and the ways between them are made
when a text needs them and kept, up to a limit, so that no expression, however it repeats, can exhaust the memory.
"""

from tei.relaxng.datatypes.expressions import Algebra, Expression, Sequence

MOST_STATES = 2_000
MOST_EXPRESSIONS = 50_000  # those that matching makes, beside the pattern's own


class State(dict[str, "State"]):
    """Where a text may have led: the next state for each character seen so far."""

    __slots__ = ("accepting", "automaton", "expressions")

    def __init__(self, automaton: "Automaton", expressions: frozenset[Expression]) -> None:
        super().__init__()
        self.automaton, self.expressions = automaton, expressions
        self.accepting = any(expression.nullable for expression in expressions)

    def __missing__(self, character: str) -> "State":
        state = self[character] = self.automaton.next_state(self.expressions, character)
        return state


def add(expressions: set[Expression], expression: Expression) -> None:
    """Add an expression and, where it is a sequence that may begin later, what it may begin with."""
    while expression not in expressions:
        expressions.add(expression)
        if not (isinstance(expression, Sequence) and expression.first.nullable):
            return
        expression = expression.rest


class Automaton:
    """All states of one expression that texts have led to."""

    def __init__(self, expression: Expression, algebra: Algebra) -> None:
        self.expression, self.algebra = expression, algebra
        self._states: dict[frozenset[Expression], State] = {}
        self._most_expressions = algebra.size + MOST_EXPRESSIONS
        first: set[Expression] = set()
        add(first, expression)
        self._start = self._state(frozenset(first))

    def matches(self, text: str) -> bool:
        """Say whether the whole text matches."""
        state = self._start
        for character in text:
            state = state[character]
        return state.accepting

    @property
    def size(self) -> int:
        """How many states and expressions are kept."""
        return len(self._states) + self.algebra.size

    def next_state(self, expressions: frozenset[Expression], character: str) -> State:
        """Where a character leads from a state."""
        then: set[Expression] = set()
        for expression in expressions:
            for characters, rest in expression.own_steps(self.algebra):
                if rest not in then and characters.contains(character):
                    add(then, rest)
        return self._state(frozenset(then))

    def _state(self, expressions: frozenset[Expression]) -> State:
        state = self._states.get(expressions)
        if state is None:
            if len(self._states) >= MOST_STATES or self.algebra.size > self._most_expressions:
                self._forget()
            state = self._states[expressions] = State(self, expressions)
        return state

    def _forget(self) -> None:
        """Begin anew, but for the first state: what is in use is found again."""
        for state in self._states.values():
            state.clear()
        self._states = {self._start.expressions: self._start}
        self.algebra.forget(self.expression)
