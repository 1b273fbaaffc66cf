"""What an element may contain and a value may be: the algebra of content models.

In: the parts of a model. Out: the smallest equal model, because every writer (RELAX NG, XSD, manual) and
libxml2's automata pay for what is written twice. The constructors ``sequence``, ``alternate`` and
``repeat`` flatten, merge and drop; nothing else in this room builds composite content.

The particles are those of TEI P5, chapter 22.5 (content models); occurrence is a node of its own.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Empty:
    """No content at all."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """What no document can satisfy: a class without members. No resolved element contains it."""


@dataclass(frozen=True, slots=True)
class Text:
    """Any text, also none; between elements when it stands in a repeated alternation."""


@dataclass(frozen=True, slots=True)
class ElementRef:
    """One element, by its identifier: the key of ``Schema.elements``."""

    ident: str


@dataclass(frozen=True, slots=True)
class AnyElement:
    """One element of any name, with any attributes and content, inside as well.

    ``required`` are the namespaces it must be in (any, when empty), ``excepted`` are the namespaces and
    the names, as ``{namespace}name``, it must not have.
    """

    required: tuple[str, ...] = ()
    excepted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """One listed value, with the customization's own words about it."""

    text: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Values:
    """One of the listed values, compared after whitespace is normalised (``token``)."""

    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Data:
    """A value of a datatype of XML Schema part 2, with facets as (name, value) in source order."""

    name: str
    facets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DataRef:
    """A value of a datatype of the TEI: the key of ``Schema.datatypes``."""

    key: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """All items, in order; two or more, none of them a sequence."""

    items: tuple["Content", ...]


@dataclass(frozen=True, slots=True)
class Alternate:
    """One of the items; two or more, none of them an alternation or a double."""

    items: tuple["Content", ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """The item at least ``least`` and at most ``most`` times; ``most`` is None where there is no limit."""

    item: "Content"
    least: int
    most: int | None


Content = (
    Empty | Nothing | Text | ElementRef | AnyElement | Values | Data | DataRef | Sequence | Alternate | Repeat
)


def sequence(items: Iterable[Content]) -> Content:
    """All ``items`` in order: flat, without empty parts, nothing when one of them is nothing."""
    parts = tuple(part for item in items for part in _parts(item, Sequence) if part != Empty())
    if Nothing() in parts:
        return Nothing()
    if len(parts) < 2:
        return parts[0] if parts else Empty()
    return Sequence(parts)


def alternate(items: Iterable[Content]) -> Content:
    """One of ``items``: flat, without doubles, without what cannot be; an empty one makes it optional."""
    every = dict.fromkeys(part for item in items for part in _parts(item, Alternate) if part != Nothing())
    parts = tuple(part for part in every if part != Empty())
    if not parts:
        return Empty() if every else Nothing()
    choice = parts[0] if len(parts) == 1 else Alternate(parts)
    return repeat(choice, 0, 1) if Empty() in every else choice


def repeat(item: Content, least: int, most: int | None) -> Content:
    """``item`` so many times: a repetition of a repetition is one where that is the same language."""
    if most == 0:
        return Empty()
    if item == Nothing():
        return Empty() if least == 0 else item
    if is_nullable(item):
        least = 0
    is_once = most == 1 and (least == 1 or is_nullable(item))
    if is_once or item in {Empty(), Text()}:  # any text, any number of times, is any text
        return item
    if isinstance(item, Repeat) and _is_mergeable(item, least, most):
        return Repeat(item.item, item.least * least, _times(item.most, most))
    if most is None and isinstance(item, Alternate):
        return _repeated_choice(item, least)
    return Repeat(item, least, most)


def children(content: Content) -> tuple[Content, ...]:
    """List the parts a composite is made of; none for a leaf."""
    match content:
        case Sequence(items) | Alternate(items):
            return items
        case Repeat(item):
            return (item,)
    return ()


def walk(content: Content) -> Iterator[Content]:
    """``content`` and all its parts, from the outside in."""
    yield content
    for child in children(content):
        yield from walk(child)


def rebuild(content: Content, leaf: Callable[[Content], Content]) -> Content:
    """``content`` with ``leaf`` put for every leaf, simplified again."""
    match content:
        case Sequence(items):
            return sequence(rebuild(item, leaf) for item in items)
        case Alternate(items):
            return alternate(rebuild(item, leaf) for item in items)
        case Repeat(item, least, most):
            return repeat(rebuild(item, leaf), least, most)
    return leaf(content)


def is_nullable(content: Content) -> bool:
    """Whether an element without any child and text satisfies ``content``."""
    match content:
        case Empty() | Text():
            return True
        case Sequence(items):
            return all(map(is_nullable, items))
        case Alternate(items):
            return any(map(is_nullable, items))
        case Repeat(item, least):
            return least == 0 or is_nullable(item)
    return False


def is_mixed(content: Content) -> bool:
    """Whether free text may stand in ``content``."""
    return any(isinstance(part, Text) for part in walk(content))


def element_refs(content: Content) -> tuple[str, ...]:
    """List the identifiers of the elements that may stand in ``content``, each once, in order."""
    return tuple(dict.fromkeys(part.ident for part in walk(content) if isinstance(part, ElementRef)))


def _parts(item: Content, kind: type[Sequence] | type[Alternate]) -> tuple[Content, ...]:
    return item.items if isinstance(item, kind) else (item,)


def _times(inner: int | None, outer: int | None) -> int | None:
    return None if inner is None or outer is None else inner * outer


def _is_mergeable(inner: Repeat, least: int, most: int | None) -> bool:
    """Whether the products of the counts leave no gap: (a{2}){0,} is not a{0,}, (a+)? is a*."""
    if (inner.least, inner.most) == (0, 1):
        return True
    if inner.least > 1:
        return False
    return inner.most is None or (least, most) == (0, 1)


def _repeated_choice(choice: Alternate, least: int) -> Content:
    """Without limit, an item's own occurrence adds nothing: (a* | b?)+ is (a | b)*."""
    bare = [
        part.item if isinstance(part, Repeat) and part.least <= 1 and part.most in {1, None} else part
        for part in choice.items
    ]
    is_optional = any(isinstance(part, Repeat) and part.least == 0 for part in choice.items)
    inner = alternate(bare)
    return Repeat(inner, 0 if is_optional else least, None)
