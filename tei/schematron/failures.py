"""What a schema says about a document: values, to be made into whatever the caller shows."""

from typing import NamedTuple

from tei.schematron.schema import Place
from tei.schematron.xpath.nodes import Element


class Said(NamedTuple):
    """A diagnostic or a property that belongs to a failure, its text filled in."""

    id: str
    text: str
    role: str = ""


class Failure(NamedTuple):
    """An assertion that does not hold, a report that does, or a test that could not be decided.

    ``kind`` is assert, report or undecided. ``element`` is the node or the element that it belongs to (a comment or a
    processing instruction may be one), ``attribute`` the name of an attribute as lxml writes it, ``is_text`` whether it is about
    text. ``id``, ``role`` and ``flag`` are the nearest of assertion, rule and pattern. ``place`` is where the test stands.
    """

    kind: str
    text: str
    element: Element
    attribute: str | None
    is_text: bool
    id: str
    role: str
    flag: str
    see: str
    diagnostics: tuple[Said, ...]
    properties: tuple[Said, ...]
    place: Place
