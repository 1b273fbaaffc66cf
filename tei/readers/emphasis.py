"""Notes on emphasis inside a text: "(Emphasis by Ingersoll)", "(My emphasis)", "[Bukharin’s italics – VS]".

A note says two things: whose the emphasis is (named inside it) and who wrote the note. In round brackets
it is the quoting author's unless an editor signs it; in square brackets without a signature it may be
the author's or an editor's, and nobody is guessed.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from tei.readers.vocabulary import any_of, words
from tei.transcription.extent import Extent
from tei.transcription.inlines import EmphasisNote, Inline, Name, Text, Writer

_CAPITALISED = r"[^\W\d_a-z][\w’'-]*\.?(?:\s*[^\W\d_a-z][\w’'-]*\.?)*"
_SIGNATURE = r"(?:\s*[—–-]\s*(?P<signature>[^—–]{1,30}?)\.?)?"


@cache
def _note() -> re.Pattern[str]:
    noun, mine, by = (any_of(words("emphasis", key)) for key in ("nouns", "mine", "by"))
    named = rf"{noun}\s+{by}\s+(?P<by>{_CAPITALISED})"
    owned = rf"(?P<owner>{_CAPITALISED}?)[’']s?\s+{noun}"
    own = rf"(?P<mine>{mine}\s+{noun}|{noun}\s+(?:is\s+|are\s+)?{mine})"
    bare = rf"(?:\w+\s+)?{noun}(?:\s+[\w’.]+){{0,4}}"
    body = rf"(?:{own}|{named}|{owned}|{bare}){_SIGNATURE}"
    flags = re.IGNORECASE
    insensitive = body.replace(_CAPITALISED, rf"(?-i:{_CAPITALISED})")
    return re.compile(rf"\(\s*{insensitive}\s*\)|\[\s*{_renamed(insensitive)}\s*\]", flags)


def _renamed(pattern: str) -> str:
    return re.sub(r"\?P<(\w+)>", r"?P<\1_square>", pattern)


def _group(match: re.Match[str], name: str) -> tuple[int, int] | None:
    for one in (name, f"{name}_square"):
        if match[one]:
            return match.span(one)
    return None


def _is_editor(signature: str) -> bool:
    return re.match(rf"{any_of(words('emphasis', 'editors'))}\b", signature, re.IGNORECASE) is not None


def _initials(name: str) -> str:
    return "".join(part[0] for part in re.findall(r"[^\W\d_]+", name)).upper()


def _writer(match: re.Match[str], authors: Iterable[str]) -> Writer:
    signed = _group(match, "signature")
    if signed:
        signature = match.string[slice(*signed)]
        if _is_editor(signature):
            return Writer.EDITOR
        letters = re.sub(r"\W", "", signature).upper()
        known = any(letters == _initials(author) or author.endswith(signature) for author in authors)
        return Writer.AUTHOR if known else Writer.UNKNOWN
    if _group(match, "mine") or match.group().startswith("("):
        return Writer.AUTHOR
    return Writer.UNKNOWN


def _content(match: re.Match[str], start: int) -> tuple[Inline, ...]:
    named = _group(match, "by") or _group(match, "owner")
    first, last = start + match.start(), start + match.end()
    if named is None:
        return (Text(Extent(first, last)),)
    name = Extent(start + named[0], start + named[1])
    return (Text(Extent(first, name.start)), Name((Text(name),)), Text(Extent(name.end, last)))


def with_emphasis_notes(text: str, start: int, authors: Iterable[str] = ()) -> Iterator[Inline]:
    """The inlines of ``text``, which begins at offset ``start``: its characters and its notes on emphasis."""
    at = 0
    for match in _note().finditer(text):
        if match.start() > at:
            yield Text(Extent(start + at, start + match.start()))
        yield EmphasisNote(_content(match, start), _writer(match, authors))
        at = match.end()
    if at < len(text):
        yield Text(Extent(start + at, start + len(text)))


def without_emphasis_notes(text: str) -> str:
    """``text`` with each note on emphasis replaced by nothing."""
    return _note().sub("", text)
