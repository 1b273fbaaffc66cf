"""Partial derivatives: what is left of a pattern after a start tag, an attribute, the end of the attributes, text.

In comes a pattern, out come the patterns that its rest may be, each with what must hold for it: the definition that the
child element must match, the pattern that the value of the attribute must match. The parent's rest and the child's
content stay apart, so the set of patterns that can come up is finite for a schema, however deep documents are
(Antimirov 1996; RELAX NG specification, section 6).

An optional attribute stays where it is when it was met: no element has an attribute twice (XML 1.0, 3.1), and section
7.3 keeps two patterns of a group from matching the same attribute. So 2^n subsets of attributes are one state.
"""

from collections.abc import Callable, Iterable, Iterator

from tei.relaxng.datatypes.datatype import Resolve
from tei.relaxng.matching.patterns import (
    Attribute,
    Choice,
    Data,
    Element,
    Empty,
    Group,
    Interleave,
    List,
    NotAllowed,
    OneOrMore,
    Pattern,
    Patterns,
    Text,
    Value,
)
from tei.relaxng.matching.values import holds
from tei.relaxng.names import Name, contains

Opened = tuple[tuple[int, Pattern], ...]
"""Pairs of a definition that the child must match and what is left for its later siblings; each definition once."""
Attributed = tuple[tuple[Pattern, Pattern], ...]
"""Pairs of a pattern that the value must match and what is left of the element; each value pattern once."""


# What is remembered, so that no document can fill the memory with names that wildcards know.
_MOST = 200_000
_BLANKS = dict.fromkeys(map(ord, "\t\n\r"), " ")


class Derivatives:
    """The derivatives of the patterns of one schema, each computed once."""

    def __init__(self, patterns: Patterns) -> None:
        self.patterns = patterns
        self._opened: dict[tuple[Pattern, Name], Opened] = {}
        self._closed: dict[Pattern, Pattern] = {}
        self._after_text: dict[Pattern, Pattern] = {}
        self._choices: dict[Pattern, _Index] = {}

    # -- start tags ---------------------------------------------------------------------------------------------

    def opened(self, pattern: Pattern, name: Name) -> Opened:
        """What a child element ``name`` may be, and what is left after it. The pattern has no attributes."""
        key = (pattern, name)
        found = self._opened.get(key)
        if found is None:
            rests: dict[int, list[Pattern]] = {}
            for element, rest in self._open(pattern, name):
                rests.setdefault(element, []).append(rest)
            found = tuple((element, self.patterns.choice(rests[element])) for element in sorted(rests))
            if len(self._opened) > _MOST:
                self._opened.clear()
            self._opened[key] = found
        return found

    def _open(self, pattern: Pattern, name: Name) -> Iterable[tuple[int, Pattern]]:
        if isinstance(pattern, Element):
            return ((pattern.element, self.patterns.empty),) if contains(pattern.names, name) else ()
        if isinstance(pattern, Choice):
            return (pair for member in self._candidates(pattern, name) for pair in self.opened(member, name))
        if isinstance(pattern, Group):
            return self._open_group(pattern, name)
        if isinstance(pattern, Interleave):
            return self._open_interleave(pattern, name)
        if isinstance(pattern, OneOrMore):
            again = self.patterns.choice((self.patterns.empty, pattern))
            return (
                (element, self.patterns.group((rest, again)))
                for element, rest in self.opened(pattern.members[0], name)
            )
        return ()

    def _open_group(self, pattern: Group, name: Name) -> Iterator[tuple[int, Pattern]]:
        for at, member in enumerate(pattern.members):
            for element, rest in self.opened(member, name):
                yield element, self.patterns.group((rest, *pattern.members[at + 1 :]))
            if not member.is_nullable:
                return

    def _open_interleave(self, pattern: Interleave, name: Name) -> Iterator[tuple[int, Pattern]]:
        for at, member in enumerate(pattern.members):
            for element, rest in self.opened(member, name):
                yield element, self.patterns.interleave(_replaced(pattern.members, at, rest))

    def _candidates(self, pattern: Choice, name: Name) -> Iterable[Pattern]:
        """The members of a choice that may open with ``name``: choices of hundreds of elements are common."""
        index = self._choices.get(pattern)
        if index is None:
            index = self._choices[pattern] = _Index(pattern)
        return index.candidates(name)

    # -- attributes ---------------------------------------------------------------------------------------------

    def attributed(self, pattern: Pattern, name: Name) -> Attributed:
        """What the value of an attribute ``name`` may be, and what is left of the element."""
        rests: dict[Pattern, list[Pattern]] = {}
        for content, rest in self._attribute(pattern, name):
            rests.setdefault(content, []).append(rest)
        return tuple((content, self.patterns.choice(left)) for content, left in rests.items())

    def _attribute(self, pattern: Pattern, name: Name) -> Iterable[tuple[Pattern, Pattern]]:
        if not pattern.has_attributes:
            return ()
        if isinstance(pattern, Attribute):
            return ((pattern.members[0], self.patterns.empty),) if contains(pattern.names, name) else ()
        if isinstance(pattern, Choice):
            rest = pattern if is_optional_attribute(pattern) else None
            return (
                (content, rest or left)
                for member in pattern.members
                for content, left in self._attribute(member, name)
            )
        if isinstance(pattern, OneOrMore):
            again = self.patterns.choice((self.patterns.empty, pattern))
            return (
                (content, self.patterns.group((left, again)))
                for content, left in self._attribute(pattern.members[0], name)
            )
        make = self.patterns.group if isinstance(pattern, Group) else self.patterns.interleave
        return self._attribute_of_all(pattern, name, make)

    def _attribute_of_all(
        self, pattern: Pattern, name: Name, make: Callable[[Iterable[Pattern]], Pattern]
    ) -> Iterator[tuple[Pattern, Pattern]]:
        for at, member in enumerate(pattern.members):
            for content, left in self._attribute(member, name):
                yield content, pattern if left is member else make(_replaced(pattern.members, at, left))

    def closed(self, pattern: Pattern) -> Pattern:
        """What is left when no more attributes come; ``notAllowed`` when one is missing."""
        if not pattern.has_attributes:
            return pattern
        found = self._closed.get(pattern)
        if found is None:
            found = self._closed[pattern] = self._close(pattern)
        return found

    def _close(self, pattern: Pattern) -> Pattern:
        if isinstance(pattern, Attribute):
            return self.patterns.not_allowed
        members = (self.closed(member) for member in pattern.members)
        if isinstance(pattern, Choice):
            return self.patterns.choice(members)
        if isinstance(pattern, Group):
            return self.patterns.group(members)
        if isinstance(pattern, Interleave):
            return self.patterns.interleave(members)
        return self.patterns.one_or_more(next(members))

    # -- text ---------------------------------------------------------------------------------------------------

    def after_text(self, pattern: Pattern) -> Pattern:
        """What is left after text that stands beside elements, so that only ``text`` matches it."""
        found = self._after_text.get(pattern)
        if found is None:
            found = self._after_text[pattern] = self._take_text(pattern)
        return found

    def _take_text(self, pattern: Pattern) -> Pattern:
        if isinstance(pattern, Text):
            return pattern
        if isinstance(pattern, Choice):
            return self.patterns.choice(map(self.after_text, pattern.members))
        if isinstance(pattern, OneOrMore):
            again = self.patterns.choice((self.patterns.empty, pattern))
            return self.patterns.group((self.after_text(pattern.members[0]), again))
        if isinstance(pattern, Group):
            return self.patterns.choice(self._text_in_group(pattern))
        if isinstance(pattern, Interleave):
            return self.patterns.choice(
                self.patterns.interleave(_replaced(pattern.members, at, self.after_text(member)))
                for at, member in enumerate(pattern.members)
            )
        return self.patterns.not_allowed

    def _text_in_group(self, pattern: Group) -> Iterator[Pattern]:
        for at, member in enumerate(pattern.members):
            yield self.patterns.group((self.after_text(member), *pattern.members[at + 1 :]))
            if not member.is_nullable:
                return

    def takes(self, pattern: Pattern, text: str, resolve: Resolve) -> bool:
        """Say whether ``text`` may be the whole value of an attribute, or the whole content of an element.

        Section 6.2.7: white space alone may also be nothing.
        """
        return (pattern.is_nullable and not text.strip(" \t\n\r")) or self._matches(pattern, text, resolve)

    def _matches(self, pattern: Pattern, text: str, resolve: Resolve) -> bool:
        if isinstance(pattern, Choice | OneOrMore):
            return any(self._matches(member, text, resolve) for member in pattern.members)
        if isinstance(pattern, Group | Interleave):
            return self._one_takes_it(pattern, text, resolve)
        if isinstance(pattern, List):
            return self._tokens(pattern.members[0], tokens(text), resolve)
        if isinstance(pattern, Data | Value):
            return self._is_value(pattern, text, resolve)
        return isinstance(pattern, Text)

    def _is_value(self, pattern: Data | Value, text: str, resolve: Resolve) -> bool:
        excluded = any(self._matches(member, text, resolve) for member in pattern.members)
        return not excluded and holds(pattern, text, resolve)

    def _one_takes_it(self, pattern: Pattern, text: str, resolve: Resolve) -> bool:
        for at, member in enumerate(pattern.members):
            others = pattern.members[:at] + pattern.members[at + 1 :]
            if all(other.is_nullable for other in others) and self._matches(member, text, resolve):
                return True
        return False

    def _tokens(self, pattern: Pattern, found: list[str], resolve: Resolve) -> bool:
        for token in found:
            pattern = self.after_token(pattern, token, resolve)
            if isinstance(pattern, NotAllowed):
                return False
        return pattern.is_nullable

    def after_token(self, pattern: Pattern, token: str, resolve: Resolve) -> Pattern:
        """What is left of the member of a ``list`` after a token."""
        if isinstance(pattern, Data | Value):
            taken = self._is_value(pattern, token, resolve)
            return self.patterns.empty if taken else self.patterns.not_allowed
        if isinstance(pattern, Choice):
            return self.patterns.choice(self.after_token(one, token, resolve) for one in pattern.members)
        if isinstance(pattern, OneOrMore):
            rest = self.after_token(pattern.members[0], token, resolve)
            if isinstance(rest, NotAllowed):
                return rest
            return self.patterns.group((rest, self.patterns.choice((self.patterns.empty, pattern))))
        if isinstance(pattern, Group):
            return self.patterns.choice(self._token_in_group(pattern, token, resolve))
        return self.patterns.not_allowed

    def _token_in_group(self, pattern: Group, token: str, resolve: Resolve) -> Iterator[Pattern]:
        for at, member in enumerate(pattern.members):
            rest = self.after_token(member, token, resolve)
            yield self.patterns.group((rest, *pattern.members[at + 1 :]))
            if not member.is_nullable:
                return


class _Index:
    """The members of a choice by the names they may open with."""

    def __init__(self, pattern: Choice) -> None:
        self._by_name: dict[Name, list[Pattern]] = {}
        self._others: list[Pattern] = []
        for member in pattern.members:
            names = member.names if isinstance(member, Element) else None
            if isinstance(names, Name):
                self._by_name.setdefault(names, []).append(member)
            elif not isinstance(member, Empty | Text):
                self._others.append(member)

    def candidates(self, name: Name) -> Iterable[Pattern]:
        return (*self._by_name.get(name, ()), *self._others)


def tokens(text: str) -> list[str]:
    """Split at white space as XML has it, and no other (section 4.2)."""
    return [token for token in text.translate(_BLANKS).split(" ") if token]


def is_optional_attribute(pattern: Pattern) -> bool:
    """Say whether the pattern is one attribute that may be left out."""
    return (
        isinstance(pattern, Choice)
        and len(pattern.members) == 2
        and isinstance(pattern.members[0], Empty)
        and isinstance(pattern.members[1], Attribute)
    )


def _replaced(members: tuple[Pattern, ...], at: int, by: Pattern) -> tuple[Pattern, ...]:
    return (*members[:at], by, *members[at + 1 :])
