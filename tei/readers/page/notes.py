"""The notes of a page, told by the links between them and the places that refer to them.

In comes the tree, out come the links that are references to notes, those that only lead back from a note, and the
blocks that are notes. A reference is a link whose words are a mark such as ``[1]`` and whose target opens a block; of
two marks that lead to each other the one that opens its block belongs to the note.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from tei.readers.page.classes import classes, has_role, kind_of, leads_back
from tei.readers.page.page_numbers import names_page
from tei.readers.page.tree import name_of, names_of
from tei.transcription.decisions import Kind

BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
        "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "li", "main", "menu", "nav",
        "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
        "ul",
    )
)  # fmt: skip
# What a link to a note says, and what a note opens with.
_MARK = re.compile(
    r"\s*[\[({]?\s*(?:\d{1,4}[a-z]?\*?|[a-zA-Z]|[ivxlc]{1,6}|[*†‡§¶]{1,5}|\d{1,3}\*)\s*[\])}]?[.:)]?\s*"
)
_LONGEST_MARK = 12
_MOST_OPENED = 12  # blocks that begin at one place
# Blocks that may hold a whole note.
_HOLDERS = frozenset(("li", "div", "aside", "section", "dd", "td", "blockquote", "p"))


class NoteBlock(NamedTuple):
    """A block that is a note or goes on with one: what references to it carry, and which note it is."""

    key: str | None
    number: int


@dataclass
class Notes:
    """What is known of the notes of a page; ``names`` are all that links within it can lead to."""

    references: dict[etree._Element, str] = field(default_factory=dict)
    back_links: set[etree._Element] = field(default_factory=set)
    blocks: dict[etree._Element, NoteBlock] = field(default_factory=dict)
    names: frozenset[str] = frozenset()

    def is_way_back(self, element: etree._Element) -> bool:
        """Whether ``element`` is nothing but the way from a note back to the text, such as an arrow."""
        if not element.attrib:
            return False
        if element in self.back_links:
            return leads_back(_words(element))
        return name_of(element) not in BLOCKS | {"a"} and has_role(classes(element), "back-link")


class _Place(NamedTuple):
    """Where an element stands: the block around it, and the blocks that it opens, from the innermost out."""

    order: int
    block: etree._Element | None
    opened: tuple[etree._Element, ...]


@dataclass
class _Open:
    """An open block, and whether words were seen in it."""

    block: etree._Element
    is_seen: bool = False


def _places(root: etree._Element) -> Iterator[tuple[etree._Element, _Place]]:
    """Every link and every element that has a name, with its place; the walk goes through the page once."""
    opened: list[_Open] = []
    order = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = name_of(element)
        if event == "start":
            order += 1
            if name in BLOCKS:
                opened.append(_Open(element))
            if name == "a" or element.get("id"):
                yield element, _Place(order, opened[-1].block if opened else None, _opens(opened))
            _see(opened, element.text)
        else:
            if name in BLOCKS and opened and opened[-1].block is element:
                opened.pop()
            _see(opened, element.tail)


def _opens(opened: list[_Open]) -> tuple[etree._Element, ...]:
    found = []
    for one in reversed(opened[-_MOST_OPENED:]):
        if one.is_seen or name_of(one.block) not in _HOLDERS:
            break
        found.append(one.block)
    return tuple(found)


def _see(opened: list[_Open], words: str | None) -> None:
    """Words stand in every open block; those whose inner block has words already know."""
    if words and not words.isspace():
        for one in reversed(opened):
            if one.is_seen:
                break
            one.is_seen = True


def _words(element: etree._Element) -> str:
    """The words of a link, as far as it takes to know whether they are a mark."""
    found = ""
    for piece in element.itertext():
        found += piece
        if len(found) > _LONGEST_MARK:
            break
    return found


def _is_mark(names: list[str], words: str) -> bool:
    if has_role(names, "note-reference") and len(words) <= _LONGEST_MARK:
        return True
    return len(words) <= _LONGEST_MARK and _MARK.fullmatch(words) is not None


def find_notes(root: etree._Element) -> Notes:
    """The notes of the page."""
    places = dict(_places(root))
    named: dict[str, etree._Element] = {}
    for element in places:
        for name in names_of(element):
            named.setdefault(name, element)
    notes = Notes(names=frozenset(named))
    targets: dict[etree._Element, list[etree._Element]] = {}
    for element, place in places.items():
        address = element.get("href") or ""
        target = named.get(address[1:]) if address.startswith("#") else None
        if target is None or names_page(target):
            continue
        names, words = classes(element), _words(element)
        if has_role(names, "back-link") or leads_back(words):
            notes.back_links.add(element)
        elif _is_mark(names, words) and _is_reference(place, places[target]):
            targets.setdefault(target, []).append(element)
    _number(notes, targets, places)
    _mark_back_links(notes, places, named)
    _continue(notes)
    return notes


def _is_reference(place: _Place, target: _Place) -> bool:
    """Whether a link at ``place`` leads from the text to a note, and not back from there."""
    if not target.opened or target.block is place.block:
        return False
    return not place.opened or place.order < target.order


def _number(
    notes: Notes, targets: dict[etree._Element, list[etree._Element]], places: dict[etree._Element, _Place]
) -> None:
    """Give each target its block: the outermost that it opens and that no other note shares."""
    shared: dict[etree._Element, int] = {}
    for target in targets:
        for block in places[target].opened:
            shared[block] = shared.get(block, 0) + 1
    within: dict[etree._Element, int] = {}
    for target in targets:
        for block in _around(target):
            within[block] = within.get(block, 0) + 1
    for number, target in enumerate(sorted(targets, key=lambda one: places[one].order), 1):
        opened = places[target].opened
        alone = [block for block in opened if within.get(block, 0) <= 1 and _may_hold(block, opened[0])]
        block = alone[-1] if alone else opened[0]
        key = names_of(target)[0]
        if block in notes.blocks:  # two names for one note
            key = notes.blocks[block].key or key
        else:
            notes.blocks[block] = NoteBlock(key, number)
        for reference in targets[target]:
            notes.references[reference] = key


def _around(target: etree._Element) -> Iterator[etree._Element]:
    yield target
    for count, ancestor in enumerate(target.iterancestors()):
        if count > _MOST_OPENED:
            return
        yield ancestor


def _may_hold(block: etree._Element, innermost: etree._Element) -> bool:
    """Whether ``block`` is a note and not a page that begins with one."""
    if block is innermost or name_of(block) in {"li", "aside", "dd"}:
        return True
    return kind_of(classes(block)) is Kind.NOTE


def _mark_back_links(notes: Notes, places: dict[etree._Element, _Place], named: Container[str]) -> None:
    """The links at the beginning of a note that lead to where it is referred to."""
    for element, place in places.items():
        address = element.get("href") or ""
        if element in notes.references or not address.startswith("#") or address[1:] not in named:
            continue
        if any(block in notes.blocks for block in place.opened) and len(_words(element)) <= _LONGEST_MARK:
            notes.back_links.add(element)


def _continue(notes: Notes) -> None:
    """What stands between two notes and is no note itself goes on with the first; so do quotations that it announces."""
    following: dict[etree._Element, NoteBlock] = {}
    for block, note in notes.blocks.items():
        waiting: list[etree._Element] = []
        announces = _words_of(block).endswith(":")
        for sibling in block.itersiblings("{*}*"):
            kind, name = kind_of(classes(sibling)), name_of(sibling)
            if sibling in notes.blocks:
                announces = True
                break
            if name == "p" and kind is Kind.NOTE:
                following.update(dict.fromkeys([*waiting, sibling], note))
                waiting = []
            elif kind is Kind.QUOTATION or name == "blockquote":
                waiting.append(sibling)
            else:
                break
        if announces:
            following.update(dict.fromkeys(waiting, note))
    notes.blocks.update(following)


def _words_of(block: etree._Element) -> str:
    return "".join(block.itertext()).rstrip()
