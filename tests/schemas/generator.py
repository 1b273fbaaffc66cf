"""Documents that use a schema in every way: each element, attribute, listed value and transition.

For each element a few words of children are found that together take every transition of its automaton;
they stand in documents named after the element, at the end of the cheapest path from the root, side by
side where the parent lets them; a short word may be a guest in the document of another element. What a child
needs is filled in as briefly as possible. Attributes ride along: as long as an element has combinations of
values that no document has used, the next instance takes one.
"""

import heapq
from collections import deque
from functools import cache
from itertools import count, product

from lxml import etree

from tests.schemas.automaton import TEXT, automaton
from tests.schemas.samples import attribute_samples
from tests.schemas.words import cheapest_word, covering_words

XML = "{http://www.w3.org/XML/1998/namespace}"
WORDS = "text ‘&’"

# Words of children up to this length stand in the document of another element, to save documents.
GUEST = 12

# Instances of one element side by side in a document.
SIDE_BY_SIDE = 40

# Optional attributes on one element: with n of them libxml2 follows 2**n states, from about 12 on for minutes.
TOGETHER = 5


class Generator:
    """Makes the briefest documents of one schema, always the same."""

    def __init__(self, schema):
        self.schema = schema
        self.automata = {ident: automaton(element.content) for ident, element in schema.elements.items()}
        self.costs = self._costs()
        self.paths = self._paths()

    def document(self, ident, words):
        """Make a document with an instance of the element for each of ``words``."""
        *above, _ = path = self.paths[ident]
        nodes = [self._instance(ident, word, is_host=True) for word in words]
        for parent, child in reversed(list(zip(above, path[1:], strict=True))):
            nodes = [self._instance(parent, self.least(parent, child), {child: nodes})]
        etree.indent(nodes[0], space="")
        return etree.tostring(nodes[0], xml_declaration=True, encoding="UTF-8")

    def cost(self, symbol):
        """How much text a child takes at least."""
        return 1 if symbol == TEXT else self.costs[symbol]

    @cache  # noqa: B019 - a generator lives as long as its schema
    def least(self, ident, holding=None):
        """The cheapest content of ``ident``, with a child ``holding`` in it where one is named."""
        return cheapest_word(self.automata[ident], self.cost, holding)[1]

    def child(self, ident, *, in_host):  # noqa: ARG002 - those who cover make a difference
        """The content of a child."""
        return self.least(ident)

    def attributes(self, element):
        """The attributes of an instance, with their values: what is required."""
        required = (one for one in element.attributes if one.is_required)
        return {one: attribute_samples(one, self.schema.datatypes)[0] for one in required}

    def _costs(self):
        """The size of the smallest instance of each element, until nothing gets cheaper."""
        costs = dict.fromkeys(self.schema.elements, float("inf"))
        while True:
            self.costs = costs
            found = {ident: 2 + cheapest_word(self.automata[ident], self.cost, None)[0] for ident in costs}
            if found == costs:
                return costs
            costs = found

    def _paths(self):
        """The cheapest way from a root to each element, as the identifiers on it."""
        paths, waiting = {}, [(0, (ident,)) for ident in self.schema.start]
        while waiting:
            price, path = heapq.heappop(waiting)
            if path[-1] in paths:
                continue
            paths[path[-1]] = path
            for child in sorted({symbol for moves in self.automata[path[-1]].moves for symbol in moves}):
                if child != TEXT and child not in paths:
                    more = cheapest_word(self.automata[path[-1]], self.cost, child)[0]
                    heapq.heappush(waiting, (price + more, (*path, child)))
        return paths

    def _instance(self, ident, word, ready=None, *, is_host=False):
        """Make an element with the children of ``word``; some may be ready, a host takes in guests."""
        element = self.schema.elements[ident]
        node = etree.Element(f"{{{element.namespace}}}{element.tag}", nsmap={None: element.namespace})
        for one, value in self.attributes(element).items():
            node.set(f"{{{one.namespace}}}{one.name}" if one.namespace else one.name, value)
        ready = dict(ready or {})
        for symbol in word:
            if symbol == TEXT:
                _append_text(node)
            elif symbol in ready:
                node.extend(ready.pop(symbol))
            else:
                node.append(self._instance(symbol, self.child(symbol, in_host=is_host)))
        return node


class Covering(Generator):
    """Makes documents that cover the schema; what one has used, the next need not."""

    def __init__(self, schema):
        super().__init__(schema)
        self._words = {
            ident: sorted(covering_words(machine), key=len, reverse=True)
            for ident, machine in self.automata.items()
        }
        self._plans = {ident: deque(self._combinations(one)) for ident, one in schema.elements.items()}
        self._numbers = count(1)

    def documents(self):
        """Give the documents by name, once."""
        made = {}
        for ident in self.paths:
            while words := self._words[ident]:
                room = self._room(ident)
                chosen, words[:] = words[:room], words[room:]
                made[f"{ident}-{len(made)}.xml"] = self.document(ident, chosen)
        while waiting := [ident for ident in self.paths if self._plans[ident]]:
            ident = waiting[0]
            wanted = min(self._room(ident), len(self._plans[ident]))
            made[f"{ident}-{len(made)}.xml"] = self.document(ident, [self.least(ident)] * wanted)
        return made

    def child(self, ident, *, in_host):
        """A short word that no document has yet, else the cheapest."""
        words = self._words[ident]
        return words.pop() if in_host and words and len(words[-1]) <= GUEST else self.least(ident)

    def attributes(self, element):
        """A combination that no document has yet, else what is required; each id is a new one."""
        plan = self._plans[element.ident]
        chosen = plan.popleft() if plan else super().attributes(element)
        return {
            one: f"{value}{next(self._numbers)}" if one.qualified_name == "xml:id" else value
            for one, value in chosen.items()
        }

    def _room(self, ident):
        """How many instances of the element one document can hold side by side."""
        *_, parent, _ = (None, None, *self.paths[ident])
        if parent is None:
            return 1
        machine, word = self.automata[parent], self.least(parent, ident)
        state = machine.trace(word)[word.index(ident) + 1][0]
        return SIDE_BY_SIDE if machine.moves[state].get(ident) == state else 1

    def _combinations(self, element):
        """Combinations of attributes, so that every value of every attribute is used."""
        for allowed in _alternatives(element):
            there = [one for one in element.attributes if one.qualified_name in allowed]
            required = [one for one in there if one.is_required]
            optional = [one for one in there if not one.is_required]
            for start in range(0, max(1, len(optional)), TOGETHER):
                yield from self._turns([*required, *optional[start : start + TOGETHER]])

    def _turns(self, attributes):
        """Use all values of ``attributes``, one of each at a time."""
        values = {one: attribute_samples(one, self.schema.datatypes) for one in attributes}
        for turn in range(max(map(len, values.values()), default=0)):
            yield {one: samples[turn % len(samples)] for one, samples in values.items()}


def _append_text(node):
    if len(node):
        node[-1].tail = WORDS
    else:
        node.text = WORDS


def _alternatives(element):
    """The sets of attributes that may stand together."""
    names = {one.qualified_name for one in element.attributes}
    bound = {name for choice in element.choices for one in choice.alternatives for name in one.names}
    for chosen in product(*(choice.alternatives for choice in element.choices)):
        yield names - bound | {name for one in chosen for name in one.names}
