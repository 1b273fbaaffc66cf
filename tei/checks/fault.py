"""What a grammar finds wrong with an element, free of words: the interface between a grammar engine and ``rng``.

An engine offers ``compiled(data, name)`` and ``faults(compiled, root)``; the words are made in ``rng.py``. So
an engine can be replaced without a message changing.
"""

from dataclasses import dataclass
from enum import Enum, auto

from lxml import etree


class Offence(Enum):
    """The kinds of fault, each named for what is wrong with ``Fault.element``."""

    ELEMENT_UNKNOWN = auto()
    ELEMENT_IN_WRONG_NAMESPACE = auto()
    ELEMENT_MISPLACED = auto()
    ELEMENT_OUT_OF_ORDER = auto()
    CHILD_MISSING = auto()
    CONTENT_INCOMPLETE = auto()
    CONTENT_WRONG = auto()
    TEXT_MISPLACED = auto()
    ATTRIBUTE_UNKNOWN = auto()
    ATTRIBUTE_MISSING = auto()
    VALUE_WRONG = auto()


@dataclass(frozen=True, slots=True)
class Fault:
    """``offence`` at ``element``; ``attribute`` where it is about one; ``expected`` is what would be allowed.

    Names are in Clark notation. ``wrappers`` are elements that could stand between a misplaced element or text
    and its parent; ``needs`` are the sets of children of each of which one is missing.
    """

    offence: Offence
    element: etree._Element
    attribute: str | None = None
    expected: tuple[str, ...] = ()
    wrappers: tuple[str, ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()
