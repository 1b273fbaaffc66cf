"""Which trees of the first schema are what in the second: the search that decides inclusion.

A *pair* is a definition of the first schema and the definitions of the second that the same element may match. A
*place* is what may still come in an element for the first schema, and for each of those definitions of the second. For
both it is asked which masks of definitions are matched in the end, and by the smallest of trees. That is a least fixed
point, found as by Dijkstra (Knuth 1977): answers come in the order of their cost, each made of answers already known. An
element that no finite document completes never gets an answer, so it needs no care of its own. The document as a whole
is a place too, and mask 0 there is a counter-example, a smallest one.

A state of the second schema is a set of possibilities, so nothing is assumed about it; where one name in one content has
one definition, as in most schemas, sets have one member and the work is the product of two automata.
"""

from collections import deque
from collections.abc import Callable
from enum import Enum
from functools import partial
from heapq import heappop, heappush
from typing import NamedTuple

from tei.relaxng.inclusion.attribute_sets import AttributeSets, Outcome, TooManySets
from tei.relaxng.inclusion.moves import Child, Moves, living
from tei.relaxng.inclusion.values import Values
from tei.relaxng.inclusion.witnesses import Content, Tree
from tei.relaxng.matching import states
from tei.relaxng.matching.patterns import Pattern
from tei.relaxng.matching.schema import Schema
from tei.relaxng.matching.states import State
from tei.relaxng.names import Name, options, single_names


class Stage(Enum):
    """How far the content of an element is: nothing came yet and the text may be data, or not, or a child must come."""

    START = 0
    INSIDE = 1
    BEFORE_CHILD = 2


class Answer(NamedTuple):
    """A smallest tree, or rest of one: what is in doubt about it, its nodes, its parts."""

    doubtful: int = 0
    size: int = 0
    attributes: tuple[tuple[Name, str], ...] = ()
    content: Content = None
    doubts: tuple[str, ...] = ()


class Goal:
    """What answers are wanted for: ``known`` by mask; ``users`` are told of each."""

    __slots__ = ("known", "users", "width")

    def __init__(self, width: int) -> None:
        self.width = width
        self.known: dict[int, Answer] = {}
        self.users: list[Callable[[int, Answer], None]] = []


class Pair(Goal):
    """A definition of the first schema, and those of the second that the element may match."""

    __slots__ = ("definitions", "ours")

    def __init__(self, ours: int, definitions: tuple[int, ...]) -> None:
        super().__init__(len(definitions))
        self.ours, self.definitions = ours, definitions


class Place(Goal):
    """What may still come in an element."""

    __slots__ = ("pattern", "stage", "state")

    def __init__(self, pattern: Pattern, state: State, stage: Stage) -> None:
        super().__init__(len(state))
        self.pattern, self.state, self.stage = pattern, state, stage


class Search:
    """The search, which may be asked for more when it has run."""

    def __init__(
        self, ours: Schema, theirs: Schema, most_goals: int, progress: Callable[[int, int], None]
    ) -> None:
        self.ours, self.theirs, self.most_goals, self.progress = ours, theirs, most_goals, progress
        values = Values(ours, theirs)
        self.moves, self.sets = Moves(ours, theirs, values), AttributeSets(ours, theirs, values)
        self.doubts: dict[str, None] = {}
        self.is_given_up = False
        self.pairs: dict[tuple[int, tuple[int, ...]], Pair] = {}
        self._places: dict[tuple[Pattern, State, Stage], Place] = {}
        self._new: deque[Goal] = deque()
        self._candidates: list[tuple[int, int, int, Goal, int, Answer]] = []
        self._count = 0
        self.document = self.place(ours.start, (theirs.start,), Stage.INSIDE)

    # -- goals --------------------------------------------------------------------------------------------------

    def pair(self, ours: int, definitions: tuple[int, ...]) -> Pair:
        """Give a pair; answers come when the search runs."""
        key = (ours, definitions)
        found = self.pairs.get(key)
        if found is None:
            found = self.pairs[key] = Pair(*key)
            self._new.append(found)
        return found

    def place(self, pattern: Pattern, state: State, stage: Stage) -> Place:
        """Give a place; answers come when the search runs."""
        state = living(state)
        has_data = pattern.has_data or any(one.has_data for one in state)
        if stage is Stage.START and not has_data:
            stage = Stage.INSIDE
        key = (pattern, state, stage)
        found = self._places.get(key)
        if found is None:
            found = self._places[key] = Place(*key)
            self._new.append(found)
        return found

    def run(self) -> None:
        """Find all answers."""
        while self._new or self._candidates:
            while self._new:
                if len(self._places) + len(self.pairs) > self.most_goals:
                    self.is_given_up = True
                    return
                goal = self._new.popleft()
                if isinstance(goal, Pair):
                    self._begin_pair(goal)
                elif isinstance(goal, Place):
                    self._begin_place(goal)
            self._settle_next()

    def _settle_next(self) -> None:
        if not self._candidates:
            return
        _, _, _, goal, mask, answer = heappop(self._candidates)
        if mask in goal.known or (goal.width > 1 and _is_dominated(goal, mask, answer)):
            return
        goal.known[mask] = answer
        for user in goal.users:
            user(mask, answer)

    def _offer(self, goal: Goal, mask: int, answer: Answer) -> None:
        if mask not in goal.known:
            self._count += 1
            heappush(self._candidates, (answer.doubtful, answer.size, self._count, goal, mask, answer))

    # -- pairs --------------------------------------------------------------------------------------------------

    def _begin_pair(self, pair: Pair) -> None:
        content = self.ours.content(pair.ours)
        state = tuple(self.theirs.content(number) for number in pair.definitions)
        self.progress(len(self.pairs) - len(self._new), len(self.pairs))
        try:
            ends = self.sets.outcomes(content, state)
        except TooManySets:
            doubt = "the attributes depend on each other in too many ways"
            self._offer(pair, 0, Answer(1, 0, (), None, self._doubt(pair, (doubt,))))
            return
        for (pattern, rests), outcome in ends.items():
            doubts = self._doubt(pair, outcome.doubts)
            place = self.place(pattern, rests, Stage.START)
            _tell(place, partial(self._end_pair, pair, outcome._replace(doubts=doubts)))

    def _end_pair(self, pair: Pair, outcome: Outcome, mask: int, answer: Answer) -> None:
        doubts = self._doubt(pair, answer.doubts) if answer.doubts else ()
        self._offer(
            pair,
            mask,
            Answer(
                outcome.doubtful + answer.doubtful,
                1 + outcome.size + answer.size,
                outcome.attributes,
                answer.content,
                outcome.doubts + doubts,
            ),
        )

    def _doubt(self, pair: Pair, doubts: tuple[str, ...]) -> tuple[str, ...]:
        name = self.name_of(pair.ours)
        found = tuple(one if one.startswith("element ") else f"element {name}, {one}" for one in doubts)
        self.doubts |= dict.fromkeys(found)
        return found

    def name_of(self, ours: int) -> str:
        """Give a name of a definition of the first schema, for messages."""
        names = self.ours.definitions[ours].names
        return next((name.local for name in single_names(names)), "*") if options(names) else "*"

    # -- places -------------------------------------------------------------------------------------------------

    def _begin_place(self, place: Place) -> None:
        for mask, answer in self.endings(place):
            self._offer(place, mask, answer)
        after = self.moves.after_text(place.pattern, place.state)
        if after is not None:
            stage = Stage.INSIDE if place.stage is Stage.INSIDE else Stage.BEFORE_CHILD
            following = self.place(*after, stage)
            if following is not place:
                _tell(following, partial(self._before, place, "x", Answer(size=1)))
        for child in self.moves.children(place.pattern, place.state):
            _tell(self.pair(child.ours, child.definitions), partial(self._after_child, place, child))

    def endings(self, place: Place) -> list[tuple[int, Answer]]:
        """Give the masks of what may end here."""
        if place.stage is Stage.START:
            return [
                (
                    one.mask,
                    Answer(
                        bool(one.doubt),
                        bool(one.text),
                        (),
                        (one.text, None) if one.text else None,
                        (f"content: {one.doubt}",) if one.doubt else (),
                    ),
                )
                for one in self.moves.whole_texts(place.pattern, place.state)
            ]
        if place.stage is Stage.BEFORE_CHILD or not place.pattern.is_nullable:
            return []
        return [(states.complete(place.state), Answer())]

    def _after_child(self, place: Place, child: Child, mask: int, answer: Answer) -> None:
        tree = Tree(child.name, answer.attributes, answer.content)
        following = self.place(child.rest, self.moves.after_child(child, mask), Stage.INSIDE)
        _tell(following, partial(self._before, place, tree, answer))

    def _before(self, place: Place, item: Tree | str, cost: Answer, mask: int, rest: Answer) -> None:
        """Put an item before the answer of the place that comes after it."""
        self._offer(
            place,
            mask,
            Answer(
                cost.doubtful + rest.doubtful,
                cost.size + rest.size,
                (),
                (item, rest.content),
                cost.doubts + rest.doubts,
            ),
        )


def _tell(goal: Goal, user: Callable[[int, Answer], None]) -> None:
    """Tell ``user`` of the answers of a goal that are known, and of those that will be."""
    goal.users.append(user)
    for mask, answer in list(goal.known.items()):
        user(mask, answer)


def _is_dominated(goal: Goal, mask: int, answer: Answer) -> bool:
    """Say whether a tree that matches no more definitions is as small: it makes no worse a counter-example."""
    return any(known & mask == known and one[:2] <= answer[:2] for known, one in goal.known.items())
