"""The search for notes in a text: which of its chunks are notes, looked at as a whole.

A numbered paragraph is a note only where marks in the text call it, where a heading says that notes follow, or where it
says so itself (``[Footnote 1: …]``).
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tei.readers.blocks.headings import is_heading
from tei.readers.blocks.separators import is_separator
from tei.readers.notes.evidence import evident_marks
from tei.readers.notes.headings import Heading, notes_heading, says_whose, writer
from tei.readers.notes.lines import WIDEST_GAP, Piece, follows
from tei.readers.notes.matching import Entry, Run, match
from tei.readers.passages.references import Label, Reference, Shape, bracketed, marked, number, opening_label
from tei.transcription.decisions import Kind
from tei.transcription.extent import Extent

_LONGEST_NOTE = 8  # chunks
_LONGEST_TAIL = 3  # chunks behind the last mark that still belong to its note
FURTHEST = 3  # chunks above a note at the foot of a page, where its mark may stand
_MOST_REMARKS = 60  # chunks under "Transcriber's Notes"
_CALLED_OF_STOPS = 0.8  # of the numbered paragraphs without a heading: as many must be called
_CALLED_OF_MARKS = 0.5
_UNHEADED = {Shape.BRACKETS, Shape.STOP, Shape.RAISED, Shape.SIGN, Shape.BRACES}
_GOES_ON = re.compile(r"[:,;–—-][”\"’)\]]*$")
_ENDS = re.compile(r"[.!?…:;,–—-][”\"’»«)\]\d*]*$")  # how a paragraph ends, and a line of names does not


@dataclass
class Search:
    """A text while its notes are looked for."""

    source: str
    pieces: Sequence[Piece]
    text: Sequence[Extent]  # where marks may stand: the title block and the chunks, in order
    references: list[Reference] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chunks = [piece.chunk for piece in self.pieces]
        self.labels = [opening_label(self.source, chunk.lines[0]) for chunk in self.chunks]
        self.headings = [
            notes_heading(chunk.words) if chunk.kind in {None, Kind.HEADING} else None
            for chunk in self.chunks
        ]
        self.texts_start = [extent.start for extent in self.text]
        self.opened = {label.extent.start for label in self.labels if label is not None}
        self.taken: set[int] = set()
        self.had: Counter[str] = Counter()
        self.closing = len(self.chunks)
        self.searched = self.text[0].start if self.text else 0
        found = list(bracketed(self.source))
        shapes = {label.shape for label in self.labels if label is not None}
        for shape in shapes & {Shape.RAISED, Shape.BRACES, Shape.SIGN}:
            found += marked(self.source, shape, 0, len(self.source))
        found.sort(key=lambda one: one.start)
        self.references = [one for one in found if self._is_in_text(one)]
        self.called: dict[str, list[int]] = {}
        for one in self.references:
            self.called.setdefault(one.label, []).append(one.start)

    def _is_in_text(self, reference: Reference) -> bool:
        """Whether ``reference`` stands in the text, not at the beginning of a paragraph, and free of links."""
        at = bisect_right(self.texts_start, reference.start) - 1
        return at >= 0 and reference.end <= self.text[at].end and reference.start not in self.opened

    # ------------------------------------------------------------ what each chunk is like

    def _is_heading(self, at: int) -> bool:
        chunk = self.chunks[at]
        if chunk.hint is not None:
            return chunk.kind is Kind.HEADING
        return self.headings[at] is not None or (self.labels[at] is None and is_heading(chunk))

    def _is_free(self, at: int) -> bool:
        """Whether the chunk ``at`` may still be a note: mark-up that calls it a paragraph does not know better."""
        hint = self.chunks[at].hint
        is_open = hint is None or (hint.kind is Kind.PARAGRAPH and not hint.is_settled)
        return at not in self.taken and is_open

    def _entry(self, first: int, last: int, **facts: object) -> Entry:
        extent = Extent(self.chunks[first].extent.start, self.chunks[last - 1].extent.end)
        return Entry(first, last, self.labels[first], *extent, **facts)  # type: ignore[arg-type]

    def _called_before(self, label: str, end: int) -> int:
        return bisect_left(self.called.get(label, ()), end)

    def is_at_end(self, at: int) -> bool:
        """Whether nothing but notes, their headings and separators stand from ``at`` on."""
        while self.closing:
            place = self.closing - 1
            if place in self.taken or self.headings[place] is not None or is_separator(self.chunks[place]):
                self.closing = place
            else:
                break
        return self.closing <= at

    def _take(self, run: Run) -> None:
        self.runs.append(run)
        self.had.update(entry.label.label for entry in run.labelled if entry.label)
        self.taken.update(range(run.first, run.last))
        if run.heading is not None:
            self.taken.add(run.heading)

    # ------------------------------------------------------------ what is certain

    def take_hinted(self) -> None:
        """The notes that mark-up or an editor marks as such, neighbours together."""
        entries: list[Entry] = []
        for at, chunk in enumerate(self.chunks):
            if chunk.hint is None or chunk.kind is not Kind.NOTE:
                continue
            hint = chunk.hint
            before = self.chunks[at - 1].hint if entries and entries[-1].last == at else None
            if before is not None and before.group is not None and before.group == hint.group:
                entries[-1].last, entries[-1].end = at + 1, chunk.extent.end
                continue
            if entries and entries[-1].last != at:
                self._take_certain(entries)
                entries = []
            entries.append(self._entry(at, at + 1, key=hint.label, is_certain=True))
        self._take_certain(entries)

    def _take_certain(self, entries: list[Entry]) -> None:
        if not entries:
            return
        above = entries[0].first - 1
        heading = self.headings[above] if above >= 0 else None
        for entry in entries:
            said = heading or notes_heading(self.chunks[entry.first].words)
            entry.kind = (said.kind if said else None) or writer(self.source, entry.start, entry.end)
        self._take(Run(entries, above if heading else None, heading.kind if heading else None))

    def take_worded(self) -> None:
        """The notes that say themselves that they are: ``[Footnote 1: …]``, ``[Transcriber's Note: …]``."""
        at = 0
        while at < len(self.chunks):
            entries: list[Entry] = []
            while at < len(self.chunks) and self._is_worded(at):
                is_open = self.source[self.chunks[at].extent.start] == "["
                entries.append(self._entry(at, self._closed(at) if is_open else at + 1))
                at = entries[-1].last
            self._take_certain(entries)
            at += not entries

    def _is_worded(self, at: int) -> bool:
        if not self._is_free(at):
            return False
        label = self.labels[at]
        if label is not None and label.shape is Shape.WORDED:
            return True
        start, end = self.chunks[at].extent
        # A paragraph in brackets is an editor's remark, which has its own recogniser.
        return self.source[start] != "[" and says_whose(self.source, start, end) is not None

    def _closed(self, at: int) -> int:
        """Behind the chunk that closes the bracket that opens the chunk ``at``."""
        for place in range(at, min(at + _LONGEST_NOTE, len(self.chunks))):
            if place > at and (self.labels[place] is not None or not self._is_free(place)):
                break
            if self.chunks[place].text.rstrip(" .").endswith("]"):
                return place + 1
        return at + 1

    # ------------------------------------------------------------ notes under a heading

    def take_headed(self) -> None:
        """The notes that stand under a heading that says so."""
        for at, heading in enumerate(self.headings):
            if heading is None or at in self.taken or at + 1 == len(self.chunks):
                continue
            entries, under = self._under(at)
            while entries:
                run = Run(entries, under, heading.kind)
                is_accepted = self._is_accepted(run, heading)
                self.searched = run.end
                if not is_accepted:
                    break
                for entry in entries:
                    entry.kind = heading.kind or writer(self.source, entry.start, entry.end)
                self._take(run)
                # The notes to each chapter may have a heading of their own.
                after = run.last
                if not self._begins_anew(after):
                    break
                entries, under = self._under(after)

    def _begins_anew(self, at: int) -> bool:
        """Whether the chunk ``at`` is a heading with the first note of a further series under it."""
        if at + 1 >= len(self.chunks) or self.headings[at] is not None or not self._is_heading(at):
            return False
        label = self.labels[at + 1]
        if label is None or number(label.label) != 1:
            return False
        return self._called_before(label.label, label.extent.start) > self.had[label.label]

    def _under(self, at: int) -> tuple[list[Entry], int]:
        """The notes under the heading ``at``, and that heading."""
        entries: list[Entry] = []
        last: Label | None = None
        seen: dict[str, int] = {}
        place = at + 1
        while place < len(self.chunks):
            label = self.labels[place]
            if (
                not self._is_free(place)
                or self.headings[place] is not None
                or is_separator(self.chunks[place])
            ):
                break
            if label is not None and self._opens_note(label, last, seen):
                entries.append(self._entry(place, place + 1))
                seen[label.label] = seen.get(label.label, 0) + 1
                last = label
            elif self._is_heading(place) and not self._resumes(place, last):
                break
            elif last is None:
                entry = self._entry(place, place + 1)
                entry.label = None
                entries.append(entry)
            elif place - entries[-1].first >= _LONGEST_NOTE:
                break
            else:
                entries[-1].last, entries[-1].end = place + 1, self.chunks[place].extent.end
            place += 1
        self._trim(entries, place)
        return entries, at

    def _opens_note(self, label: Label, last: Label | None, seen: Mapping[str, int]) -> bool:
        """Whether ``label`` goes on with the series whose last mark was ``last``, or begins one."""
        if last is None:
            is_first = number(label.label) in {1, None} and label.shape is not Shape.BARE
            return is_first or label.label == "1" or self._called_before(label.label, label.extent.start) > 0
        if follows(last, label) or (
            last.shape is label.shape and label.label.endswith("*") != last.label.endswith("*")
        ):
            return True
        is_sign = label.shape is Shape.SIGN and last.shape in {Shape.SIGN, Shape.STOP, Shape.BRACKETS}
        if is_sign or (last.shape is Shape.SIGN and label.shape is not Shape.BARE):
            return True
        # The numbers begin anew where the text has them anew.
        again = number(label.label) == 1 and label.shape is last.shape
        return again and self._called_before(label.label, label.extent.start) > seen.get(label.label, 0)

    def _resumes(self, place: int, last: Label | None) -> bool:
        """Whether the series goes on soon after the short line ``place``, which so is part of a note."""
        if last is None:
            return False
        ahead = range(place + 1, min(place + WIDEST_GAP, len(self.chunks)))
        return any(
            label is not None and follows(last, label) for label in map(self.labels.__getitem__, ahead)
        )

    def _trim(self, entries: list[Entry], reached: int) -> None:
        """Give back what follows the last mark and is too much, or too unlike a note, to belong to it."""
        if not entries or entries[-1].label is None:
            return
        last = entries[-1]
        is_end = reached == len(self.chunks) or self.is_at_end(reached)
        allowed = last.first + 1 + (_LONGEST_TAIL if is_end else 1)
        if last.last > allowed:
            allowed = last.first + 1
            while allowed < last.last and _GOES_ON.search(self.chunks[allowed - 1].text):
                allowed += 1
        while last.first + 1 < allowed and not _ENDS.search(self.chunks[min(last.last, allowed) - 1].text):
            allowed = min(last.last, allowed) - 1
        self._shorten(last, max(last.first + 1, min(last.last, allowed)))

    def _shorten(self, entry: Entry, last: int) -> None:
        entry.last, entry.end = last, self.chunks[last - 1].extent.end

    def _is_accepted(self, run: Run, heading: Heading) -> bool:
        """Whether what stands under ``heading`` are notes."""
        labelled = run.labelled
        is_end = self.is_at_end(run.last)
        if heading.kind is not None and not heading.is_list and run.entries[0].label is None and not is_end:
            # "Note by the transcriber", in the midst of the text: what follows the first paragraph is text again.
            del run.entries[1:]
            labelled = []
        if not labelled:
            return len(run.entries) <= (
                _MOST_REMARKS if heading.is_certain else _LONGEST_TAIL if is_end else 0
            )
        if any(self._called_before(entry.label.label, run.start) for entry in labelled if entry.label):
            return True
        begins = labelled[0].label
        in_order = begins is not None and (number(begins.label) in {1, None})
        is_said = heading.is_certain or heading.kind is not None or is_end
        return in_order and (is_said or bool(self._evident(labelled, self.searched, run.start)))

    # ------------------------------------------------------------ notes without a heading

    def take_called(self) -> None:
        """The numbered chunks without a heading that the text calls, from the last up."""
        found = match(self.references, self.runs)
        self.free: dict[str, list[int]] = {}
        for at, one in enumerate(self.references):
            if at not in found:
                self.free.setdefault(one.label, []).append(one.start)
        for run in reversed(list(self._unheaded())) if self.free else ():
            called = self._called(run)
            if self._is_called(run, called):
                for entry in run.entries:
                    entry.kind = writer(self.source, entry.start, entry.end)
                    if entry.label is not None and entry.first in called:
                        starts = self.free[entry.label.label]
                        del starts[bisect_left(starts, run.start) - 1 :]
                self._take(run)

    def _unheaded(self) -> Iterator[Run]:
        """Neighbouring chunks whose marks are a series."""
        at = 0
        while at < len(self.chunks):
            label = self.labels[at]
            if label is None or not self._is_free(at) or label.shape not in _UNHEADED:
                at += 1
                continue
            entries = [self._entry(at, at + 1)]
            place = at + 1
            while place < len(self.chunks) and self._is_free(place):
                following = self.labels[place]
                if following is not None and follows(label, following):
                    if self._is_called_between(following.label, entries[-1].first, place):
                        break
                    self._shorten(entries[-1], place)
                    entries.append(self._entry(place, place + 1))
                    label = following
                elif place - entries[-1].first > WIDEST_GAP or self._is_heading(place):
                    break
                place += 1
            last = entries[-1]
            is_announced = last.last < len(self.chunks) and self.chunks[last.first].text.endswith(":")
            if is_announced and self._is_free(last.last):
                self._shorten(last, last.last + 1)
            yield Run(entries)
            at = last.last

    def _is_called_between(self, label: str, note: int, place: int) -> bool:
        """Whether text stands between the ``note`` and the one at ``place``, and calls the latter: it is none of the note."""
        begins, ends = self.chunks[note + 1].extent.start, self.chunks[place].extent.start
        return self._called_before(label, begins) < self._called_before(label, ends)

    def _called(self, run: Run) -> dict[int, int]:
        """Where the nearest free mark of each note of ``run`` stands, by the chunk of the note."""
        # The mark of a note at the foot of a page is not far.
        is_sign = self._shape(run) is Shape.SIGN
        first = self.chunks[max(0, run.first - FURTHEST)].extent.start if is_sign else 0
        found: dict[int, int] = {}
        for entry in run.labelled:
            starts = self.free.get(entry.label.label, []) if entry.label else []
            at = bisect_left(starts, run.start) - 1
            if at >= 0 and starts[at] >= first:
                found[entry.first] = starts[at]
        return found

    def _shape(self, run: Run) -> Shape:
        label = run.entries[0].label
        return label.shape if label is not None else Shape.STOP

    def _is_called(self, run: Run, called: Mapping[int, int]) -> bool:
        share = len(called) / len(run.labelled)
        if self._shape(run) is not Shape.STOP:
            return share > 0 and share >= _CALLED_OF_MARKS
        near = self.chunks[max(0, run.first - 1)].extent.start
        in_order = [called[place] for place in sorted(called)]
        return (
            share >= _CALLED_OF_STOPS
            and in_order == sorted(in_order)
            and (self._ends_at(run.last) or all(start >= near for start in in_order))
        )

    def _ends_at(self, at: int) -> bool:
        """Whether a part of the text ends above the chunk ``at``."""
        return self.is_at_end(at) or self._is_heading(at) or is_separator(self.chunks[at])

    # ------------------------------------------------------------ marks of other shapes

    def find_weak(self) -> None:
        """The marks of shapes that need evidence, for the notes that no mark in brackets leads to."""
        found = set(map(id, match(self.references, self.runs).values()))
        begins = self.text[0].start if self.text else 0
        more: list[Reference] = []
        for run in sorted(self.runs, key=lambda run: run.start):
            missing = [entry for entry in run.labelled if id(entry) not in found]
            is_evident = run.heading is not None or run.entries[0].is_certain
            if is_evident and len(missing) * 2 > len(run.labelled):
                more += self._evident(missing, begins, run.start)
            begins = run.end
        if more:
            self.references = sorted([*self.references, *more])

    def _evident(self, entries: Sequence[Entry], start: int, end: int) -> list[Reference]:
        """The marks from ``start`` to ``end`` that only evidence tells, leading to ``entries``."""
        wanted = [entry.label.label for entry in entries if entry.label]
        return evident_marks(self.source, wanted, start, end, self._is_in_text)
