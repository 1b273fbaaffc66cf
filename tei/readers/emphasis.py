"""Notes on emphasis inside a text: "(Emphasis by Ingersoll)", "(My emphasis)", "[Bukharin’s italics – VS]".

A note says two things: whose the emphasis is (named inside it) and who wrote the note. In round brackets
it is the quoting author's unless an editor signs it; in square brackets without a signature it may be
the author's or an editor's, and nobody is guessed.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, partial

from tei.readers.chunk import Mark
from tei.readers.vocabulary import any_of, words
from tei.transcription.extent import Extent
from tei.transcription.inlines import EmphasisNote, Name, Writer

_NAME = r"(?:[^\W\d_a-z]\.|[^\W\d_a-z][\w’'-]*)"
_NAMES = rf"{_NAME}(?:(?:\s+|(?<=\.)){_NAME}){{0,3}}"
# Brackets are found first and read afterwards: a pattern for both at once would try every beginning of a
# long paragraph against every end.
_BRACKETS = re.compile(r"\([^()]{3,140}\)|\[[^\[\]]{3,140}\]")


@cache
def _note() -> re.Pattern[str]:
    """What stands in the brackets of a note on emphasis."""
    noun, mine, by = (f"(?i:{any_of(words('emphasis', key))})" for key in ("nouns", "mine", "by"))
    named = rf"{noun}\s+{by}\s+(?P<by>{_NAMES})"
    owned = rf"(?P<owner>{_NAMES})[’']s?\s+{noun}"
    own = rf"(?P<mine>{mine}\s+{noun}|{noun}\s+(?:is\s+|are\s+)?{mine})"
    bare = rf"(?:\w+\s+)?{noun}(?:\s+[\w’.]+){{0,4}}"
    signature = r"(?:\s*(?:[—–-]|,)\s*(?P<signature>[^—–,]{1,30}?))?"
    return re.compile(rf"\s*(?:{own}|{named}|{owned}|{bare}){signature}\s*\.?\s*")


def _notes(source: str, extent: Extent) -> Iterator[re.Match[str]]:
    """The notes on emphasis in ``source`` at ``extent``, each matched from its first to its last bracket's inside."""
    for bracket in _BRACKETS.finditer(source, *extent):
        note = _note().fullmatch(source, bracket.start() + 1, bracket.end() - 1)
        if note:
            yield note


def _is_editor(signature: str) -> bool:
    return re.match(rf"{any_of(words('emphasis', 'editors'))}\b", signature, re.IGNORECASE) is not None


def _initials(name: str) -> str:
    return "".join(part[0] for part in re.findall(r"[^\W\d_]+", name)).upper()


def _writer(note: re.Match[str], authors: Iterable[str]) -> Writer:
    signature = note["signature"]
    if signature:
        return _signed(signature, authors)
    if note["mine"] or note.string[note.start() - 1] == "(":
        return Writer.AUTHOR
    return Writer.UNKNOWN


def _signed(signature: str, authors: Iterable[str]) -> Writer:
    if _is_editor(signature):
        return Writer.EDITOR
    letters = re.sub(r"\W", "", signature).upper()
    known = any(letters == _initials(author) or author.endswith(signature) for author in authors)
    return Writer.AUTHOR if known else Writer.UNKNOWN


def _name(note: re.Match[str]) -> Mark | None:
    """The name in ``note`` of the one whose emphasis it is."""
    group = next((name for name in ("by", "owner") if note[name]), None)
    return Mark(note.start(group), note.end(group), Name) if group else None


def emphasis_notes(source: str, extent: Extent, authors: Iterable[str] = ()) -> Iterator[Mark]:
    """The notes on emphasis in ``source`` at ``extent``, and the names in them."""
    for note in _notes(source, extent):
        yield Mark(note.start() - 1, note.end() + 1, partial(EmphasisNote, writer=_writer(note, authors)))
        name = _name(note)
        if name is not None:
            yield name


def without_emphasis_notes(text: str) -> str:
    """``text`` with each note on emphasis replaced by nothing."""
    for note in reversed(list(_notes(text, Extent(0, len(text))))):
        text = text[: note.start() - 1] + text[note.end() + 1 :]
    return text
