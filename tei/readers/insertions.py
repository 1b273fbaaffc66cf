"""What somebody else put into a text, in brackets: remarks, supplied words and letters, ``[sic]``, doubt, gaps.

Square brackets in a text are an editor's hand: signed words are a note ("[the Tsar – Ed.]"), unsigned ones within a
sentence are supplied ("he [the minister] left", "Govern[ment]"). Round brackets are the author's own, unless they
are signed by somebody else or say that something could not be read. Marks of notes ("[9]") are none of these.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial

from tei.readers.chunk import Mark
from tei.readers.vocabulary import any_of, words
from tei.transcription.extent import Extent
from tei.transcription.inlines import Gap, Insertion, Sic, Supplied, Unclear, Writer

# Brackets are found first and read afterwards, so that no beginning is tried against every end.
_BRACKETS = re.compile(r"\[[^\[\]]{1,300}\]|\([^()\[\]]{3,300}\)")
_NOTE_MARK = re.compile(r"\d{1,4}[a-z]?\*?|[*†‡§]+|[a-zA-Z]")
_ELLIPSIS = re.compile(r"(?:\.|…|\s)+")
_LAST_WORD = re.compile(r"[^\W_][\w’'-]*(?:\s*[”’\"])?\s*$")
# "Mr.", "B.": the stop of an abbreviation or an initial ends no sentence.
_ABBREVIATION = re.compile(r"(?<![^\W\d_])[^\W\d_a-z][^\W\d_]{0,2}\.$")
_LONGEST_WORD = 40
_LONGEST_SUPPLIED = 80
_MOST_LETTERS = 12  # supplied within a word
_SIGNATURE = re.compile(r"(?:[—–-]\s*|,\s+)(?P<name>[^—–,\[\]()]{1,30}?)\.?\s*$")


@cache
def _signers() -> tuple[tuple[Writer, re.Pattern[str]], ...]:
    """How each kind of writer signs: "Ed.", "Translator", "MIA"."""
    return tuple(
        (
            writer,
            re.compile(rf"(?:the\s+)?{any_of(words('insertions', key))}(?:[.’'s\s]|$)", re.IGNORECASE),
        )
        for writer, key in (
            (Writer.EDITOR, "editors"),
            (Writer.TRANSLATOR, "translators"),
            (Writer.TRANSCRIBER, "transcribers"),
        )
    )


@cache
def _note_by() -> re.Pattern[str]:
    """How a remark begins that says whose it is: "Note by the editor: …", "Editor’s note: …"."""
    note, by = any_of(words("insertions", "notes")), any_of(words("credits", "by"))
    return re.compile(
        rf"(?:{note}\s+{by}\s+(?P<by>[^:.,;]{{2,40}})|(?P<whose>[^\W\d_][\w’' ]{{1,30}}?)[’']?s?[’']?\s+{note})\s*[:.–—]",
        re.IGNORECASE,
    )


@cache
def _vouched() -> re.Pattern[str]:
    return re.compile(rf"\s*{any_of(words('insertions', 'sic'))}\s*[!.]*\s*", re.IGNORECASE)


@cache
def _lost(key: str) -> re.Pattern[str]:
    """Words that say that something is lost, at the beginning or the end of what stands in the brackets."""
    return re.compile(rf"(?<!\w){any_of(words('insertions', key))}(?!\w)", re.IGNORECASE)


def _writer_of(name: str, authors: Iterable[str]) -> Writer | None:
    """Who signs with ``name``; None when it is no signature."""
    for writer, pattern in _signers():
        if pattern.match(name):
            return writer
    letters = re.sub(r"[\W_]", "", name)
    if not letters.isupper() or len(letters) > 4:
        return None
    return Writer.AUTHOR if any(letters == _initials(author) for author in authors) else Writer.UNKNOWN


def _initials(name: str) -> str:
    return "".join(part[0] for part in re.findall(r"[^\W\d_]+", name)).upper()


def writer_of_remark(inner: str, authors: Iterable[str] = ()) -> Writer | None:
    """Who wrote the remark ``inner``: by its signature, or by its label; None when it has neither."""
    signature = _SIGNATURE.search(inner, max(0, len(inner) - 40))
    signed = _writer_of(signature["name"], authors) if signature else None
    if signed is not None:
        return signed
    labelled = _note_by().match(inner)
    return _writer_of(labelled["by"] or labelled["whose"], authors) if labelled else None


def _gap(inner: str) -> str | None:
    """Why words are lost that ``inner`` stands for; None when it stands for none."""
    if len(inner) > _LONGEST_SUPPLIED:
        return None
    return next((reason for reason in ("illegible", "missing") if _lost(reason).search(inner)), None)


def _within_word(source: str, start: int, end: int, inner: str) -> bool:
    """Whether the brackets stand for letters of a word: "Govern[ment]", "[T]he"."""
    before, after = source[start - 1 : start], source[end : end + 1]
    return (before.isalpha() or after.isalpha()) and inner.isalpha() and len(inner) <= _MOST_LETTERS


def _is_supplied(inner: str) -> bool:
    """Whether ``inner``, in square brackets and unsigned, is words and not a mark or an omission."""
    return (
        len(inner) <= _LONGEST_SUPPLIED
        and any(map(str.isalpha, inner))
        and _NOTE_MARK.fullmatch(inner) is None
        and _ELLIPSIS.fullmatch(inner) is None
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


def _square(source: str, extent: Extent, start: int, end: int, writer: Writer | None) -> Iterator[Mark]:
    inner = source[start + 1 : end - 1]
    if _vouched().fullmatch(inner):
        word = _word_before(source, extent.start, start)
        if word:
            yield word
        yield Mark(start, end, Insertion)
    elif (reason := _gap(inner)) is not None:
        yield Mark(start, end, partial(Gap, reason=reason))
    elif not inner.strip("? "):
        word = _word_before(source, extent.start, start)
        yield Mark(word.start if word else start, end, Unclear)
    elif writer is not None:
        yield Mark(start, end, partial(Insertion, writer=writer))
    elif _within_word(source, start, end, inner):
        if len(inner) > 1 or source[end : end + 1].isalpha():
            yield Mark(start, end, Supplied)
    elif _is_supplied(inner):
        yield Mark(start, end, Insertion if _is_remark(source, extent, start, inner) else Supplied)


def _round(source: str, extent: Extent, start: int, end: int, writer: Writer | None) -> Iterator[Mark]:
    inner = source[start + 1 : end - 1]
    if _vouched().fullmatch(inner):
        word = _word_before(source, extent.start, start)
        if word:
            yield word
        yield Mark(start, end, Insertion)
    elif writer in _OTHERS:
        reason = _gap(inner)
        yield Mark(start, end, partial(Gap, reason=reason) if reason else partial(Insertion, writer=writer))
    elif _lost("illegible").fullmatch(inner.strip()):
        yield Mark(start, end, partial(Gap, reason="illegible"))


_OTHERS = {Writer.EDITOR, Writer.TRANSLATOR, Writer.TRANSCRIBER}
_HANDS: dict[str, Callable[[str, Extent, int, int, Writer | None], Iterator[Mark]]] = {
    "[": _square,
    "(": _round,
}


def insertions(source: str, extent: Extent, authors: Iterable[str] = ()) -> Iterator[Mark]:
    """What was put into ``source`` at ``extent``, in the order of the text."""
    for bracket in _BRACKETS.finditer(source, *extent):
        start, end = bracket.span()
        if (start, end) == extent:
            continue  # a paragraph of its own is a remark between paragraphs
        writer = writer_of_remark(source[start + 1 : end - 1], authors)
        yield from _HANDS[source[start]](source, extent, start, end, writer)
