"""Lists: items on neighbouring lines that no blank line parts, with or without a mark before each.

In come the chunks of a text, out comes the list that begins with one. Where a mark is printed it becomes the label of its
item. Without marks it is the layout that tells: lines without blank lines between them, in a text whose paragraphs have
such, that something announces or that are alike.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tei.readers.chunks.chunk import Chunk
from tei.readers.passages.reading import Found, Reading
from tei.transcription.blocks import Block, List, ListItem
from tei.transcription.decisions import Kind
from tei.transcription.extent import Extent
from tei.transcription.inlines import Text

_MOST_ITEMS = 400
_LEAST_ALIKE = 3  # items of a list that nothing announces
_SHORTEST = 12  # characters of an item that nothing announces
_UNEVEN = 8  # times as long as the shortest is the longest item of such a list
_ANNOUNCES = re.compile(r":[”’\"')\]]*[–—-]*$")
_ENDS = re.compile(r"[.;!?][”’\"')\]»]*(?:\s?\[\w{1,4}\])?$")
_MARK = re.compile(
    r"(?P<number>[(\[]?\d{1,3}[.)\]]+)\s+(?=\S)"
    r"|(?P<letter>\([a-z]\)|[a-z][.)])\s+(?=\S)"
    r"|(?P<bullet>[•·▪◦‣*–—-])\s+(?=[^\s•·*–—-])"
)
_QUOTED = re.compile(r"[“„»«\"].*[”“«»\"][.,;]?")
_DEFINED = re.compile(r"[^.:;!?–—]{2,40}(?::|\s[–—-])\s+\S")
_PARTING = frozenset(",;")
_PAGE = re.compile(r"(?:\s|\.{2,})\s*(?:\d{1,4}|[ivxlc]{1,6})\.?$")


class _Item(NamedTuple):
    """A line that may be an item, and the chunk that it is of."""

    chunk: Chunk
    line: Extent

    @property
    def text(self) -> str:
        return self.line.of(self.chunk.source)


def _is_close(before: Chunk, after: Chunk) -> bool:
    """Whether no blank line stands between two chunks."""
    return before.source.count("\n", before.extent.end, after.extent.start) == 1


def _run(chunks: Sequence[Chunk], at: int) -> tuple[list[_Item], int]:
    """The lines from ``chunks[at]`` on without a blank line between them, and how many chunks they are."""
    chunk = chunks[at]
    if at and _is_close(chunks[at - 1], chunk):
        return [], 0
    end = at + 1
    while (
        end < len(chunks)
        and end - at <= _MOST_ITEMS
        and chunks[end].hint is None
        and _is_close(chunks[end - 1], chunks[end])
    ):
        end += 1
    if end == at + 1 and len(chunk.lines) == 1:
        return [], 1
    items = [_Item(one, line) for one in chunks[at:end] for line in one.lines]
    return items, end - at


# ------------------------------------------------------------ what tells that lines are items


def _label(text: str) -> re.Match[str] | None:
    return _MARK.match(text)


def _is_counted(items: Sequence[_Item]) -> bool:
    """Whether each item has a mark of the same kind, and numbers or letters go up by one."""
    marks = [_label(item.text) for item in items]
    kinds = {mark.lastgroup for mark in marks if mark}
    if None in marks or len(kinds) != 1:
        return False
    if kinds == {"bullet"}:
        return True
    values = [_value(mark.group()) for mark in marks if mark]
    return all(after == before + 1 for before, after in pairwise(values))


def _value(mark: str) -> int:
    inner = mark.strip().strip("()[].")
    return int(inner) if inner.isdigit() else ord(inner)


def _first_word(text: str) -> str:
    return text.partition(" ")[0].lower()


def _are_alike(items: Sequence[_Item]) -> bool:
    """Whether lines that nothing announces are items: sentences of a length, each begun with a capital."""
    texts = [item.text for item in items]
    if len(texts) < _LEAST_ALIKE or min(map(len, texts)) < _SHORTEST:
        return False
    first = [_first_word(text) for text in texts]
    if max(map(len, texts)) > _UNEVEN * min(map(len, texts)):
        return False
    if max(map(first.count, first)) * 3 >= 2 * len(texts) and all(_ENDS.search(text) for text in texts):
        return True
    return min(map(len, texts)) >= _LEAST_ALIKE * _SHORTEST and all(
        text[:1].isupper() and _ENDS.search(text) is not None for text in texts
    )


def _are_entries(items: Sequence[_Item]) -> bool:
    """Whether each line is a word and what it means, or a title and its page."""
    texts = [item.text for item in items]
    if len(texts) < _LEAST_ALIKE or max(map(len, texts)) > 4 * _SHORTEST * _LEAST_ALIKE:
        return False
    return all(map(_PAGE.search, texts)) or all(map(_DEFINED.match, texts))


def _are_enumerated(texts: Sequence[str]) -> bool:
    """Whether the lines are parts of one sentence: small letters begin them, and the same sign ends all but the last."""
    ends = {text[-1] for text in texts[:-1]}
    return (
        len(texts) >= _LEAST_ALIKE
        and len(ends) == 1
        and ends <= _PARTING
        and all(text[0].islower() for text in texts)
    )


def _is_speech(texts: Sequence[str]) -> bool:
    """Whether some of ``texts`` are quoted, but not each of them from end to end."""
    return any(text[0] in '“„»«"‘—–' for text in texts) and not all(map(_QUOTED.fullmatch, texts))


def _could_be_announced(texts: Sequence[str]) -> bool:
    """Whether ``texts`` are items where something announces them: they all begin alike; an address does not."""
    begin = {text[0].islower() for text in texts}
    return len(begin) == 1 and not any(text.endswith(",") or text[0].isdigit() for text in texts)


def _reasons(chunks: Sequence[Chunk], at: int, items: Sequence[_Item]) -> tuple[float, str] | None:
    """How sure it is that ``items`` are a list, and why; None when they are not."""
    texts = [item.text for item in items]
    before = chunks[at - 1].text if at else ""
    if _is_counted(items):
        return 0.9, "lines that are counted or have a bullet"
    if _is_speech(texts) or "\t" in "".join(texts):
        return None
    if _ANNOUNCES.search(before) and _could_be_announced(texts):
        return 0.8, "lines behind a colon"
    if at and _are_enumerated(texts):
        return 0.8, "parts of a sentence on lines of their own"
    if at and _are_alike(items):
        return 0.75, "lines that are alike"
    return (0.75, "words with what they mean, or titles with pages") if _are_entries(items) else None


# ------------------------------------------------------------ the list


def _made(items: Sequence[_Item], reading: Reading) -> Iterator[ListItem]:
    """The items, the mark before each as its label where they are counted."""
    is_counted = _is_counted(items)
    end = items[0].line.start
    for item in items:
        line, mark = item.line, _label(item.text) if is_counted else None
        reached = reading.reach(item.chunk, line, end)
        end = line.end
        # A page that begins between two items begins in the later, and no label stands before it.
        if mark is None or reached != line:
            yield ListItem(reading.content(item.chunk, reached), reached)
        else:
            printed = Extent(line.start, line.start + len(mark.group().rstrip()))
            rest = Extent(line.start + mark.end(), line.end)
            yield ListItem(reading.content(item.chunk, rest), line, Text(printed))


def _guessed(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    items, taken = _run(chunks, at)
    if not 1 < len(items) <= _MOST_ITEMS:
        return None
    reasons = _reasons(chunks, at, items)
    if reasons is None:
        return None
    extent = Extent(items[0].line.start, items[-1].line.end)
    reading.decide(Kind.LIST, extent, *reasons)
    return Found((List(tuple(_made(items, reading))),), taken)


def _members(chunks: Sequence[Chunk], at: int) -> Sequence[Chunk]:
    """The chunks from ``at`` on that are items of one list."""
    first, end = chunks[at].hint, at + 1
    if first is None or first.group is None:
        return chunks[at:end]
    while end < len(chunks):
        hint = chunks[end].hint
        if hint is None or hint.kind is not Kind.LIST or hint.group != first.group:
            break
        end += 1
    return chunks[at:end]


def _certain_items(chunk: Chunk, reading: Reading) -> Iterator[ListItem]:
    """The items in ``chunk``: one when it has a group, each line one when it has none."""
    hint = chunk.hint
    if hint is None or hint.group is None:
        yield from _made([_Item(chunk, line) for line in chunk.lines], reading)
        return
    content, label = reading.broken_content(chunk), None
    if hint.label is not None and chunk.text.startswith(hint.label):
        start, rest = chunk.extent.start, chunk.text[len(hint.label) :]
        end = start + len(hint.label)
        label = Text(Extent(start, end))
        content = reading.content(chunk, Extent(end + len(rest) - len(rest.lstrip()), chunk.extent.end))
    yield ListItem(content, chunk.extent, label)


def _level(chunk: Chunk) -> int:
    return (chunk.hint.level if chunk.hint else None) or 1


def _nested(members: Sequence[Chunk], reading: Reading) -> List:
    """The list of ``members``, those of a deeper level as lists in the item before them."""
    top, at = _level(members[0]), 0
    items: list[ListItem] = []
    while at < len(members):
        items += _certain_items(members[at], reading)
        end = at + 1
        while end < len(members) and _level(members[end]) > top:
            end += 1
        if end > at + 1:
            inner: Block = _nested(members[at + 1 : end], reading)
            items[-1] = items[-1]._replace(blocks=(*items[-1].blocks, inner))
        at = end
    hint = members[0].hint
    is_numbered = hint is not None and hint.is_numbered
    is_marked = (
        hint is not None
        and hint.group is not None
        and not hint.is_plain
        and all(item.label is None for item in items)
    )
    return List(tuple(items), is_numbered, is_marked and not is_numbered)


def list_(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    """A list, when one begins with ``chunks[at]``."""
    if chunks[at].hint is None:
        return _guessed(chunks, at, reading)
    members = _members(chunks, at)
    return Found((_nested(members, reading),), len(members))
