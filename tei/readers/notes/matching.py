"""References to the notes they lead to, by label and by place.

Where labels recur, because each chapter begins anew with 1, the nearest following notes of that label are meant. Where
the notes to several parts stand together at the end, the first series of references leads to the first
series of notes, the second to the second.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from tei.readers.passages.references import Label, Reference, number
from tei.transcription.blocks import NoteKind


@dataclass(eq=False)
class Entry:
    """A note: the chunks ``first`` to ``last`` (exclusive), its printed mark, and the offsets it covers.

    ``key`` is what the mark-up calls it; ``is_certain`` where mark-up or an editor says that it is a note.
    """

    first: int
    last: int
    label: Label | None
    start: int
    end: int
    kind: NoteKind = NoteKind.AUTHOR
    key: str | None = None
    is_certain: bool = False


@dataclass(eq=False)
class Run:
    """Notes that stand together; ``heading`` is the chunk that heads them, ``kind`` whose it says they are."""

    entries: list[Entry]
    heading: int | None = None
    kind: NoteKind | None = None

    @property
    def first(self) -> int:
        return self.entries[0].first

    @property
    def last(self) -> int:
        return self.entries[-1].last

    @property
    def start(self) -> int:
        return self.entries[0].start

    @property
    def end(self) -> int:
        return self.entries[-1].end

    @property
    def labelled(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.label is not None and entry.label.label]


@dataclass
class _Cluster:
    """Runs that stand next to each other, with their notes by label."""

    end: int
    notes: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))


def _clusters(runs: Iterable[Run]) -> list[_Cluster]:
    found: list[_Cluster] = []
    reached = -2
    for run in sorted(runs, key=lambda run: run.start):
        begins = run.first if run.heading is None else run.heading
        # A separator between two lists of notes does not part them.
        if not found or begins > reached + 1:
            found.append(_Cluster(run.end))
        found[-1].end, reached = run.end, run.last
        for entry in run.labelled:
            if entry.label is not None:
                found[-1].notes[entry.label.label].append(entry)
    return found


def match(references: Sequence[Reference], runs: Iterable[Run]) -> Mapping[int, Entry]:
    """The note of each reference that has one, by the number of the reference; ``references`` are in order."""
    clusters = _clusters(runs)
    having: dict[str, list[_Cluster]] = defaultdict(list)
    for cluster in clusters:
        for label in cluster.notes:
            having[label].append(cluster)
    borders = [
        cluster.end for cluster in clusters if any(number(label) is not None for label in cluster.notes)
    ]
    series = _series(references)
    called: dict[str, list[int]] = defaultdict(list)
    for each, reference in enumerate(references):
        if reference.label in having:
            called[reference.label].append(each)
    found: dict[int, Entry] = {}
    for label, numbers in called.items():
        for cluster, batch in _batches(references, numbers, having[label]):
            notes = cluster.notes[label]
            is_single = len(notes) == 1 and number(label) is not None
            near = _near(references, batch, borders, cluster.end) if is_single else batch
            found.update(_assigned(near, notes, series))
    return found


def _batches(
    references: Sequence[Reference], numbers: Sequence[int], clusters: Sequence[_Cluster]
) -> Iterator[tuple[_Cluster, list[int]]]:
    """The references of one label, parted by the notes of that label; what stands behind the last goes with it."""
    at = 0
    for cluster in clusters:
        last = at
        while last < len(numbers) and (
            cluster is clusters[-1] or references[numbers[last]].start < cluster.end
        ):
            last += 1
        if last > at:
            yield cluster, list(numbers[at:last])
        at = last


def _near(references: Sequence[Reference], batch: list[int], borders: Sequence[int], end: int) -> list[int]:
    """Those of ``batch`` with no other notes between them and the note, where there are such; else all."""
    before = bisect_left(borders, end) - 1
    if before < 0:
        return batch
    near = [each for each in batch if references[each].start >= borders[before]]
    return near or batch


def _assigned(
    batch: Sequence[int], notes: Sequence[Entry], series: Mapping[int, int]
) -> Iterator[tuple[int, Entry]]:
    """As many references as notes: one each; else each series has its own note, or the last is meant."""
    ranks = [series.get(each, 0) for each in batch]
    has_own = len(batch) != len(notes) and ranks[-1] - ranks[0] + 1 == len(notes)
    for rank, each in enumerate(batch):
        place = ranks[rank] - ranks[0] if has_own else rank
        yield each, notes[min(place, len(notes) - 1)]


def _series(references: Sequence[Reference]) -> dict[int, int]:
    """Which series each numbered reference belongs to, from 0: one begins where 1 follows a higher number."""
    numbered = [
        (each, here) for each, one in enumerate(references) if (here := number(one.label)) is not None
    ]
    begins = (here == 1 and before > 1 for (_, before), (_, here) in pairwise([(-1, 0), *numbered]))
    return dict(zip((each for each, _ in numbered), accumulate(map(int, begins)), strict=True))
