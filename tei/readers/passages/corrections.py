"""Probable slips of the press or the scanner in a text, each with the reading that it should have: proposed, never applied.

One recogniser for each kind of slip; each says how sure it is. A proposal covers enough words to be found again
(``the. party`` for a stray stop), and what is not sure to be wrong is left alone: a doubled "that that" can be right.
Which words are what stands in the ``[slips]`` of ``words/*.toml``, how common words are in ``lexicon``.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from tei.diagnostics import Diagnostic, Rule, Severity, Span
from tei.readers.passages.lexicon import frequencies
from tei.readers.vocabulary import any_of, slips
from tei.transcription import Transcription
from tei.transcription.blocks import Block
from tei.transcription.decisions import Proposal
from tei.transcription.extent import Extent
from tei.transcription.inlines import Correction, Text
from tei.transcription.walk import contents, extents, inlines, leaves

SURE = 0.8  # confidence from which a slip is proposed unless somebody asks for more
_FARTHEST = 30  # characters in which the neighbours of a word are looked for
_COMMON = 5_000  # how often a word must be counted to stand in the place of another
_RARE = 100  # below this a known word may be a slip all the same
_MOST_UNLISTED = 0.06  # of the words of a text, for the list to be one of its spelling
_TIMES = 50  # how much commoner the reading proposed must be than the one it replaces
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_LAST = re.compile(r"[^\W\d_]+(?=[^\w.!?]*$)")
_STRAY_STOP = re.compile(r"(?<![\w.’'-])([^\W\d_]{2,})\.[ \u00a0]([^\W\d_][\w’'-]*)(?![\w.@/])")
_INNER_STOP = re.compile(r"(?<![\w./@:-])([^\W\d_]{2,})\.([^\W\d_]{2,})(?![\w./@])")
_DOUBLED = re.compile(r"(?<![\w’'-])([^\W\d_]{1,6}) \1(?![\w’'-])")
_BROKEN = re.compile(r"(?<![\w-])([^\W\d_]{2,})- ([^\W\d_]{2,})(?![\w-])")
_APART = re.compile(r"(?<![\w-])([^\W\d_]{4,}) - ([^\W\d_]{5,})(?![\w-])")
_BLANK_BEFORE = re.compile(r"(?<!\w)([^\W\d_]{2,}) ,(?= [^\W\d_]| ?[”’\"])")
_BLANK_MISPLACED = re.compile(r"(?<!\w)([^\W\d_]{2,}) ,([^\W\d_]{2,})(?!\w)")
_BLANK_MISSING = re.compile(r"(?<![\w.@/])([^\W\d_]{2,}),([^\W\d_]{2,})(?![\w.@/])")
_YEAR = re.compile(r"(?<!\w)l([89]\d\d)(?!\w)")
_PAGE = re.compile(r"(?<!\w)(pp?\.[ \u00a0]?)(?=[\dl]*l)(?=[\dl]*\d)([\dl]{2,4})(?!\w)")


class CorrectionProposed(Rule):
    """Words of the text look like a slip of the press or the scanner.

    What: a stop stands within a sentence, a word stands twice, a letter was taken for another. The text is
    encoded as it stands; nothing is changed unless an editor says so.

    Why: such slips disturb readers and searches, and most of them are easily mended.

    Example: `the. party`, for which `the party` is proposed.

    Instead: to accept it, write the `[[decision]]` of the hint into the sidecar: the edition then has both
    readings, as `sic` and `corr` in a `choice`. To refuse it, leave it.
    """

    severity = Severity.NOTE
    message = "`{text}` may be a slip for `{correction}`: {reason} (confidence {confidence})"
    hint = 'to accept it: [[decision]] text = "{text}", correction = "{correction}", line = {line}, column = {column}'


def proposals(transcription: Transcription, at_least: float = SURE) -> Iterator[Diagnostic]:
    """A finding for each slip that ``propose`` finds."""
    for one in propose(transcription, at_least):
        (line, column), end = transcription.place(one.extent.start), transcription.place(one.extent.end)
        yield CorrectionProposed.at(
            Span(transcription.file, line, column, *end),
            text=one.extent.of(transcription.source),
            correction=one.correction,
            reason=one.reason,
            confidence=f"{one.confidence:.2f}",
            line=line,
            column=column,
        )


class _Place(NamedTuple):
    """A stretch of text and what is known of its words."""

    source: str
    extent: Extent
    language: str
    own: Counter[str]  # the words of the whole text in lower case
    is_in_list: bool  # whether the list of words is one of the spelling of this text

    def proposal(self, match: re.Match[str], correction: str, confidence: float, reason: str) -> Proposal:
        return Proposal(Extent(*match.span()), correction, confidence, reason)

    def knows(self, word: str) -> bool:
        return word.lower() in frequencies(self.language)


@cache
def _words(language: str, key: str) -> frozenset[str]:
    return frozenset(slips(language, key))


def _stray_stops(place: _Place) -> Iterator[Proposal]:
    """A full stop within a sentence: "the. party"."""
    for match in _STRAY_STOP.finditer(place.source, *place.extent):
        before, after = match[1], match[2]
        if not after[0].islower() or before.lower() in _words(place.language, "abbreviations"):
            continue
        if before.lower() == after.lower():
            continue  # "seven in. in height"
        if before[0].isupper() and before.lower() not in _words(place.language, "unfinished"):
            continue
        if not (place.knows(before) and place.knows(after)):
            continue
        unfinished = before.lower() in _words(place.language, "unfinished")
        comma = not unfinished and _goes_on(after, place.language)
        reason = "a full stop before a small letter"
        yield place.proposal(
            match, f"{before}{',' if comma else ''} {after}", 0.97 if unfinished else 0.9, reason
        )


def _goes_on(word: str, language: str) -> bool:
    """Whether a comma is likelier before ``word`` than nothing: a conjunction, a pronoun, a participle."""
    return word in _words(language, "after_comma") or word.endswith(slips(language, "after_comma_endings"))


def _inner_stops(place: _Place) -> Iterator[Proposal]:
    """A full stop within a word or for the blank between two: "esti.mate"."""
    for match in _INNER_STOP.finditer(place.source, *place.extent):
        before, after = match[1], match[2]
        if not (before + after).islower() or before in _words(place.language, "abbreviations"):
            continue
        if place.knows(before + after) and not (place.knows(before) and place.knows(after)):
            yield place.proposal(match, before + after, 0.97, "a full stop within a word")
        elif place.knows(before) and place.knows(after) and len(before) > 2:
            yield place.proposal(match, f"{before} {after}", 0.8, "a full stop for a blank")


def _doubled(place: _Place) -> Iterator[Proposal]:
    """A word that stands twice: "in in"."""
    for match in _DOUBLED.finditer(place.source, *place.extent):
        if match[1] in _words(place.language, "doubled"):
            yield place.proposal(match, match[1], 0.97, "the word stands twice")


def _broken(place: _Place) -> Iterator[Proposal]:
    """What is left of a hyphen at the end of a line: "demo- cracy", "the- party"."""
    for match in _BROKEN.finditer(place.source, *place.extent):
        before, after = match[1], match[2]
        if after in _words(place.language, "joining") or not after[0].islower():
            continue
        if before.lower() in _words(place.language, "unfinished"):
            yield place.proposal(match, f"{before} {after}", 0.96, "a hyphen behind a whole word")
        elif place.knows(before + after):
            yield place.proposal(match, before + after, 0.95, "a word broken at the end of a line")


def _blanks(place: _Place) -> Iterator[Proposal]:
    """A blank on the wrong side of a comma, or none; blanks round a hyphen."""
    for match in _BLANK_MISPLACED.finditer(place.source, *place.extent):
        yield place.proposal(match, f"{match[1]}, {match[2]}", 0.97, "the blank stands before the comma")
    for match in _BLANK_BEFORE.finditer(place.source, *place.extent):
        yield place.proposal(match, f"{match[1]},", 0.96, "a blank before the comma")
    for match in _BLANK_MISSING.finditer(place.source, *place.extent):
        if place.knows(match[1]) and place.knows(match[2]) and match[2][0].islower():
            yield place.proposal(match, f"{match[1]}, {match[2]}", 0.96, "no blank behind the comma")
    joined = slips(place.language, "hyphen_before"), slips(place.language, "hyphen_behind")
    for match in _APART.finditer(place.source, *place.extent) if all(joined) else ():
        if match[1].endswith(joined[0]) and match[2].endswith(joined[1]):
            yield place.proposal(match, f"{match[1]}-{match[2]}", 0.85, "blanks round a hyphen")


def _numerals(place: _Place) -> Iterator[Proposal]:
    """The letter l for the figure 1."""
    for match in _YEAR.finditer(place.source, *place.extent):
        yield place.proposal(match, f"1{match[1]}", 0.99, "the letter l for the figure 1")
    for match in _PAGE.finditer(place.source, *place.extent):
        yield place.proposal(
            match, match[1] + match[2].replace("l", "1"), 0.97, "the letter l for the figure 1"
        )


@cache
def _misread(language: str) -> tuple[re.Pattern[str], Mapping[str, str]] | None:
    """Readings that are no words, and what the scanner saw."""
    table = {
        wrong: right for wrong, _, right in (entry.partition("=") for entry in slips(language, "misread"))
    }
    if not table:
        return None
    return re.compile(rf"(?<![\w’'.-]){any_of(table)}(?![\w’'.-])"), table


def _misreadings(place: _Place) -> Iterator[Proposal]:
    """What a scanner makes of common words: "tbe", "lias"."""
    found = _misread(place.language)
    for match in found[0].finditer(place.source, *place.extent) if found else ():
        yield place.proposal(match, found[1][match[0]], 0.97, "a common misreading")  # type: ignore[index]


@cache
def _in_context(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Words that are right elsewhere and wrong beside certain others: "lie declares"."""
    entries = (entry.partition("=") for entry in slips(language, "misread_before"))
    followers = any_of(slips(language, "finite_verbs")) if slips(language, "finite_verbs") else "(?!)"
    return tuple(
        (re.compile(rf"(?:(?<=[.;:,“]\s)|(?<=and\s)|(?<=that\s)){wrong}(?=\s{followers}\b)"), right)
        for wrong, _, right in entries
    )


def _contexts(place: _Place) -> Iterator[Proposal]:
    for pattern, right in _in_context(place.language):
        for match in pattern.finditer(place.source, *place.extent):
            yield place.proposal(match, right, 0.9, f"`{match[0]}` for `{right}`")


def _stands_among(known: Mapping[str, int], source: str, word: tuple[int, int], extent: Extent) -> bool:
    """Whether the words on both sides are common ones: in a passage of another language they are not."""
    before = _LAST.search(source, max(extent.start, word[0] - _FARTHEST), word[0])
    after = _WORD.search(source, word[1], min(extent.end, word[1] + _FARTHEST))
    return all(one is None or known.get(one.group().lower(), 0) >= _COMMON for one in (before, after))


# Letters that a scanner takes for one another, both ways.
_CONFUSED = (
    "c e",
    "t c",
    "h b",
    "n u",
    "m rn",
    "d cl",
    "h li",
    "i l",
    "o c",
    "a o",
    "f t",
    "v y",
    "s a",
    "ii n",
)
_PAIRS = tuple(
    pair for entry in _CONFUSED for one, other in [entry.split()] for pair in ((one, other), (other, one))
)


def _readings(word: str) -> Iterator[str]:
    """What ``word`` would be if the scanner had taken one letter for another."""
    for wrong, right in _PAIRS:
        at = word.find(wrong)
        while at >= 0:
            yield word[:at] + right + word[at + len(wrong) :]
            at = word.find(wrong, at + 1)


def _unknown(place: _Place) -> Iterator[Proposal]:
    """A word that hardly anybody writes, one letter away from a common one; surer when this very text has that one."""
    known = frequencies(place.language) if place.is_in_list else {}
    for match in _WORD.finditer(place.source, *place.extent) if known else ():
        word = match[0]
        count = known.get(word, 0)
        if len(word) < 4 or not word.islower() or count > _RARE or place.own[word] > 1:
            continue
        if not _stands_among(known, place.source, match.span(), place.extent):
            continue
        likely = {
            reading
            for reading in _readings(word)
            if known.get(reading, 0) > max(_COMMON, _TIMES * count) and (count or place.own[reading])
        }
        if len(likely) == 1:
            reading = likely.pop()
            confidence = 0.6 if count and place.own[reading] < 2 else 0.85
            yield place.proposal(match, reading, confidence, "one letter taken for another")


_RECOGNISERS = (
    _stray_stops, _inner_stops, _doubled, _broken, _blanks, _numerals, _misreadings, _contexts, _unknown,
)  # fmt: skip


def _overlap(one: Extent, other: Extent) -> bool:
    return one.start < other.end and other.start < one.end


def _texts(transcription: Transcription) -> Iterator[Extent]:
    """The stretches of text, neighbours joined: marks within a sentence do not part it."""
    last: Extent | None = None
    runs: Iterable[Block] = transcription.body
    for run in (run for block in runs for run in contents(block)):
        for leaf in leaves(run):
            if not isinstance(leaf, Text):
                continue
            if last is not None and last.end == leaf.extent.start:
                last = Extent(last.start, leaf.extent.end)
                continue
            if last is not None:
                yield last
            last = leaf.extent
    if last is not None:
        yield last


def _is_listed(own: Counter[str], known: Mapping[str, int]) -> bool:
    """Whether nearly all words of a text are in the list; those of an older spelling are not."""
    unlisted = sum(count for word, count in own.items() if word not in known)
    return unlisted <= _MOST_UNLISTED * own.total()


def propose(transcription: Transcription, at_least: float = SURE) -> tuple[Proposal, ...]:
    """The probable slips in the text of ``transcription``, in order; of two that overlap the surer one.

    ``at_least`` is the confidence below which nothing is proposed. What an editor has corrected is left alone.
    """
    source, language = transcription.source, transcription.metadata.language or "und"
    texts = list(_texts(transcription))
    own = Counter(word.lower() for extent in texts for word in _WORD.findall(source, *extent))
    listed = _is_listed(own, frequencies(language))
    places = (_Place(source, extent, language, own, listed) for extent in texts)
    found = [one for place in places for recogniser in _RECOGNISERS for one in recogniser(place)]
    corrected = [
        extent
        for inline in inlines(transcription.body)
        if isinstance(inline, Correction)
        for extent in extents(inline.content)
    ]
    found = [one for one in found if not any(_overlap(one.extent, extent) for extent in corrected)]
    kept: list[Proposal] = []
    for one in sorted(found, key=lambda proposal: (proposal.extent.start, -proposal.confidence)):
        if one.confidence < at_least:
            continue
        if kept and one.extent.start < kept[-1].extent.end:
            if one.confidence <= kept[-1].confidence:
                continue
            kept.pop()
        kept.append(one)
    return tuple(kept)
