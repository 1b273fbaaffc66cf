"""What is wrong with a document: values without a word for editors, for whoever says it to them.

One mistake gives one :class:`Fault`. What would have been right stands in it as data: every name that is allowed,
ranked, those that are missing, the nearest names to one that is misspelt, the kinds of a value in a few words.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from tei.relaxng.names import Name


class Kind(Enum):
    """The kinds of fault; what is at fault is in ``Fault.element``, ``Fault.attribute`` or ``Fault.value``."""

    ELEMENT_UNKNOWN = auto()
    """The schema has no element of this name."""
    ELEMENT_IN_WRONG_NAMESPACE = auto()
    """The schema has an element of this name in another namespace: ``Fault.near`` has it."""
    ELEMENT_MISPLACED = auto()
    """The schema has the element, but it is not allowed here."""
    ELEMENT_EARLY = auto()
    """The element is allowed here once something else stands before it: ``Fault.required`` and ``expected`` say what."""
    ELEMENT_INCOMPLETE = auto()
    """The element ends too early: ``Fault.required`` and ``expected`` say what is missing."""
    TEXT_NOT_ALLOWED = auto()
    """Text stands where only elements may."""
    CONTENT_NOT_ALLOWED = auto()
    """The text of an element is none of the values that it may be."""
    ATTRIBUTE_NOT_ALLOWED = auto()
    """The element cannot have this attribute."""
    ATTRIBUTE_MISSING = auto()
    """The element needs the attributes in ``Fault.required``, or one of ``expected``."""
    VALUE_NOT_ALLOWED = auto()
    """The value is none that the attribute may have."""
    ID_TWICE = auto()
    """The ID stands on another element before: ``Fault.other`` says where."""
    ID_MISSING = auto()
    """No element has the ID that the attribute refers to."""


class Place(NamedTuple):
    """From (inclusive) and to (exclusive): lines and columns from 1, columns in characters."""

    line: int
    column: int
    end_line: int
    end_column: int


class Type(NamedTuple):
    """A datatype that was tried on a value; ``reason`` says why the value is not of it, where more can be said."""

    library: str
    name: str
    parameters: tuple[tuple[str, str], ...]
    description: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault, where it is, and what would be right.

    ``place`` is that of the name or value at fault, None in a tree without places; ``node`` is the element of a tree.
    ``element`` is the element at fault or the one with the attribute or text at fault, ``written`` its name as it
    stands in the document; ``parent`` is its parent.
    """

    kind: Kind
    element: Name
    written: str
    parent: Name | None = None
    attribute: Name | None = None
    attribute_written: str = ""
    value: str | None = None
    token: str = ""
    """The one part of a value that is a list which is wrong; empty where the value is wrong as a whole."""
    place: Place | None = None
    node: object = None

    required: tuple[Name, ...] = ()
    """Names that are missing, all of them."""
    expected: tuple[Name, ...] = ()
    """Names that are allowed here, the likeliest first: required ones, then those that have fewest places elsewhere."""
    enough: tuple[Name, ...] = ()
    """Where something is missing: those of ``expected`` of which any one alone would be enough."""
    values: tuple[str, ...] = ()
    """Values that are allowed, as the schema lists them."""
    types: tuple[Type, ...] = ()
    """Datatypes of the values that are allowed."""
    near: tuple[Name, ...] = ()
    """Allowed names that the one at fault may be a slip for, the nearest first; for want of any, such names at large."""
    elsewhere: tuple[Name, ...] = ()
    """Elements in which the misplaced element may stand."""
    wrappers: tuple[Name, ...] = ()
    """Elements that are allowed here and in which the misplaced element or text may stand."""
    outer: Name | None = None
    """The nearest element around the parent in which the misplaced element may stand after it."""
    outer_child: Name | None = None
    """The child of ``outer`` that is open: the misplaced element may stand after it."""
    is_child: bool = False
    """The parent may have the misplaced element, at another place."""
    allows_end: bool = False
    """The parent may end here."""
    allows_text: bool = False
    """Text is allowed here."""
    before: Name | None = None
    """The sibling that stands before the misplaced element and has shut it out, being in its place or after it."""
    other: Place | None = None
    """Another place: that of ``before``, of the ID's first bearer, of what comes too late, of an incomplete start tag."""
    other_node: object = None
    late: Name | None = None
    """What is missing before the element and stands after it instead."""


class Examination(NamedTuple):
    """What the exact pass has found: how many faults, and as many of them as were asked for, in document order."""

    total: int
    faults: tuple[Fault, ...]
