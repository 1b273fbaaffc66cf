"""How notes and items of lists are marked in print, as far as Markdown has to be told.

In come elements of TEI, out comes what stands round the mark of a note (``[1]``, ``1)``), to be said in the front
matter, and the number with which a list begins that counts on.
"""

import re
from collections import Counter

from lxml import etree

from tei.document.namespaces import tei
from tei.publications.reading import notes_by_id

_NUMBER = re.compile(r"(\d{1,9})([.)])")
_ALPHANUMERIC = re.compile(r"[^\W_]")
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


def counted(labels: list[str]) -> int | None:
    """The number of the first of ``labels`` when each is the number after the one before it."""
    found = [_NUMBER.fullmatch(label.strip()) for label in labels]
    numbers = [int(one[1]) for one in found if one]
    if not numbers or len(numbers) < len(labels):
        return None
    return numbers[0] if numbers == list(range(numbers[0], numbers[0] + len(numbers))) else None
