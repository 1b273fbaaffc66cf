"""All small documents of a small grammar: listed from the grammar itself, without derivatives.

A document is nested tuples: ``(name, frozenset of attributes, items)``, an item a document or a text. Only names and
texts of the pools are listed, so the list is complete for grammars made of ``grammars()`` as far as the pools go.
"""

from functools import cache

from tei.relaxng.grammar import (
    Attribute,
    Choice,
    Data,
    Empty,
    Group,
    Interleave,
    List,
    OneOrMore,
    Ref,
    Text,
    Value,
)
from tei.relaxng.names import contains
from tests.relaxng.small_languages import ATTRIBUTES, ELEMENTS, TEXTS


def documents(grammar, most):
    """Give all documents of a grammar with at most so many nodes."""
    language = Language(grammar)
    return {items[0] for _, items in language.contents(grammar.start, most) if len(items) == 1}


def size(item):
    if isinstance(item, str):
        return 1
    return 1 + len(item[1]) + sum(map(size, item[2]))


class Language:
    def __init__(self, grammar):
        self.grammar = grammar
        self.contents = cache(self._contents)

    def _contents(self, pattern, most):
        return frozenset(one for one in self._all(pattern, most) if cost(one) <= most)

    def _all(self, pattern, most):  # noqa: PLR0911 -- one line for each kind
        match pattern:
            case Empty():
                return {NOTHING}
            case Text():
                # Between what is mixed with it, one ``text`` may take several texts.
                return {content(text) for text in TEXTS} | {(frozenset(), ("1", "1"))}
            case Data() | Value() | List():
                return {content(text) for text in texts(pattern)}
            case Attribute(names, value):
                return {
                    (frozenset({(name, text)}), ())
                    for name in ATTRIBUTES
                    if contains(names, name)
                    for text in texts(value)
                }
            case Choice(members):
                return frozenset().union(*(self.contents(member, most) for member in members))
            case Group(members) | Interleave(members):
                return self._sequence(members, most, is_mixed=isinstance(pattern, Interleave))
            case OneOrMore(member):
                return self._repeated(member, most)
            case Ref(number):
                return self._elements(number, most)
        return set()

    def _elements(self, number, most):
        element = self.grammar.elements[number]
        inner = self.contents(element.content, most - 1) if most > 0 else ()
        return {
            (frozenset(), ((name, attributes, merged(items)),))
            for name in ELEMENTS
            if contains(element.names, name)
            for attributes, items in inner
        }

    def _sequence(self, members, most, *, is_mixed):
        found = {NOTHING}
        for member in members:
            found = {
                one
                for left in found
                for right in self.contents(member, most - cost(left))
                for one in joined(left, right, is_mixed=is_mixed)
            }
        return found

    def _repeated(self, member, most):
        found = new = set(self.contents(member, most))
        while new:
            longer = {
                one
                for left in new
                for right in self.contents(member, most - cost(left))
                for one in joined(left, right, is_mixed=False)
            }
            new = longer - found
            found = found | new
        return found


NOTHING = (frozenset(), ())


def content(text):
    return (frozenset(), (text,) if text else ())


def cost(one):
    attributes, items = one
    return len(attributes) + sum(map(size, merged(items)))


def joined(left, right, *, is_mixed):
    """Give what two contents make; an attribute comes once."""
    if {name for name, _ in left[0]} & {name for name, _ in right[0]}:
        return
    orders = shuffled(left[1], right[1]) if is_mixed else (left[1] + right[1],)
    for items in orders:
        yield left[0] | right[0], shortened(items)


def shuffled(left, right):
    if not left or not right:
        yield left + right
        return
    yield from ((left[0], *rest) for rest in shuffled(left[1:], right))
    yield from ((right[0], *rest) for rest in shuffled(left, right[1:]))


def shortened(items):
    """Leave two of three texts that touch: documents are too small for three with something between."""
    found = []
    for item in items:
        if not (len(found) > 1 and all(isinstance(one, str) for one in (item, *found[-2:]))):
            found.append(item)
    return tuple(found)


def merged(items):
    """Make one text of texts that touch: beside elements and other texts, all texts are alike."""
    found = []
    for item in items:
        if not (found and isinstance(item, str) and isinstance(found[-1], str)):
            found.append(item)
    if len(items) > 1:
        found = ["1" if isinstance(item, str) else item for item in found]
    return tuple(found)


def texts(pattern):  # noqa: PLR0911 -- the same
    """Give the texts of the pool that a value pattern matches."""
    match pattern:
        case Text() | Data():
            return set(TEXTS)
        case Empty():
            return {text for text in TEXTS if not text.strip()}
        case Value(_, "string", wanted):
            return {text for text in TEXTS if text == wanted}
        case Value(_, _, wanted):
            return {text for text in TEXTS if text.split() == wanted.split()}
        case Choice(members):
            return set().union(*map(texts, members))
        case List(member):
            return {text for text in TEXTS if tuple(text.split()) in words(member)}
    return set()


@cache
def words(member):
    """Give the sequences of up to two tokens that the member of a list matches."""
    match member:
        case Empty():
            return {()}
        case Data() | Value():
            return {(text,) for text in texts(member) if len(text.split()) == 1 and text == text.strip()}
        case Choice(members):
            return set().union(*map(words, members))
        case Group((first, second)):
            return {left + right for left in words(first) for right in words(second) if len(left + right) < 3}
        case OneOrMore(inner):
            once = words(inner)
            return once | {left + right for left in once for right in once if len(left + right) < 3}
    return set()
