"""What the second schema refuses in one element, when all its children are right.

In comes a pair of definitions, out come the :class:`Fault` objects of its attributes and of its content, each with the
:class:`Route` that leads to it, and the routes to its children. A route is a way through the content: attributes, the
items before, the child or the text that is meant, and what the first schema still has to have after it.
"""

from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from tei.relaxng.inclusion.attribute_sets import Outcome, TooManySets
from tei.relaxng.inclusion.moves import Child
from tei.relaxng.inclusion.sample_names import samples
from tei.relaxng.inclusion.search import Pair, Place, Search, Stage
from tei.relaxng.inclusion.witnesses import Tree, label
from tei.relaxng.matching import states
from tei.relaxng.matching.patterns import NotAllowed, Pattern
from tei.relaxng.names import Name, NameClass

Item = Tree | str
Attributes = tuple[tuple[Name, str], ...]


class Route(NamedTuple):
    """The attributes of an element, the items of its content so far, and the pattern that is left of it."""

    attributes: Attributes
    items: tuple[Item, ...]
    rest: Pattern | None
    """What the first schema still wants; None where the items are the whole content."""


class Fault(NamedTuple):
    """Something that the second schema refuses: its kind, the name it is about, words, where in the content it is.

    ``route`` gives a way to it, if there is any: few faults are shown.
    """

    kind: str
    name: str
    words: str
    place: str
    route: Callable[[], Route | None]


class Found(NamedTuple):
    """The faults of one element, and the children in it that are worth a look: each with the way to it."""

    faults: list[Fault]
    children: list[tuple[Child, Route]]


class LocalFaults:
    """Finds faults, element by element."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self.sets, self.moves = search.sets, search.moves
        roots = samples(search.moves.first(search.ours.start))
        self.home = roots[0].name.namespace if roots else ""

    def of_document(self) -> Found:
        """Give what is wrong at the root."""
        return self._of_content([(self.search.document, ())])

    def of_pair(self, pair: Pair) -> Found:
        """Give what is wrong with an element."""
        pattern = self.search.ours.content(pair.ours)
        state = tuple(self.search.theirs.content(number) for number in pair.definitions)
        try:
            ends = self.sets.outcomes(pattern, state)
            faults = [*self._attributes(pattern, state), *self._missing(pattern, state)]
        except TooManySets:
            return Found([], [])
        starts = [
            (self.search.place(rest, rests, Stage.START), outcome.attributes)
            for (rest, rests), outcome in sorted(ends.items(), key=_by_cost)
            if not states.is_dead(rests)
        ]
        found = self._of_content(starts)
        return Found([*faults, *found.faults], found.children)

    # -- attributes ---------------------------------------------------------------------------------------------

    def _attributes(self, pattern: Pattern, state: states.State) -> Iterator[Fault]:
        """Give the attributes, and values of attributes, that the second schema refuses."""
        for sample in samples(self.sets.factors.classes(pattern)):
            name = sample.name
            for value, rest in self.search.ours.derivatives.attributed(pattern, name):
                meeting = states.met(self.search.theirs.derivatives, state, name)
                masks = self.sets.values.masks(value, meeting.values if meeting else ())
                refused = [one for one in masks if not one.mask and not one.doubt]
                if not refused:
                    continue
                kind = "value" if meeting else "attribute"
                words = f"may not be “{refused[0].text}”" if meeting else "is not allowed"
                route = partial(self._with_least, rest, name, refused[0].text)
                yield Fault(kind, label(name), f"attribute {label(name)} {words}", "", route)

    def _missing(self, pattern: Pattern, state: states.State) -> Iterator[Fault]:
        """Give the attributes that the second schema requires and the first does not."""
        theirs, ours = self.search.theirs.patterns, self.search.ours.patterns
        classes = frozenset[NameClass]().union(*map(self.sets.factors.classes, state))
        for sample in samples(classes):
            name = sample.name
            if all(isinstance(self.sets.without(theirs, one, name), NotAllowed) for one in state):
                left = self.sets.without(ours, pattern, name)
                if not isinstance(left, NotAllowed):
                    words = f"attribute {label(name)} is required"
                    yield Fault("attribute missing", label(name), words, "", partial(self._least, left))

    def _with_least(self, rest: Pattern, name: Name, value: str) -> Route | None:
        """Give a way to an attribute and what must stand beside it."""
        left = self.sets.without(self.search.ours.patterns, rest, name)
        route = None if isinstance(left, NotAllowed) else self._least(left)
        return route and route._replace(attributes=(*route.attributes, (name, value)))

    def _least(self, pattern: Pattern) -> Route | None:
        """Give the fewest attributes that a pattern wants, with the content that is left then."""
        ends = self.sets.outcomes(pattern, ())
        for (rest, _), outcome in sorted(ends.items(), key=_by_cost):
            return Route(outcome.attributes, (), rest)
        return None

    # -- content ------------------------------------------------------------------------------------------------

    def _of_content(self, starts: list[tuple[Place, Attributes]]) -> Found:
        found = Found([], [])
        waiting = deque((place, Route(attributes, (), None)) for place, attributes in starts)
        seen = {place for place, _ in starts}
        while waiting:
            place, route = waiting.popleft()
            found.faults.extend(self._at(place, route))
            for following, onward in self._onward(place, route, found):
                if following not in seen and following.state:
                    seen.add(following)
                    waiting.append((following, onward))
        return found

    def _at(self, place: Place, route: Route) -> Iterator[Fault]:
        """Give what is refused in a place: its end, a text as a whole, text."""
        for mask, answer in self.search.endings(place):
            if mask or answer.doubtful:
                continue
            if answer.content:
                text = str(answer.content[0])
                whole = route._replace(items=(text,))
                yield Fault("data", text, f"the content may not be “{text}”", "", partial(_itself, whole))
            else:
                words = f"the element may not end{self._wanted(place)}"
                yield Fault(
                    "incomplete", "", words, _after(route) or "when it is empty", partial(_itself, route)
                )
        after = self.moves.after_text(place.pattern, place.state)
        if after and not after[1] and place.stage is Stage.INSIDE:
            onward = Route(route.attributes, (*route.items, "x"), after[0])
            yield Fault(
                "text",
                "",
                "text is not allowed",
                _after(route) or "at the beginning",
                partial(_itself, onward),
            )

    def _wanted(self, place: Place) -> str:
        """Say what the second schema wants before the end."""
        classes = frozenset[NameClass]().union(*map(self.moves.first, place.state))
        names = [self.label(sample.name) for sample in samples(classes) if not sample.is_one_of_many]
        more = f" or {len(names) - 3} others" if len(names) > 3 else ""
        return f" without {', '.join(names[:3])}{more}" if names else ""

    def label(self, name: Name) -> str:
        """Name an element: with its namespace where that is not the one of the schema."""
        return label(name, self.home)

    def _onward(self, place: Place, route: Route, found: Found) -> Iterator[tuple[Place, Route]]:
        """Go on behind text and behind each child, and note the children."""
        after = self.moves.after_text(place.pattern, place.state)
        if after:
            stage = Stage.INSIDE if place.stage is Stage.INSIDE else Stage.BEFORE_CHILD
            yield self.search.place(*after, stage), route._replace(items=(*route.items, "x"))
        for child in self.moves.children(place.pattern, place.state):
            here = route._replace(rest=child.rest)
            if child.opening is None:
                found.faults.extend(self._refused(child, here))
                continue
            found.children.append((child, here))
            tree = self.smallest(child)
            if tree:
                state = self.moves.after_child(child, (1 << len(child.definitions)) - 1)
                following = self.search.place(child.rest, state, Stage.INSIDE)
                yield following, route._replace(items=(*route.items, tree))

    def _refused(self, child: Child, here: Route) -> Iterator[Fault]:
        tree = self.smallest(child)
        if tree:
            name = self.label(child.name)
            onward = here._replace(items=(*here.items, tree))
            place = _after(here) or "at the beginning"
            yield Fault("element", name, f"element {name} is not allowed", place, partial(_itself, onward))

    def smallest(self, child: Child) -> Tree | None:
        """Give a small child, one that the second schema accepts if there is any."""
        pair = self.search.pair(child.ours, child.definitions)
        self.search.run()
        if not pair.known:
            return None
        answer = pair.known[max(pair.known, key=lambda mask: (mask.bit_count(), -pair.known[mask].size))]
        return Tree(child.name, answer.attributes, answer.content)


def _by_cost(end: tuple[object, Outcome]) -> tuple[int, int]:
    return end[1][:2]


def _after(route: Route) -> str:
    """Say after which item of the content one stands; nothing where it is the first."""
    if not route.items:
        return ""
    last = route.items[-1]
    return f"after {last.name.local}" if isinstance(last, Tree) else "after text"


def _itself(route: Route) -> Route:
    return route
