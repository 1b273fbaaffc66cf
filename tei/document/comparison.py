"""Where two texts differ: the reading text of a source, and the one that was published of its edition.

In come two texts, and what the edition keeps in its header instead of its text; out come the differences in the
order of the source, each with the lines where it stands. Letters decide, white space is layout:

* A run of blanks and line ends without a blank line in it counts as one space: a wrapped text equals the same text
  unwrapped, and items, cells and lines of verse may be parted as they like. A no-break space counts as a blank
  beside another; where it joins two words, and a space does so in the other text, the difference is one of layout.
* Blank lines part blocks, however many they are. Where blocks are parted otherwise, or words joined or divided,
  the difference is one of ``layout``.
* What is on record is expected to be missing, once for each time that it is kept.

Blocks are aligned first, then the words of those that are not equal.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from tei.diagnostics import Diagnostic, Rule, Severity, Span

_WORD = re.compile(r"[^ \t\r\n]+")
_SHOWN = 70  # characters that a finding quotes
_MOST = 10_000  # words of a stretch that are aligned one by one; a longer one is reported as a whole


class Trouble(StrEnum):
    """What is different."""

    MISSING = "missing"
    ADDED = "added"
    CHANGED = "changed"
    LAYOUT = "layout"


class Difference(NamedTuple):
    """Words of the source and of the published text that differ, with the line where each begins, from 1.

    Of a difference of layout only the words on either side are given: what is different stands between them.
    """

    trouble: Trouble
    source: str
    published: str
    source_line: int
    published_line: int


class WordsMissing(Rule):
    """The edition lacks words of its source.

    What: the text of the TEI file goes on without words that stand at this place of the transcription, and its
    header does not keep them either.

    Why: an edition that leaves words out must say so.

    Example: a paragraph that was deleted in the TEI file by mistake, or added to the transcription later.

    Instead: put the words back into the TEI, or encode the transcription again; mark what was left out on
    purpose as `gap`.
    """

    message = "the edition lacks `{source}`"


class WordsAdded(Rule):
    """The edition has words that its source does not have.

    What: words stand in the text of the TEI file that are not in the transcription at this place.

    Why: readers take what stands in the text for the words of the source.

    Example: a remark of an editor without `note`, `supplied` or `add` round it.

    Instead: take the words out, or put them into an element that is not part of the text.
    """

    message = "the edition adds `{published}`"


class WordsChanged(Rule):
    """The edition has other words than its source.

    What: the transcription has some words at this place, the text of the TEI file has others.

    Why: a silent change cannot be told from the words of the source.

    Example: `camps` in the edition where the transcription has `tamps`.

    Instead: encode a correction as `choice` with `sic` and `corr`; the comparison reads what stands in `sic`.
    """

    message = "the edition has `{published}` instead of `{source}`"


class BlocksParted(Rule):
    """The edition parts its blocks, or its words, otherwise than its source.

    What: the letters are the same, but a block ends here in one of the two and not in the other, or a space
    stands in one and not in the other.

    Why: it may be a paragraph that was joined or divided by mistake.

    Example: the lines of a letter's close, which stand in one block of the transcription.

    Instead: nothing, if the edition is right.
    """

    severity = Severity.NOTE
    message = "the edition parts `{source}` otherwise"


_RULES: dict[Trouble, type[Rule]] = {
    Trouble.MISSING: WordsMissing,
    Trouble.ADDED: WordsAdded,
    Trouble.CHANGED: WordsChanged,
    Trouble.LAYOUT: BlocksParted,
}


def finding(difference: Difference, file: str, line: int) -> Diagnostic:
    """``difference`` as a finding at ``line`` of the source ``file``."""
    return _RULES[difference.trouble].at(
        Span(file, line), source=_abridged(difference.source), published=_abridged(difference.published)
    )


def _abridged(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


class _Word(NamedTuple):
    text: str
    line: int
    block: int


class _Stretch(NamedTuple):
    """Words ``start`` to ``end`` of the source and those of the published text that stand for them."""

    start: int
    end: int
    other_start: int
    other_end: int
    is_equal: bool


def differences(source: str, published: str, on_record: Iterable[str] = ()) -> tuple[Difference, ...]:
    """The differences of ``published`` from ``source``; none when both read the same.

    ``on_record`` are the texts that the edition keeps elsewhere.
    """
    records = list(on_record)
    found = _differences(source, published, records)
    if all(one.trouble is Trouble.LAYOUT for one in found) or not records:
        return found
    # Where the same words are on record and in the text, the alignment may take one for the other.
    cut = _differences(_without_records(source, records), published, [])
    cut_below = _differences(_without_records(source, records, from_end=True), published, [])
    return min(found, cut, cut_below, key=lambda ones: sum(one.trouble is not Trouble.LAYOUT for one in ones))


def _without_records(source: str, records: Sequence[str], *, from_end: bool = False) -> str:
    """``source`` with each of ``records`` replaced by its line ends.

    Each is looked for behind the one before it, or with ``from_end`` before the one behind it.
    """
    start, end = 0, len(source)
    for record in reversed(records) if from_end else records:
        place = source.rfind(record, 0, end) if from_end else source.find(record, start)
        if record and place >= 0:
            blank = "\n" * record.count("\n")
            source = source[:place] + blank + source[place + len(record) :]
            start, end = place + len(blank), place
    return source


def _differences(source: str, published: str, on_record: Iterable[str]) -> tuple[Difference, ...]:
    ours, theirs = list(_words(source)), list(_words(published))
    records = sorted(map(_spaced, on_record), key=len, reverse=True)
    found: list[Difference] = []
    previous: tuple[int, int] | None = None
    for stretch in _joined(_stretches(ours, theirs)):
        if stretch.is_equal:
            found += _layout(ours, theirs, stretch, previous)
            previous = (stretch.end - 1, stretch.other_end - 1)
        else:
            difference = _difference(ours, theirs, stretch, records)
            if difference is not None:
                found.append(difference)
                previous = None
    return tuple(found)


def _words(text: str) -> Iterator[_Word]:
    line = block = at = 0
    for match in _WORD.finditer(text):
        word = match.group().strip()
        if not word:
            continue
        ends = text.count("\n", at, match.start())
        line, block, at = line + ends, block + (ends > 1), match.end()
        yield _Word(word, line + 1, block)


def _spaced(text: str) -> str:
    """The words of ``text`` with one space between them."""
    return " ".join(word for piece in _WORD.findall(text) if (word := piece.strip()))


# ------------------------------------------------------------ aligning


def _stretches(ours: Sequence[_Word], theirs: Sequence[_Word]) -> Iterator[_Stretch]:
    """The words of both, in order, in stretches that are equal or not."""
    if [word.text for word in ours] == [word.text for word in theirs]:
        # Aligning whole blocks could miss it where the same block stands twice.
        yield _Stretch(0, len(ours), 0, len(theirs), is_equal=True)
        return
    blocks, others = _blocks(ours), _blocks(theirs)
    starts, other_starts = _starts(blocks), _starts(others)
    matcher = SequenceMatcher(None, blocks, others, autojunk=False)
    for tag, first, last, other_first, other_last in matcher.get_opcodes():
        whole = _Stretch(
            starts[first], starts[last], other_starts[other_first], other_starts[other_last], tag == "equal"
        )
        if tag == "replace":
            yield from _within(ours, theirs, whole)
        else:
            yield whole


def _blocks(words: Sequence[_Word]) -> list[tuple[str, ...]]:
    return [tuple(word.text for word in block) for _, block in groupby(words, key=lambda word: word.block)]


def _starts(blocks: Sequence[tuple[str, ...]]) -> list[int]:
    starts = [0]
    for block in blocks:
        starts.append(starts[-1] + len(block))
    return starts


def _within(ours: Sequence[_Word], theirs: Sequence[_Word], whole: _Stretch) -> Iterator[_Stretch]:
    """The equal and unequal stretches of words in ``whole``."""
    own = [word.text for word in ours[whole.start : whole.end]]
    other = [word.text for word in theirs[whole.other_start : whole.other_end]]
    before = _alike(own, other)
    after = _alike(own[before:][::-1], other[before:][::-1])
    end, other_end = len(own) - after, len(other) - after
    middle = own[before:end], other[before:other_end]
    yield _Stretch(
        whole.start, whole.start + before, whole.other_start, whole.other_start + before, is_equal=True
    )
    for tag, first, last, other_first, other_last in _operations(*middle):
        yield _Stretch(
            whole.start + before + first,
            whole.start + before + last,
            whole.other_start + before + other_first,
            whole.other_start + before + other_last,
            tag == "equal",
        )
    yield _Stretch(
        whole.start + end, whole.end, whole.other_start + other_end, whole.other_end, is_equal=True
    )


def _alike(own: Sequence[str], other: Sequence[str]) -> int:
    """How many words at the beginning of both are equal."""
    pairs = enumerate(zip(own, other, strict=False))
    return next((at for at, (one, two) in pairs if one != two), min(len(own), len(other)))


def _operations(own: Sequence[str], other: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    if max(len(own), len(other)) > _MOST:
        return [("replace", 0, len(own), 0, len(other))]
    return SequenceMatcher(None, own, other).get_opcodes()


def _joined(stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """``stretches`` without empty ones, neighbours of the same kind as one."""
    last: _Stretch | None = None
    for stretch in stretches:
        if stretch.start == stretch.end and stretch.other_start == stretch.other_end:
            continue
        if last is not None and last.is_equal == stretch.is_equal:
            last = last._replace(end=stretch.end, other_end=stretch.other_end)
        else:
            if last is not None:
                yield last
            last = stretch
    if last is not None:
        yield last


# ------------------------------------------------------------ what differs


def _layout(
    ours: Sequence[_Word], theirs: Sequence[_Word], stretch: _Stretch, previous: tuple[int, int] | None
) -> Iterator[Difference]:
    """Where blocks end in one text and not in the other, between words that are equal.

    ``previous`` are the last words before the stretch where nothing but records stands between.
    """
    at, other = previous or (stretch.start, stretch.other_start)
    pairs = zip(range(stretch.start, stretch.end), range(stretch.other_start, stretch.other_end), strict=True)
    for here, there in pairs:
        parted, other_parted = ours[at].block != ours[here].block, theirs[other].block != theirs[there].block
        if parted != other_parted:
            words = f"{ours[at].text} {ours[here].text}"
            yield Difference(Trouble.LAYOUT, words, words, ours[here].line, theirs[there].line)
        at, other = here, there


def _difference(
    ours: Sequence[_Word], theirs: Sequence[_Word], stretch: _Stretch, records: list[str]
) -> Difference | None:
    """What is different in ``stretch``; None when what is missing is on record, which is then used up."""
    source = " ".join(word.text for word in ours[stretch.start : stretch.end])
    published = " ".join(word.text for word in theirs[stretch.other_start : stretch.other_end])
    left = _without(source, records)
    if left == published:
        return None
    places = _line(ours, stretch.start), _line(theirs, stretch.other_start)
    return Difference(_trouble(left, published), left, published, *places)


def _trouble(source: str, published: str) -> Trouble:
    if "".join(source.split()) == "".join(published.split()):
        return Trouble.LAYOUT
    if source and published:
        return Trouble.CHANGED
    return Trouble.MISSING if source else Trouble.ADDED


def _without(words: str, records: list[str]) -> str:
    """``words`` without those of ``records`` that stand in them, each taken once, the longest first."""
    if not words:
        return words
    for record in list(records):
        if record and f" {record} " in f" {words} ":
            records.remove(record)
            words = f" {words} ".replace(f" {record} ", " ", 1).strip()
    return _spaced(words)


def _line(words: Sequence[_Word], at: int) -> int:
    return words[at].line if at < len(words) else (words[-1].line if words else 1)
