"""What stands in brackets and is not the text’s own: notes on emphasis, remarks, supplied words, ``[sic]``, doubt, gaps.

Square brackets in a text are an editor's hand: signed words are a note ("[the Tsar – Ed.]"), unsigned ones within a
sentence are supplied ("he [the minister] left", "Govern[ment]"). Round brackets are the author's own, unless they
are signed or say that something could not be read. Marks of notes ("[9]") are none of these.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, partial

from tei.readers.chunks.chunk import Mark
from tei.readers.passages.emphasis import emphasis_note
from tei.readers.passages.signatures import OTHERS, Signer, Signers, labelled, signed
from tei.readers.vocabulary import any_of, words
from tei.transcription.extent import Extent
from tei.transcription.inlines import Gap, Insertion, Sic, Supplied, Unclear, Writer

# Brackets are found first and read afterwards, so that no beginning is tried against every end.
_BRACKETS = re.compile(r"\[[^\[\]]{1,300}\]|\([^()\[\]]{3,300}\)")
_NOTE_MARK = re.compile(r"\d{1,4}[a-z]?\*?|[*†‡§]+|[a-zA-Z]")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_CALCULATION = re.compile(r"[=+×÷<>≤≥∈^/*|\\_]")
_LAST_WORD = re.compile(r"[^\W_][\w’'-]*(?:\s*[”’“»\"])?\s*$")
_LONG_WORD = re.compile(r"(?<!\w)[^\W\d_]{2,}$")
# "Mr.", "B.": the stop of an abbreviation or an initial ends no sentence.
_ABBREVIATION = re.compile(r"(?<![^\W\d_])[^\W\d_a-z][^\W\d_]{0,2}\.$")
_SHORT_GLOSS = re.compile(r"\s*[^\W\d_A-Z]|.*(?<!\w)[^\W\d_A-Z]{3,}(?!\w)")
_LONGEST_WORD = 40
_LONGEST_SUPPLIED = 80
_LONGEST_DOUBT = 4  # words
_MOST_LETTERS = 12  # supplied within a word


def _any(*keys: str) -> str:
    return any_of(word for key in keys for word in words("insertions", key))


@cache
def _vouched() -> re.Pattern[str]:
    return re.compile(rf"\s*{_any('sic')}\s*[!.?]*\s*", re.IGNORECASE)


@cache
def _page() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(words('pages', 'marks'))}\.?\s*(?:\d+|[ivxlc]+)(?!\w)", re.IGNORECASE)


@cache
def _illegible() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_any('illegible')}(?!\w)", re.IGNORECASE)


@cache
def _missing() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_any('missing')}(?!\w)", re.IGNORECASE)


@cache
def _nothing_else() -> re.Pattern[str]:
    """Words that only say what is lost and how: "two lines missing", "illegible in the original"."""
    word = _any("illegible", "missing", "lost", "beside")
    return re.compile(rf"\s*(?:(?:{word}|\d+|…|\.+)(?:[\s,]+|$|(?=\.)))+\s*", re.IGNORECASE)


@cache
def _asked() -> re.Pattern[str]:
    return re.compile(rf"{_any('asked')}(?!\w)", re.IGNORECASE)


@cache
def _telling() -> re.Pattern[str]:
    """What must stand in round brackets for them to be looked at more closely."""
    emphasis = any_of(word for key in ("nouns", "whole") for word in words("emphasis", key)).replace(
        "’", "[’']"
    )
    lost = _any("sic", "illegible", "missing")
    return re.compile(
        rf"(?<!\w)(?:{emphasis}|{lost})(?!\w)|[—–:]|--|\s-\s?\w|,\s+[\w.]{{2,12}}\.$", re.IGNORECASE
    )


def writer_of_remark(inner: str, signers: Signers) -> Signer | None:
    """Who wrote the remark ``inner``: by its signature, or by its label; None when it has neither."""
    return signed(inner, signers) or labelled(inner, signers)


def _gap(inner: str, *, is_certain: bool) -> str | None:
    """Why words are lost that ``inner`` stands for; None when it stands for none.

    ``is_certain`` where somebody else than the author writes for certain.
    """
    if len(inner) > _LONGEST_SUPPLIED:
        return None
    if _illegible().search(inner) and (is_certain or _nothing_else().fullmatch(inner)):
        return "illegible"
    return "lost" if _missing().search(inner) and _nothing_else().fullmatch(_unsigned(inner)) else None


def _unsigned(inner: str) -> str:
    """``inner`` without its signature or label."""
    end = re.search(r"\s*(?:[—–]|--|\s-|,)\s*[^—–,]{1,40}$", inner)
    return re.sub(r"^[^:]{1,40}:\s*", "", inner[: end.start()] if end else inner)


def is_lost(inner: str) -> bool:
    """Whether ``inner``, in square brackets, stands for words that are lost."""
    return _gap(inner, is_certain=True) is not None


def _within_word(source: str, start: int, end: int, inner: str) -> bool:
    """Whether the brackets stand for letters of a word: "Govern[ment]", "[T]he"."""
    before, after = source[start - 1 : start], source[end : end + 1]
    if not inner.isalpha() or len(inner) > _MOST_LETTERS:
        return False
    if len(inner) > 1:
        return before.isalpha() or after.isalpha()
    return after.isalpha() or (
        inner in words("insertions", "endings")
        and _LONG_WORD.search(source, max(0, start - _LONGEST_WORD), start) is not None
    )


def _is_supplied(inner: str) -> bool:
    """Whether ``inner``, in square brackets and unsigned, is words and not a mark, a sum or an omission."""
    return (
        len(inner) <= _LONGEST_SUPPLIED
        and _LETTERS.search(inner) is not None
        and _NOTE_MARK.fullmatch(inner) is None
        and _CALCULATION.search(inner) is None
        and _page().search(inner) is None
    )


def _is_doubt(inner: str) -> bool:
    """Whether ``inner`` is a reading with a mark of doubt behind it: "[Harbottle?]"."""
    return (
        (inner.endswith("?") or inner.startswith("?"))
        and len(inner.split()) <= _LONGEST_DOUBT
        and any(map(str.isalnum, inner))
        and _asked().match(inner) is None
    )


def _is_remark(source: str, extent: Extent, start: int, inner: str) -> bool:
    """Whether ``inner`` is a sentence beside those of the text, and no part of one of them: "[Applause]"."""
    if inner[:1].isupper() and inner.rstrip().endswith((".", "!", "?")) and " " in inner.strip():
        return _ABBREVIATION.search(inner) is None
    before = source[max(extent.start, start - _LONGEST_WORD) : start].rstrip(" \u00a0")
    return (
        inner[:1].isupper() and before.endswith((".", "!", "?", "”")) and _ABBREVIATION.search(before) is None
    )


def _word_before(source: str, first: int, start: int) -> Mark | None:
    """The word before ``start`` that somebody vouches for."""
    word = _LAST_WORD.search(source, max(first, start - _LONGEST_WORD), start)
    return Mark(word.start(), word.start() + len(word.group().rstrip()), Sic) if word else None


def _vouch(source: str, extent: Extent, start: int, end: int) -> Iterator[Mark]:
    word = _word_before(source, extent.start, start)
    if word:
        yield word
    yield Mark(start, end, Insertion)


def _lost(start: int, end: int, reason: str, who: Signer | None) -> Mark:
    writer, name = (who.writer, who.name) if who else (Writer.UNKNOWN, None)
    return Mark(start, end, partial(Gap, reason=reason, writer=writer, responsible=name))


def _note(start: int, end: int, who: Signer) -> Mark:
    return Mark(start, end, partial(Insertion, writer=who.writer, responsible=who.name))


def _square(source: str, extent: Extent, start: int, end: int, signers: Signers) -> Iterator[Mark]:
    inner = source[start + 1 : end - 1]
    if _NOTE_MARK.fullmatch(inner) and not inner.isalpha():
        return
    if _vouched().fullmatch(inner):
        yield from _vouch(source, extent, start, end)
        return
    who = writer_of_remark(inner, signers)
    if (reason := _gap(inner, is_certain=True)) is not None:
        yield _lost(start, end, reason, who)
    elif "?" in inner and not inner.strip("? "):
        word = _word_before(source, extent.start, start)
        yield Mark(word.start if word else start, end, Unclear)
    elif who is not None:
        yield _note(start, end, who)
    elif _within_word(source, start, end, inner):
        yield Mark(start, end, Supplied)
    elif _is_supplied(inner):
        if _is_doubt(inner):
            yield Mark(start, end, Unclear)
        else:
            yield Mark(start, end, Insertion if _is_remark(source, extent, start, inner) else Supplied)


def _round(source: str, extent: Extent, start: int, end: int, signers: Signers) -> Iterator[Mark]:
    inner = source[start + 1 : end - 1]
    if _vouched().fullmatch(inner):
        yield from _vouch(source, extent, start, end)
        return
    who = _round_signer(inner, signers)
    reason = _gap(inner, is_certain=who is not None)
    if reason is not None:
        yield _lost(start, end, reason, who)
    elif who is not None:
        yield _note(start, end, who)


def _round_signer(inner: str, signers: Signers) -> Signer | None:
    """Who signed round brackets: an office or somebody of the header, below more than names ("L. Hart, ed.")."""
    who = signed(inner, signers)
    if who is not None and (who.writer in OTHERS or who.name) and _SHORT_GLOSS.match(_unsigned(inner)):
        return who
    who = labelled(inner, signers)
    return who if who is not None and who.is_note and who.writer is not Writer.UNKNOWN else None


_HANDS: dict[str, Callable[[str, Extent, int, int, Signers], Iterator[Mark]]] = {"[": _square, "(": _round}


def _is_all_brackets(source: str, extent: Extent) -> bool:
    """Whether no word stands outside the brackets: such a line is a row of buttons, and supplies nothing."""
    return _LETTERS.search(_BRACKETS.sub(" ", extent.of(source))) is None


def insertions(source: str, extent: Extent, signers: Signers) -> list[Mark]:
    """What was put into ``source`` at ``extent``, in the order of the text."""
    first, last = extent
    if source.find("[", first, last) < 0 and source.find("(", first, last) < 0:
        return []
    return list(_inserted(source, extent, signers))


def _inserted(source: str, extent: Extent, signers: Signers) -> Iterator[Mark]:
    """The same where brackets are."""
    brackets = list(_BRACKETS.finditer(source, extent.start, extent.end))
    if len(brackets) > 1 and source[extent.start] == "[" and _is_all_brackets(source, extent):
        return
    for bracket in brackets:
        start, end = bracket.span()
        if source[start] == "(" and _telling().search(source, start + 1, end - 1) is None:
            continue
        emphasis = tuple(emphasis_note(source, start, end, signers))
        if emphasis:
            yield from emphasis
        elif (start, end) != extent:
            yield from _HANDS[source[start]](source, extent, start, end, signers)
        elif (reason := _gap(source[start + 1 : end - 1], is_certain=source[start] == "[")) is not None:
            # Of brackets round a whole paragraph only a gap is within it: else it is a remark between paragraphs.
            yield _lost(start, end, reason, writer_of_remark(source[start + 1 : end - 1], signers))
