"""What may come next at a position of a document that is being written: elements, attributes, values, the end tag.

In come a schema, a text as it stands (unfinished, not well-formed, invalid) and a line and column, out come
``Completions``. Only names that the schema spells out can be offered; where wildcards allow more, it says so. The
documentation comes from the simple form: a schema of which that was not kept has none.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from tei.relaxng.completion.documentation import Documentation
from tei.relaxng.completion.following import Following, Inside, Scope, expanded
from tei.relaxng.completion.unfinished import Place, Situation, Tag, decoded, offset_of, situation
from tei.relaxng.completion.value_completions import values
from tei.relaxng.exact.expectations import attributes, takes_text
from tei.relaxng.matching.patterns import Element, Pattern
from tei.relaxng.matching.schema import Schema
from tei.relaxng.matching.states import complete as matched
from tei.relaxng.matching.states import met
from tei.relaxng.names import XML, Name, has_wildcard, single_names
from tei.relaxng.namespaces import resolved


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that may be written: a name with its prefix, or a value.

    ``declaration`` is the attribute that must declare its namespace, where nothing in scope does.
    """

    text: str
    documentation: str = ""
    is_required: bool = False
    declaration: str = ""


@dataclass(frozen=True, slots=True)
class Completions:
    """What may stand at a position, the likeliest first.

    ``typed`` is what was typed of it before the position: all candidates begin so, unless none does. ``end_tag`` is the
    name of the element that may end here; ``missing`` are the children that it must still have. ``allows_text``: any
    text may stand here. ``allows_others``: names that are not listed may, too. ``expected`` says in words which values
    may stand here beside those listed.
    """

    place: Place
    typed: str = ""
    candidates: tuple[Candidate, ...] = ()
    end_tag: str = ""
    missing: tuple[str, ...] = ()
    allows_text: bool = False
    allows_others: bool = False
    expected: tuple[str, ...] = ()


def complete(schema: Schema, data: bytes | str, line: int, column: int) -> Completions:
    """Say what may come at a line and column, both from 1, columns in characters."""
    completer = _COMPLETERS.get(schema)
    if completer is None:
        completer = _COMPLETERS[schema] = Completer(schema)
    return completer.complete(data, line, column)


class Completer:
    """Completes documents of one schema; what was met once is not computed again."""

    def __init__(self, schema: Schema) -> None:
        self._following = Following(schema)
        self._derivatives = schema.derivatives
        self._expectations = self._following.expectations
        self._documentation = Documentation(schema.grammar)

    def complete(self, data: bytes | str, line: int, column: int) -> Completions:
        """Say what may come at a line and column, both from 1."""
        text = decoded(data)
        found = situation(text, offset_of(text, line, column))
        if found.place is Place.NOTHING:
            return Completions(found.place)
        place = self._following.inside(found.open)
        if found.tag is not None:
            begun = self._following.begun(place, found.tag)
            is_value = found.place is Place.VALUE
            return self._value(found, begun) if is_value else self._attributes(found, begun, found.tag)
        if found.place is Place.CONTENT and any(pattern.has_data for pattern in place.state):
            return self._data(found, place)
        return self._content(found, place)

    def _content(self, found: Situation, place: Inside) -> Completions:
        """Elements, the end tag, text."""
        name = found.open[-1].name
        required = self._expectations.required_elements(place.state)
        missing = tuple(_written(one, place.scope)[0] for one in required)
        end_tag = name if matched(place.state) or not place.definitions else ""
        if found.place is Place.END_TAG:
            candidates = (Candidate(name, is_required=True),) if name else ()
            return Completions(found.place, found.typed, candidates, end_tag, missing)
        typed = found.typed if found.place is Place.ELEMENT else ""
        return Completions(
            found.place,
            typed,
            _ranked(self._elements(place, required), typed, found.used),
            end_tag,
            missing,
            allows_text=any(map(takes_text, place.state)),
            allows_others=any(has_wildcard(element.names) for element in self._first(place)),
        )

    def _first(self, place: Inside) -> Iterator[Element]:
        return (element for pattern in place.state for element in self._expectations.first(pattern))

    def _elements(self, place: Inside, required: tuple[Name, ...]) -> Iterator[Candidate]:
        said: dict[Name, str] = {}
        for element in self._first(place):
            for name in single_names(element.names):
                said[name] = said.get(name) or self._documentation.element(element.element)
        for name, documentation in said.items():
            text, declaration = _written(name, place.scope)
            yield Candidate(text, documentation, name in required, declaration)

    def _attributes(self, found: Situation, place: Inside, tag: Tag) -> Completions:
        """The attributes that the tag does not have yet."""
        state, scope = place.state, place.scope
        known = {expanded(name, scope, is_attribute=True) for name in tag.attributes()}
        required = set(self._expectations.required_attributes(state))
        candidates = []
        for name in self._expectations.attributes(state):
            if name not in known:
                text, declaration = _written(name, scope, is_attribute=True)
                said = self._documentation.attribute(place.definitions, name)
                candidates.append(Candidate(text, said, name in required, declaration))
        others = any(has_wildcard(one.names) for pattern in state for one in attributes(pattern))
        return Completions(
            found.place, found.typed, _ranked(candidates, found.typed, Counter()), allows_others=others
        )

    def _value(self, found: Situation, place: Inside) -> Completions:
        """The values of an attribute."""
        name = expanded(found.attribute, place.scope, is_attribute=True)
        meeting = met(self._derivatives, place.state, name)
        patterns = meeting.values if meeting else ()
        return self._values(found, place, patterns, self._documentation.values(place.definitions, name))

    def _data(self, found: Situation, place: Inside) -> Completions:
        """The values of an element that has text of a datatype."""
        return self._values(
            found,
            place,
            place.state,
            self._documentation.values(place.definitions, None),
            found.open[-1].name,
        )

    def _values(
        self,
        found: Situation,
        place: Inside,
        patterns: Iterable[Pattern],
        said: dict[str, str],
        end_tag: str = "",
    ) -> Completions:
        found_values = values(
            self._derivatives, patterns, found.typed, lambda prefix: resolved(place.scope, prefix)
        )
        candidates = [Candidate(text, said.get(text, "")) for text in found_values.texts]
        return Completions(
            Place.VALUE,
            found_values.typed,
            _ranked(candidates, found_values.typed, Counter()),
            end_tag,
            allows_text=found_values.allows_text,
            expected=found_values.expected,
        )


_COMPLETERS: WeakKeyDictionary[Schema, Completer] = WeakKeyDictionary()


def _ranked(candidates: Iterable[Candidate], typed: str, used: Counter[str]) -> tuple[Candidate, ...]:
    """Required ones first, then what the document has most of, then by the alphabet."""
    every = list(candidates)
    start = typed.casefold()
    begun = [one for one in every if one.text.casefold().startswith(start)] or every
    return tuple(sorted(begun, key=lambda one: (not one.is_required, -used[one.text], one.text)))


def _written(name: Name, scope: Scope, *, is_attribute: bool = False) -> tuple[str, str]:
    """Give a name as it is written, and the declaration that it needs where none in scope serves."""
    namespace, local = name
    if namespace == ("" if is_attribute else scope.get("", "")):
        return local, ""
    if namespace == XML:
        return f"xml:{local}", ""
    for prefix, uri in scope.items():
        if prefix and uri == namespace:
            return f"{prefix}:{local}", ""
    if not is_attribute:
        return local, f'xmlns="{namespace}"'
    prefix = next(found for number in range(1, len(scope) + 2) if (found := f"ns{number}") not in scope)
    return f"{prefix}:{local}", f'xmlns:{prefix}="{namespace}"'
