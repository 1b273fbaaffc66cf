"""Who signs what stands in brackets: "– Ed.", "N.d.T.", "Translator’s note", "– E. G.", "– Paul Webb".

In come the words of a signature or a label and the people of the header, out comes who that is. An office ("Ed.") is
known by the words of its language; a person by the full name, the surname or the initials.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from tei.readers.vocabulary import any_of, words
from tei.transcription.inlines import Writer
from tei.transcription.metadata import Metadata, Person, Task

# The people of the header by their full names, each with the hand in which they write in a text.
Signers = Mapping[str, Writer]

OTHERS = frozenset([Writer.EDITOR, Writer.TRANSLATOR, Writer.TRANSCRIBER])
_OFFICES = {
    Writer.EDITOR: ("editors", "editors_notes"),
    Writer.TRANSLATOR: ("translators", "translators_notes"),
    Writer.TRANSCRIBER: ("transcribers",),
    Writer.AUTHOR: ("authors",),
}
_TASKS = {
    Task.EDITING: Writer.EDITOR,
    Task.TRANSLATION: Writer.TRANSLATOR,
    Task.TRANSCRIPTION: Writer.TRANSCRIBER,
}
_LONGEST = 40  # characters of a signature or a label
_MOST_INITIALS = 4
_APART = re.compile(r"\b([^\W\d_]) (?=[^\W\d_]\b(?!’))")  # letters that stops stood behind
_NO_LETTER = re.compile(r"[\W_]+")
_SIGNATURE = re.compile(
    r"(?:(?P<dash>[—–]|--|(?<=[\s.!?”])-)\s*|(?P<comma>,)\s+)(?P<name>[^—–,\[\]()]{1,40}?)\s*$|[.;!?]\s+(?P<last>\w{2,12}\.)\s*$"
)
_LABEL = re.compile(r"\s*(?P<name>[^\n:;,?!()\[\]—–]{1,40}?)\s*[:—–]")
_LABEL_WITH_STOP = re.compile(r"\s*(?P<name>[^\n.:;,?!()\[\]—–]{1,40})\.\s")


def signers(metadata: Metadata) -> Signers:
    """The people of the header who may sign in its text."""
    found = {author.text: Writer.AUTHOR for author in metadata.authors}
    for one in metadata.responsibilities:
        if one.task in _TASKS and isinstance(one.agent, Person):
            found.setdefault(one.agent.text, _TASKS[one.task])
    return found


class Signer(NamedTuple):
    """Who signs: the hand, the person of the header if one is meant by name; ``is_note`` where the words say "note"."""

    writer: Writer
    name: str | None = None
    is_note: bool = False


def _plain(name: str) -> str:
    """``name`` without stops, in small letters, letters with stops between them joined: "N. d. T." is "ndt"."""
    spaced = " ".join(name.replace(".", " ").replace("'", "’").lower().split())
    return _APART.sub(r"\1", spaced) if " " in spaced else spaced


def _any(*keys: str) -> str:
    return any_of(sorted({_plain(one) for key in keys for one in words("insertions", key)}, key=len)[::-1])


@cache
def _offices() -> re.Pattern[str]:
    """A signature of an office, in the form that ``_plain`` gives it."""
    note, article, by = _any("notes"), _any("articles"), any_of(words("credits", "by"))
    before = rf"(?:(?P<before>{note})\s+)?(?:{by}\s+)?(?:{article}(?:\s+|(?<=’)))*"
    hands = "|".join(rf"(?P<{writer.value}>{_any(*keys)})" for writer, keys in _OFFICES.items())
    return re.compile(rf"{before}(?:{hands})(?:’?s|s?’)?(?:\s+(?P<behind>{note}))?", re.IGNORECASE)


@cache
def _note() -> re.Pattern[str]:
    return re.compile(_any("notes"), re.IGNORECASE)


@cache
def _says_note() -> frozenset[str]:
    return frozenset(
        _plain(one) for key in ("editors_notes", "translators_notes") for one in words("insertions", key)
    )


def _office(name: str) -> Signer | None:
    plain = _plain(name)
    found = _offices().fullmatch(plain)
    if found is None:
        # A note of nobody in particular: "Note: …".
        return Signer(Writer.UNKNOWN, is_note=True) if _note().fullmatch(plain) else None
    writer = next(one for one in _OFFICES if found[one.value])
    return Signer(
        writer, is_note=bool(found["before"] or found["behind"]) or found[writer.value] in _says_note()
    )


@cache
def _known_as(name: str) -> frozenset[str]:
    """The forms in which a person signs."""
    parts = re.findall(r"[^\W\d_]+", name)
    capitals = [part[0] for part in parts if part[0].isupper()]
    initials = {"".join(part[0] for part in parts), "".join(capitals), "".join(capitals[:1] + capitals[-1:])}
    surname = name.rpartition(" ")[2]
    whole = " ".join(name.replace(".", " ").split())
    return frozenset({whole, surname, f"{name[:1]} {surname}", *(one for one in initials if len(one) > 1)})


def _person(name: str, signers: Signers) -> Signer | None:
    letters = _NO_LETTER.sub("", name)
    spoken = " ".join(name.replace(".", " ").split())
    is_short = letters.isupper() and len(letters) <= _MOST_INITIALS
    form = letters if is_short else spoken
    meant = [full for full in signers if form in _known_as(full)]
    if meant:
        return Signer(signers[meant[0]], meant[0]) if len(meant) == 1 else Signer(Writer.UNKNOWN)
    return Signer(Writer.UNKNOWN) if is_short and len(letters) > 1 else None


def signer(name: str, signers: Signers) -> Signer | None:
    """Who signs with ``name``: an office, or a person; initials of nobody are somebody’s; None for other words."""
    return _office(name) or _person(name, signers)


def signed(inner: str, signers: Signers) -> Signer | None:
    """Who signed ``inner`` at its end; an office behind a mere comma needs the stop of its short form."""
    found = _SIGNATURE.search(inner, max(0, len(inner) - _LONGEST - 2))
    if found is None:
        return None
    if found["last"]:
        return _office(found["last"])
    name = found["name"]
    if found["comma"] and not (name.endswith(".") or name.isupper()):
        return None
    return signer(name, signers)


def labelled(text: str, signers: Signers) -> Signer | None:
    """Who is named by the label that opens ``text``: "Note by the editor: …", "Tr.: …"."""
    found = _LABEL.match(text)
    who = signer(found["name"], signers) if found else None
    if found and who and (who.is_note or text[found.end() - 1] == ":"):
        return who
    found = _LABEL_WITH_STOP.match(text)
    who = _office(found["name"]) if found else None
    return who if who and who.is_note else None
