"""The marks of notes that are no marks without evidence: "(1)", "1" behind a word, a star; only notes make them such."""

from bisect import bisect_right
from collections.abc import Callable, Sequence

from tei.readers.passages.references import Reference, Shape, marked

# How many of the notes must be called by marks of the shape, one behind the other.
_LEAST = {
    Shape.RAISED: 0.5,
    Shape.BRACES: 0.5,
    Shape.SIGN: 0.5,
    Shape.PARENTHESES: 0.8,
    Shape.BARE: 0.75,
}


def evident_marks(
    source: str, wanted: Sequence[str], start: int, end: int, is_in_text: Callable[[Reference], bool]
) -> list[Reference]:
    """The marks in a stretch of ``source`` that lead to the notes with the ``wanted`` labels, all of one shape."""
    labels = set(wanted)
    for shape, share in _LEAST.items():
        marks = [one for one in marked(source, shape, start, end) if is_in_text(one)]
        found = chain(wanted, marks)
        if found and len(found) >= share * len(wanted):
            return found if shape is Shape.BARE else [one for one in marks if one.label in labels]
    return []


def chain(wanted: Sequence[str], marks: Sequence[Reference]) -> list[Reference]:
    """The first mark for each of the ``wanted`` labels that stands behind that of the label before it."""
    found: list[Reference] = []
    places: dict[str, list[Reference]] = {}
    for one in marks:
        places.setdefault(one.label, []).append(one)
    for label in wanted:
        having = places.get(label, [])
        at = bisect_right(having, found[-1].start if found else -1, key=lambda one: one.start)
        if at < len(having):
            found.append(having[at])
    return found
