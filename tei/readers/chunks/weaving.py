"""Marks on a stretch of source to the inlines of the model: nested, in order, every character once."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from tei.readers.chunks.chunk import Mark
from tei.transcription.extent import Extent
from tei.transcription.inlines import Inline, Text

_DEEPEST = 12  # marks within marks; beyond that they are an accident


def weave(extent: Extent, marks: Sequence[Mark]) -> tuple[Inline, ...]:
    """The characters of ``extent`` as inlines, what ``marks`` cover wrapped.

    Of two marks that cover the same characters the one that comes first is outside. Of two that cross, one that
    is not firm gives way to one that is; else the later one does.
    """
    if not marks:
        return (Text(extent),) if extent.start < extent.end else ()
    within = [mark for mark in marks if extent.start <= mark.start < mark.end <= extent.end]
    if not within:
        return (Text(extent),) if extent.start < extent.end else ()
    firm = _nested([mark for mark in within if mark.is_firm])
    loose = [mark for mark in within if not mark.is_firm]
    if loose and firm:
        loose = list(_uncrossed(loose, firm))
    # Sorting is stable: of marks on the same characters the first given stays outside.
    ordered = sorted([*firm, *loose], key=_order) if loose else firm
    return tuple(_woven(extent.start, extent.end, _nested(ordered)))


def _order(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end


def _nested(marks: Sequence[Mark]) -> list[Mark]:
    """``marks`` in order, without those that cross one before them."""
    kept: list[Mark] = []
    ends: list[int] = []
    for mark in sorted(marks, key=_order):
        while ends and ends[-1] <= mark.start:
            ends.pop()
        if (ends and mark.end > ends[-1]) or len(ends) >= _DEEPEST:
            continue
        ends.append(mark.end)
        kept.append(mark)
    return kept


def _uncrossed(loose: Iterable[Mark], firm: Sequence[Mark]) -> Iterator[Mark]:
    """Those of ``loose`` that lie wholly inside or outside each of ``firm``, which are nested among themselves."""
    edges = sorted({edge for mark in firm for edge in (mark.start, mark.end)})
    innermost = _innermost(firm, edges)
    for mark in loose:
        first, last = bisect_right(edges, mark.start) - 1, bisect_left(edges, mark.end) - 1
        if innermost[first + 1] is innermost[last + 1]:
            yield mark


def _innermost(firm: Sequence[Mark], edges: Sequence[int]) -> list[Mark | None]:
    """For the stretch before the first of ``edges``, then behind each of them: the innermost mark around it."""
    around: list[Mark | None] = [None]
    opened: list[Mark] = []
    waiting = iter([*firm, None])
    following = next(waiting)
    for edge in edges:
        while opened and opened[-1].end <= edge:
            opened.pop()
        while following is not None and following.start <= edge:
            opened.append(following)
            following = next(waiting)
        around.append(opened[-1] if opened else None)
    return around


def _woven(start: int, end: int, marks: Sequence[Mark]) -> Iterator[Inline]:
    """The characters from ``start`` to ``end`` with ``marks``, which are nested and in order."""
    at, place = 0, start
    while at < len(marks):
        mark, first = marks[at], at + 1
        at = first
        while at < len(marks) and marks[at].start < mark.end:
            at += 1
        if place < mark.start:
            yield Text(Extent(place, mark.start))
        yield mark.make(tuple(_woven(mark.start, mark.end, marks[first:at])))
        place = mark.end
    if place < end:
        yield Text(Extent(place, end))
