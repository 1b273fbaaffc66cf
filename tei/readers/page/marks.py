"""What the elements within a line become: emphasis, links, references to notes, page marks, pictures.

In comes an element with what is known of the notes and the places of its page, out comes what makes an inline of
its words; nothing where they are words like others.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from tei.readers.page.addresses import address_of, leads_nowhere
from tei.readers.page.classes import classes, has_role, look_of
from tei.readers.page.notes import Notes
from tei.readers.page.page_numbers import is_page_number, page_number
from tei.transcription.extent import Extent
from tei.transcription.inlines import (
    CrossReference,
    Emphasis,
    Inline,
    Link,
    Markup,
    NoteReference,
    PageBreak,
    PageMark,
    Picture,
    Quotation,
    Text,
)
from tei.transcription.walk import extents

Make = Callable[[tuple[Inline, ...]], Inline]

_LOOKS = {
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "italic"),
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "del", "strike"), "strikethrough"),
    "sub": "subscript",
    "sup": "superscript",
}


@dataclass(frozen=True)
class Look:
    """Makes words that are set off by their look."""

    rendition: str

    def __call__(self, content: tuple[Inline, ...]) -> Inline:
        return Emphasis(content, self.rendition)


@dataclass(frozen=True)
class Way:
    """Makes a link to another page."""

    target: str

    def __call__(self, content: tuple[Inline, ...]) -> Inline:
        return Link(content, self.target)


@dataclass(frozen=True)
class WayWithin:
    """Makes a link to what is called ``name`` on the page; ``places`` is complete when the page is written."""

    name: str
    places: dict[str, int]

    def __call__(self, content: tuple[Inline, ...]) -> Inline:
        return CrossReference(content, self.places.get(self.name, 0))


@dataclass(frozen=True)
class ToNote:
    """Makes a reference to a note."""

    key: str

    def __call__(self, content: tuple[Inline, ...]) -> Inline:
        return NoteReference(content, self.key)


@dataclass(frozen=True)
class PageNumber:
    """Makes the beginning of a page; ``is_shown`` where the page has a mark for it that is read."""

    number: str | None
    is_shown: bool = False

    def __call__(self, content: tuple[Inline, ...]) -> Inline:
        if not self.is_shown:
            return PageBreak(_extent(content), self.number)
        if len(content) == 1 and isinstance(content[0], PageMark):
            return content[0]
        # The mark of a page is no reference to a note, whatever its characters look like.
        return PageMark((Text(_extent(content)),) if content else (), self.number)


@dataclass(frozen=True)
class Pictured:
    """Makes a picture of the character that stands for it."""

    address: str
    description: str | None

    def __call__(self, content: tuple[Inline, ...]) -> Inline:
        return Picture((Markup(_extent(content)),), self.address, self.description)


def _extent(content: tuple[Inline, ...]) -> Extent:
    found = list(extents(content))
    return Extent(found[0].start, found[-1].end) if found else Extent(0, 0)


@dataclass
class Marks:
    """Says what the elements of one page become; ``dead`` counts the links that lead nowhere."""

    notes: Notes
    places: dict[str, int] = field(default_factory=dict)
    dead: int = 0

    def make(self, element: etree._Element, name: str) -> Make | None:
        """What makes an inline of the words of ``element``, which is called ``name``."""
        names = classes(element) if element.attrib else []
        if is_page_number(element, name, names):
            return PageNumber(page_number(element), is_shown=bool("".join(element.itertext()).strip()))
        if name == "a":
            return self._link(element)
        if name == "q":
            return Quotation
        if name == "sup" and any(link in self.notes.references for link in element.iter("{*}a")):
            return None
        if has_role(names, "corrected"):
            return None
        look = _LOOKS.get(name) or (look_of(element, names) if element.attrib else None)
        return Look(look) if look else None

    def _link(self, element: etree._Element) -> Make | None:
        stated = (element.get("href") or "").strip()
        if element in self.notes.references:
            return ToNote(self.notes.references[element])
        if not stated or element in self.notes.back_links:
            return None
        if stated.startswith("#") and stated[1:] in self.notes.names:
            return WayWithin(stated[1:], self.places)
        if leads_nowhere(stated):
            self.dead += 1
            return None
        return Way(address_of(stated))


def picture(element: etree._Element) -> Pictured | None:
    """What makes a picture of an ``img``; None for one without an address, or one that only takes up space."""
    stated = element.get("src") or ""
    if not stated or leads_nowhere(stated) or _is_tiny(element):
        return None
    words = " ".join((element.get("alt") or "").split())
    return Pictured(address_of(stated), words or None)


def _is_tiny(image: etree._Element) -> bool:
    return any(re.fullmatch(r"[0-4](?:px)?", image.get(side) or "") for side in ("width", "height"))
