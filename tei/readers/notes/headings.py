"""What says that notes follow, and whose they are: the heading above them, how a note opens, how it is signed."""

import re
from functools import cache
from typing import NamedTuple

from tei.readers.vocabulary import any_of, words
from tei.transcription.blocks import NoteKind

_LONGEST_HEADING = 70
_LONGEST_SIGNATURE = 40
_LONGEST_LABEL = 100  # characters in which a note says whose it is


class Heading(NamedTuple):
    """A heading above notes: whose they are, whether it can head nothing else, and whether it says that there are several."""

    kind: NoteKind | None
    is_certain: bool
    is_list: bool = False


_WRITERS = {
    "author": NoteKind.AUTHOR,
    "editor": NoteKind.EDITORIAL,
    "translator": NoteKind.TRANSLATOR,
    "transcriber": NoteKind.TRANSCRIBER,
}


@cache
def _heading() -> re.Pattern[str]:
    def whose(side: str) -> str:
        return "|".join(f"(?P<{writer}_{side}>{any_of(words('notes', writer))})" for writer in _WRITERS)

    return re.compile(
        rf"\W{{0,3}}(?:(?:{whose('before')})\s+)?"
        rf"(?P<word>(?P<certain>{any_of(words('notes', 'certain'))})|(?P<own>{any_of(words('notes', 'own'))})"
        rf"|{any_of(words('notes', 'headings'))})"
        rf"(?:\s+{any_of(words('notes', 'by'))}\s*(?:{whose('behind')}|(?P<somebody>\S[^.:]{{1,40}})))?"
        rf"(?:\s+{any_of(words('notes', 'to'))}\s[^:]{{1,40}})?\W{{0,4}}",
        re.IGNORECASE,
    )


def notes_heading(text: str) -> Heading | None:
    """What ``text`` says about notes under it, when it is their heading."""
    if len(text) > _LONGEST_HEADING:
        return None
    found = _heading().fullmatch(text)
    if found is None:
        return None
    for whose, writes in _WRITERS.items():
        if found[f"{whose}_before"] or found[f"{whose}_behind"]:
            return Heading(writes, is_certain=True, is_list=_is_list(found["word"]))
    named = NoteKind.EDITORIAL if found["somebody"] else None
    kind = NoteKind.AUTHOR if found["own"] else named
    return Heading(kind, is_certain=found["certain"] is not None)


def _is_list(word: str) -> bool:
    """Whether ``word`` is not one that stands before the number of a single note."""
    return word.casefold() not in {one.casefold() for one in words("notes", "called")}


@cache
def _remark() -> re.Pattern[str]:
    """How a note opens that says whose it is: ``[Transcriber's Note: …``."""
    whose = "|".join(f"(?P<{writer}>{any_of(words('notes', writer))})" for writer in _WRITERS)
    return re.compile(rf"\[?(?:{whose})\s+{any_of(words('notes', 'headings'))}\s*:", re.IGNORECASE)


@cache
def _signature() -> re.Pattern[str]:
    """How a note ends that an editor or a translator signs."""
    return re.compile(
        rf"[–—-]\s*(?:(?P<editor>{any_of(words('notes', 'signed_editor'))})"
        rf"|(?P<translator>{any_of(words('notes', 'signed_translator'))}))\.?[\])]?\.?$"
    )


def says_whose(source: str, start: int, end: int) -> NoteKind | None:
    """Whose note begins at ``start``, when its first words say so."""
    if source.find(":", start, min(end, start + _LONGEST_LABEL)) < 0:
        return None
    opened = _remark().match(source, start, end)
    return _WRITERS[opened.lastgroup] if opened is not None and opened.lastgroup else None


def writer(source: str, start: int, end: int) -> NoteKind:
    """Whose note it is from ``start`` to ``end``, as its first or its last words say; else the author's."""
    opened = says_whose(source, start, end)
    signed = _signature().search(source, max(start, end - _LONGEST_SIGNATURE), end)
    if opened is None and signed is not None and signed.lastgroup:
        return _WRITERS[signed.lastgroup]
    return opened or NoteKind.AUTHOR
