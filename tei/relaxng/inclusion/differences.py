"""What one schema allows and the other does not, one thing at a time: for those who must mend one of them.

In comes a search that has run, out come :class:`Difference` objects. Elements are visited from the root, each with the
definitions of the second schema that it may match, and it is taken for granted that their children are right: so what is
wrong with one element hides nothing in another. Each difference comes with a small document that shows it, tried with
both schemas; what cannot be shown is left out.
"""

from collections import deque
from collections.abc import Iterator

from tei.relaxng.inclusion.acceptance import confirmed
from tei.relaxng.inclusion.local_faults import Fault, Found, LocalFaults, Route
from tei.relaxng.inclusion.moves import Child
from tei.relaxng.inclusion.search import Pair, Search, Stage
from tei.relaxng.inclusion.verdict import Difference
from tei.relaxng.inclusion.witnesses import Content, Tree, before

MOST_STEPS = 500
"""The depth at which no way from the root is looked for any more."""


class Differences:
    """Finds differences of two schemas."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self.local = LocalFaults(search)
        self.origins: dict[Pair | None, tuple[Pair | None, Child, Route]] = {}

    def find(self, most: int) -> tuple[tuple[Difference, ...], int]:
        """Give at most so many differences, and the number of those left out."""
        grouped: dict[tuple[str, str, str], list[tuple[Pair | None, Fault]]] = {}
        for pair, fault in self._all():
            grouped.setdefault((fault.kind, fault.name, fault.words), []).append((pair, fault))
        found: list[Difference] = []
        left = len(grouped)
        for same in grouped.values():
            if len(found) == most:
                break
            shown = next(filter(None, (self._difference(same, *one) for one in same[:3])), None)
            found += [shown] if shown else []
            left -= 1
        return tuple(found), left

    def _all(self) -> Iterator[tuple[Pair | None, Fault]]:
        waiting: deque[Pair | None] = deque([None])
        while waiting:
            pair = waiting.popleft()
            found = self.local.of_document() if pair is None else self.local.of_pair(pair)
            yield from ((pair, fault) for fault in found.faults)
            waiting += self._new(pair, found)

    def _new(self, parent: Pair | None, found: Found) -> Iterator[Pair]:
        for child, route in found.children:
            pair = self.search.pair(child.ours, child.definitions)
            if pair not in self.origins:
                self.origins[pair] = (parent, child, route)
                yield pair

    # -- documents ----------------------------------------------------------------------------------------------

    def _difference(
        self, same: list[tuple[Pair | None, Fault]], pair: Pair | None, fault: Fault
    ) -> Difference | None:
        route = fault.route()
        tree = route and self._document(pair, route)
        example = tree and confirmed(self.search.ours, self.search.theirs, tree)
        if not example:
            return None
        elements = dict.fromkeys(self.search.name_of(one.ours) for one, _ in same if one)
        return Difference(fault.kind, fault.name, fault.words, fault.place, tuple(elements), example)

    def _document(self, pair: Pair | None, route: Route) -> Tree | None:
        """Build the document in which an element goes the way of a route."""
        content = self._content(route)
        attributes = route.attributes
        for _ in range(MOST_STEPS):
            if content is None and pair is None:
                return None
            if pair is None:
                return content[0] if content and isinstance(content[0], Tree) else None
            parent, child, onward = self.origins[pair]
            tree = Tree(child.name, attributes, content)
            content = self._content(onward._replace(items=(*onward.items, tree)))
            attributes, pair = onward.attributes, parent
        return None

    def _content(self, route: Route) -> Content:
        """Give the items of a route and the smallest rest that the first schema wants."""
        if route.rest is None:
            return before(route.items, None)
        stage = Stage.INSIDE if route.items else Stage.START
        place = self.search.place(route.rest, (), stage)
        self.search.run()
        rest = min(place.known.values(), default=None, key=lambda answer: answer[:2])
        return before(route.items, rest.content if rest else None)
