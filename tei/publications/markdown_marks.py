"""How notes and items of lists are marked in print, as far as Markdown has to be told.

In come elements of TEI, out comes what stands round the mark of a note (``[1]``, ``1)``), to be said in the front
matter, and the number with which a list begins that counts on.
"""

import re
from collections import Counter
from typing import NamedTuple

from lxml import etree

from tei.document.namespaces import tei
from tei.document.whitespace import name
from tei.publications.reading import is_moved, notes_by_id
from tei.publications.text import sign

_NUMBER = re.compile(r"(\d{1,9})([.)])")
_ALPHANUMERIC = re.compile(r"[^\W_]")
_AMONG_BLOCKS = frozenset(["text", "front", "body", "back", "div", "quote", "floatingText"])
_LONGEST_SHAPE = 4  # characters round the mark of a note
# How a reader of Markdown writes the reference to a note and the mark before it.
_USUAL = {"references": "[1]", "notes": "1."}


def note_marks(text: etree._Element) -> dict[str, dict[str, str]]:
    """How most notes of ``text`` and the references to them are marked, with 1 for the mark, where it is not as usual."""
    notes = notes_by_id(text)
    found: dict[str, Counter[str]] = {"references": Counter(), "notes": Counter()}
    for reference in text.iter(tei("ref")):
        note = notes.get(reference.get("target", "").removeprefix("#"))
        mark = note.get("n") if note is not None and reference.get("type") == "noteref" else None
        if note is not None and mark:
            label = note.find(tei("label"))
            found["references"][_shape(reference, mark)] += 1
            found["notes"][_shape(label, mark) if label is not None else ""] += 1
    shapes = {key: counted.most_common(1)[0][0] for key, counted in found.items() if counted}
    wanted = {key: shape for key, shape in shapes.items() if shape and shape != _USUAL[key]}
    return {"note-marks": wanted} if wanted else {}


def _shape(printed: etree._Element, mark: str) -> str:
    """``printed`` with 1 in the place of ``mark``; nothing where it is not once in it."""
    words = "".join(map(str, printed.itertext()))
    is_good = words.count(mark) == 1 and len(words) <= len(mark) + _LONGEST_SHAPE and not words[0].isspace()
    return words.replace(mark, "1") if is_good and not _ALPHANUMERIC.search(words.replace(mark, "")) else ""


class ListMarks(NamedTuple):
    """What stands before the items of a list; ``kind`` is the class of the division around it, where it needs one.

    ``has_numbers`` where the labels of the items are those numbers.
    """

    markers: list[str]
    kind: str = ""
    has_numbers: bool = False


def list_marks(labels: list[str], look: str, number: int) -> ListMarks:
    """What marks the items of the list of that ``number`` which have these ``labels``, and look as ``list/@rend`` says."""
    start = counted(labels)
    if start is not None:
        stop = labels[0][-1]
        markers = [f"{at}{stop}" for at, _ in enumerate(labels, start)]
        return ListMarks(markers, "labelled", has_numbers=True)
    if look in ("numbered", "ordered") and not any(labels):
        return ListMarks([f"{at}{').'[number % 2]}" for at, _ in enumerate(labels, 1)])
    kind = "plain" if look == "plain" and not any(labels) else ""
    return ListMarks(["+-"[number % 2]] * len(labels), kind)


def counted(labels: list[str]) -> int | None:
    """The number of the first of ``labels`` when each is the number after the one before it."""
    found = [_NUMBER.fullmatch(label.strip()) for label in labels]
    numbers = [int(one[1]) for one in found if one]
    if not numbers or len(numbers) < len(labels):
        return None
    return numbers[0] if numbers == list(range(numbers[0], numbers[0] + len(numbers))) else None


def stand_last(text: etree._Element, called: list[etree._Element]) -> bool:
    """Whether the notes of ``text`` stand together behind all references, in the order in which they are ``called``."""
    notes = [one for one in text.iter(tei("note")) if one in called]
    if not notes:
        return True
    if notes != called or list(notes[0].itersiblings(tei("*")))[: len(notes) - 1] != notes[1:]:
        return False
    behind = False
    for one in text.iter(tei("note"), tei("ref")):
        behind = behind or one is notes[0]
        is_call = one.get("type") == "noteref" if name(one) == "ref" else _is_in_line(one)
        if behind and is_call and not any(around in notes for around in (one, *one.iterancestors())):
            return False
    return True


def _is_in_line(note: etree._Element) -> bool:
    """Whether ``note`` stands where it is referred to, and not among blocks."""
    around = note.getparent()
    return is_moved(note) and around is not None and name(around) not in _AMONG_BLOCKS


def lists_contents(element: etree._Element) -> bool:
    """Whether ``element`` is a list of contents, which the print has as well."""
    return name(element) == "fw" and element.get("type") == "nav"


def rule(milestone: etree._Element) -> str:
    """The line that stands for a mark between two parts of a text; an ornament has a class of its own."""
    if milestone.get("rend") == "ornament":
        return '<hr class="ornament">'
    return {"----": "---"}.get(sign(milestone), "* * *")
