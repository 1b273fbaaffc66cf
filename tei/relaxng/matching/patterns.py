"""Patterns as the engine works on them: hash-consed, flat, in one normal form.

In comes the simple form (``grammar.py``) or what a derivative builds, out come :class:`Pattern` objects of which equal
ones are the same object, so that a state of the automaton is a tuple of numbers. :class:`Patterns` builds them and
brings them into a normal form that has the same language:

* choices are sets, groups are flat tuples with their attributes first (attributes have no order), interleavings are
  sorted; ``empty`` and ``notAllowed`` vanish where they can;
* ``text, (text | x)*`` is ``(text | x)*``, so that mixed content is one state;
* ``(p?)+``, ``(p+)+`` and ``(p+ | q)+`` are ``p*``, ``p+`` and ``(p | q)+``.

RELAX NG specification, sections 5 and 6; the algorithm follows Antimirov's partial derivatives.
"""

from collections.abc import Iterable
from operator import attrgetter

from tei.relaxng.names import NameClass

_number = attrgetter("number")


class Pattern:
    """A pattern of the engine. ``number`` is its place in ``Patterns.all``, and stands for it in states and files.

    ``is_nullable``: it matches no children and no text. ``has_attributes``: it has attribute patterns outside its
    child elements; ``has_content``: it has anything else. ``has_data``: it has ``data``, ``value`` or ``list`` outside of attributes.
    ``absorbs_before``: ``text`` before it changes nothing; ``absorbs_after``: nor after it.
    """

    __slots__ = (
        "absorbs_after",
        "absorbs_before",
        "has_attributes",
        "has_content",
        "has_data",
        "is_nullable",
        "number",
    )

    number: int
    members: "tuple[Pattern, ...]" = ()
    is_nullable: bool
    has_attributes: bool
    has_content: bool
    has_data: bool
    absorbs_before: bool
    absorbs_after: bool

    def __init__(self) -> None:
        self.is_nullable = self.has_attributes = self.has_data = False
        self.has_content = True
        self.absorbs_before = self.absorbs_after = False


class Empty(Pattern):
    """No attribute, no child, no text."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__()
        self.is_nullable, self.has_content = True, False


class NotAllowed(Pattern):
    """Matches nothing."""

    __slots__ = ()


class Text(Pattern):
    """Any text."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__()
        self.is_nullable = self.absorbs_before = self.absorbs_after = True


class Composite(Pattern):
    """A pattern with members."""

    __slots__ = ("members",)

    def __init__(self, members: tuple[Pattern, ...]) -> None:
        super().__init__()
        self.members = members
        self.has_attributes = self.has_content = False
        for member in members:
            self.has_attributes |= member.has_attributes
            self.has_content |= member.has_content
            self.has_data |= member.has_data


class Choice(Composite):
    """One of the members; in the order of their numbers."""

    __slots__ = ()

    def __init__(self, members: tuple[Pattern, ...]) -> None:
        super().__init__(members)
        self.is_nullable = any(member.is_nullable for member in members)
        self.absorbs_before = all(member.absorbs_before for member in members)
        self.absorbs_after = all(member.absorbs_after for member in members)


class Group(Composite):
    """All members in this order; those that are attributes and nothing else come first."""

    __slots__ = ()

    def __init__(self, members: tuple[Pattern, ...]) -> None:
        super().__init__(members)
        self.is_nullable = all(member.is_nullable for member in members)
        self.absorbs_before = members[0].absorbs_before
        self.absorbs_after = members[-1].absorbs_after


class Interleave(Composite):
    """All members, their children mixed; in the order of their numbers."""

    __slots__ = ()

    def __init__(self, members: tuple[Pattern, ...]) -> None:
        super().__init__(members)
        self.is_nullable = all(member.is_nullable for member in members)
        self.absorbs_before = any(member.absorbs_before for member in members)
        self.absorbs_after = any(member.absorbs_after for member in members)


class OneOrMore(Composite):
    """The one member, at least once."""

    __slots__ = ()

    def __init__(self, members: tuple[Pattern, ...]) -> None:
        super().__init__(members)
        member = members[0]
        self.is_nullable = member.is_nullable
        has_text = isinstance(member, Choice) and any(isinstance(option, Text) for option in member.members)
        self.absorbs_before = has_text or member.absorbs_before
        self.absorbs_after = has_text or member.absorbs_after


class List(Composite):
    """Text whose tokens match the one member."""

    __slots__ = ()

    def __init__(self, members: tuple[Pattern, ...]) -> None:
        super().__init__(members)
        self.has_data = self.has_content = True


class Attribute(Composite):
    """An attribute with a name in ``names`` and a value that matches the one member."""

    __slots__ = ("names",)

    def __init__(self, names: NameClass, members: tuple[Pattern, ...]) -> None:
        super().__init__(members)
        self.names = names
        self.has_attributes, self.has_content, self.has_data = True, False, False


class Data(Composite):
    """Text of a datatype; the member, if there is one, is what it must not match."""

    __slots__ = ("library", "parameters", "type")

    def __init__(
        self,
        library: str,
        type_: str,
        parameters: tuple[tuple[str, str], ...],
        members: tuple[Pattern, ...],
    ) -> None:
        super().__init__(members)
        self.library, self.type, self.parameters = library, type_, parameters
        self.has_data = self.has_content = True


class Value(Pattern):
    """Text that is equal to ``text`` by the datatype; ``namespaces`` are those of the schema, as pairs."""

    __slots__ = ("library", "namespaces", "text", "type")

    def __init__(self, library: str, type_: str, text: str, namespaces: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.library, self.type, self.text, self.namespaces = library, type_, text, namespaces
        self.has_data = True


class Element(Pattern):
    """A child element: the number of its definition, and the names it may have."""

    __slots__ = ("element", "names")

    def __init__(self, element: int, names: NameClass) -> None:
        super().__init__()
        self.element, self.names = element, names


class Patterns:
    """The patterns of one schema: builds each once."""

    def __init__(self) -> None:
        self.all: list[Pattern] = []
        self._known: dict[tuple[object, ...], Pattern] = {}
        self.empty = self._new(("empty",), Empty())
        self.not_allowed = self._new(("notAllowed",), NotAllowed())
        self.text = self._new(("text",), Text())

    def _new(self, key: tuple[object, ...], pattern: Pattern) -> Pattern:
        pattern.number = len(self.all)
        self.all.append(pattern)
        self._known[key] = pattern
        return pattern

    def choice(self, patterns: Iterable[Pattern]) -> Pattern:
        """One of ``patterns``: a set without ``notAllowed``, and without ``empty`` where another may be empty."""
        found: set[Pattern] = set()
        for pattern in patterns:
            if type(pattern) is Choice:
                found.update(pattern.members)
            else:
                found.add(pattern)
        found.discard(self.not_allowed)
        if self.empty in found and any(member.is_nullable for member in found if member is not self.empty):
            found.discard(self.empty)
        if self.text in found and any(map(_has_all_text, found)):
            found.discard(self.text)
        if len(found) < 2:
            return found.pop() if found else self.not_allowed
        members = tuple(sorted(found, key=_number))
        key = ("choice", members)
        return self._known.get(key) or self._new(key, Choice(members))

    def group(self, patterns: Iterable[Pattern]) -> Pattern:
        """All of ``patterns`` in this order."""
        attributes: list[Pattern] = []
        members: list[Pattern] = []
        for pattern in patterns:
            for member in _of(Group, pattern):
                if member is self.not_allowed:
                    return member
                if is_only_attributes(member):
                    attributes.append(member)
                elif member is not self.empty:
                    self._append(members, member)
        attributes.sort(key=_number)
        return self._sequence("group", Group, (*attributes, *members))

    def _append(self, members: list[Pattern], member: Pattern) -> None:
        """Add a member to a group; ``text`` is left out beside what absorbs it."""
        if member is self.text and members and members[-1].absorbs_after:
            return
        if members and members[-1] is self.text and member.absorbs_before:
            members.pop()
        members.append(member)

    def _sequence(
        self, kind: str, make: type[Group] | type[Interleave], members: tuple[Pattern, ...]
    ) -> Pattern:
        if len(members) < 2:
            return members[0] if members else self.empty
        key = (kind, members)
        return self._known.get(key) or self._new(key, make(members))

    def interleave(self, patterns: Iterable[Pattern]) -> Pattern:
        """All of ``patterns`` mixed. Attributes have no order, so they stand in a group before what is mixed."""
        attributes: list[Pattern] = []
        members: list[Pattern] = []
        for pattern in patterns:
            for member in _of(Interleave, pattern):
                if member is self.not_allowed:
                    return member
                inner = member.members if isinstance(member, Group) else (member,)
                attributes += [one for one in inner if is_only_attributes(one)]
                content = self.group(one for one in inner if not is_only_attributes(one))
                members += _of(Interleave, content) if content is not self.empty else ()
        if self.text in members:
            members = [self.text, *(member for member in members if member is not self.text)]
        members.sort(key=_number)
        return self.group((*attributes, self._sequence("interleave", Interleave, tuple(members))))

    def one_or_more(self, pattern: Pattern) -> Pattern:
        """``pattern`` at least once."""
        if pattern in {self.empty, self.not_allowed, self.text} or isinstance(pattern, OneOrMore):
            return pattern
        if isinstance(pattern, Choice) and any(map(_says_how_often, pattern.members)):
            members = (
                one
                for member in pattern.members
                if member is not self.empty
                for one in _of(OneOrMore, member)
            )
            repeated = self.one_or_more(self.choice(members))
            return self.choice((self.empty, repeated)) if self.empty in pattern.members else repeated
        return self._single("oneOrMore", OneOrMore, pattern)

    def zero_or_more(self, pattern: Pattern) -> Pattern:
        """``pattern`` any number of times."""
        return self.choice((self.empty, self.one_or_more(pattern)))

    def list(self, pattern: Pattern) -> Pattern:
        """Tokens that match ``pattern``."""
        return pattern if pattern is self.not_allowed else self._single("list", List, pattern)

    def _single(self, kind: str, make: type[OneOrMore] | type[List], pattern: Pattern) -> Pattern:
        key = (kind, pattern.number)
        return self._known.get(key) or self._new(key, make((pattern,)))

    def attribute(self, names: NameClass, content: Pattern) -> Pattern:
        """An attribute; not allowed where no value is."""
        if content is self.not_allowed:
            return content
        key = ("attribute", names, content.number)
        return self._known.get(key) or self._new(key, Attribute(names, (content,)))

    def data(
        self,
        library: str,
        type_: str,
        parameters: tuple[tuple[str, str], ...] = (),
        excluded: Pattern | None = None,
    ) -> Pattern:
        """Text of a datatype."""
        members = () if excluded is None or excluded is self.not_allowed else (excluded,)
        key = ("data", library, type_, parameters, *map(_number, members))
        return self._known.get(key) or self._new(key, Data(library, type_, parameters, members))

    def value(
        self, library: str, type_: str, text: str, namespaces: tuple[tuple[str, str], ...] = ()
    ) -> Pattern:
        """Text that is equal to ``text``."""
        key = ("value", library, type_, text, namespaces)
        return self._known.get(key) or self._new(key, Value(library, type_, text, namespaces))

    def element(self, element: int, names: NameClass) -> Pattern:
        """A child element."""
        key = ("element", element)
        return self._known.get(key) or self._new(key, Element(element, names))


def is_only_attributes(pattern: Pattern) -> bool:
    """Say whether the pattern has attributes and nothing else, so that its place in a group does not matter."""
    return pattern.has_attributes and not pattern.has_content


def _of(kind: type[Composite], pattern: Pattern) -> tuple[Pattern, ...]:
    return pattern.members if isinstance(pattern, kind) else (pattern,)


def _says_how_often(pattern: Pattern) -> bool:
    return isinstance(pattern, Empty | OneOrMore)


def _has_all_text(pattern: Pattern) -> bool:
    """What may be empty, and takes text before it, has in it all that ``text`` has."""
    return pattern.is_nullable and pattern.absorbs_before and not isinstance(pattern, Text)
