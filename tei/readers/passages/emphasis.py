"""Notes on emphasis inside a text: "(Emphasis by Ingersoll)", "(My emphasis)", "[Bukharin’s italics – VS]".

In come the words within a pair of brackets, out come the marks of the note, if it is one. A note says two things:
whose the emphasis is (named inside it) and who wrote the note. In round brackets that is the quoting author unless
somebody else signs; in square brackets without a signature it may be the author or an editor, and nobody is guessed.
"""

import re
from collections.abc import Iterator
from functools import cache, partial

from tei.readers.chunks.chunk import Mark
from tei.readers.passages.signatures import Signer, Signers, signer
from tei.readers.vocabulary import any_of, words
from tei.transcription.inlines import EmphasisNote, Name, Writer

_NAME = r"(?:[^\W\d_a-z]\.|[^\W\d_a-z][\w’'-]*)"
_NAMES = rf"{_NAME}(?:(?:\s+|(?<=\.)){_NAME}){{0,3}}"
# Brackets are found first and read afterwards: a pattern for both at once would try every beginning of a
# long paragraph against every end.
_BRACKETS = re.compile(r"\([^()]{3,140}\)|\[[^\[\]]{3,140}\]")
_LONGEST = 140
_SEPARATOR = re.compile(r"[,;:.–—-]\s+")


def _any(key: str) -> str:
    return any_of(words("emphasis", key)).replace("’", "[’']")


@cache
def _noun() -> re.Pattern[str]:
    """The word that every note on emphasis has in it: without one there is nothing more to look for."""
    return re.compile(rf"(?<!\w)(?:{_any('nouns')}|{_any('whole')})(?!\w)", re.IGNORECASE)


@cache
def _note() -> re.Pattern[str]:
    """What stands in the brackets of a note on emphasis, after a reference if there is one."""
    by, said, whole, copula, mine, noun = (
        f"(?i:{_any(key)})" for key in ("by", "said", "whole", "copulas", "mine", "nouns")
    )
    noun = rf"(?:(?i:{_any('articles')})\s*\b)?{noun}\.?(?:\s+(?i:and|und|et|en|e|&)\s+\w+)?"
    mine = rf"(?:{by}\.?\s*\b)?(?<!\w){mine}(?!\w)"
    is_ = rf"(?:\s+{copula})?"
    own = rf"(?P<mine>{mine}\s+(?:\w+\s+)?{noun}|{noun}{is_}\s+(?:{said}\s+)?{mine}|{whole})(?:\s+{said}(?:\s+\w+){{0,2}})?"
    named = rf"{noun}{is_}\s+(?:{said}\s+)?{by}\s+(?P<by>{_NAMES}|(?i:the\s+\w+|d\.\s+\w+\.?))"
    owned = rf"(?P<owner>{_NAMES})[’']s?\s+(?:\w+\s+)?{noun}"
    bare = rf"(?:{said}\s+{noun}|{noun}{is_}\s+{said}(?:\s+{said})?)"
    signature = (
        r"(?:\s*(?:[—–-]|[,;.(])\s*(?P<signature>[^—–,]{1,40}?)|\s+(?P<initials>(?:[^\W\d_a-z]\.\s*){2,4}))?"
    )
    return re.compile(rf"\s*(?:{own}|{named}|{owned}|{bare}){signature}\s*[.!]?\s*")


def _read(source: str, start: int, end: int, signers: Signers) -> tuple[re.Match[str], Signer | None] | None:
    """The note on emphasis at ``start`` to ``end``, within brackets, and who signed it."""
    noun = _noun().search(source, start, end) if end - start <= _LONGEST else None
    if noun is None:
        return None
    # A reference may stand before it; the note may begin behind each separator.
    begins = [start, *(one.end() for one in _SEPARATOR.finditer(source, start, noun.start()))]
    for begin in begins if len(begins) < 9 else begins[-8:]:
        note = _note().fullmatch(source, begin, end)
        if note is None:
            continue
        signature = note["signature"] or note["initials"]
        if signature is None:
            return note, None
        who = signer(signature, signers)
        if who is not None or signature[0].isupper():
            return note, who or Signer(Writer.UNKNOWN)
    return None


def _writer(note: re.Match[str], signed: Signer | None, opener: str) -> Signer:
    if signed is not None:
        return signed
    return Signer(Writer.AUTHOR if note["mine"] or opener == "(" else Writer.UNKNOWN)


def emphasis_note(source: str, start: int, end: int, signers: Signers) -> Iterator[Mark]:
    """The marks of the note on emphasis whose brackets stand at ``start`` and before ``end``, if it is one."""
    read = _read(source, start + 1, end - 1, signers)
    if read is None:
        return
    note, signed = read
    group = next((name for name in ("by", "owner") if note[name]), None)
    office = signer(note["by"], {}) if note["by"] else None
    if office is not None and office.writer is not Writer.UNKNOWN:
        signed, group = signed or office, None
    who = _writer(note, signed, source[start])
    yield Mark(start, end, partial(EmphasisNote, writer=who.writer, responsible=who.name))
    if group is not None:
        yield Mark(note.start(group), note.end(group), Name)


def without_emphasis_notes(text: str) -> str:
    """``text`` with each note on emphasis replaced by nothing."""
    if _noun().search(text) is None:
        return text
    for bracket in reversed(list(_BRACKETS.finditer(text))):
        if _read(text, bracket.start() + 1, bracket.end() - 1, {}):
            text = text[: bracket.start()] + text[bracket.end() :]
    return text
