"""The order of blocks that TEI allows: blocks of the model in any order to what stands in one division.

A division of TEI (``body``, ``div``) opens (``head``, ``opener``), goes on with its text, then with divisions within it, and
closes (``closer``, ``postscript``, ``trailer``); nothing goes back. Transcriptions do: a page may hold several contributions,
each signed, or print a letter in the midst of an article. Nothing is moved; structure is added instead:

* Letter parts that stand side by side are one ``opener`` or one ``closer``. A date or an address below the text belongs
  to the closing unless a salutation follows it, or the reader knows better; a salutation with no text after it belongs to the closing. Closing lines with nothing above
  them open (``opener`` holds them too).
* Where a block cannot go on with what stands before it, a new *contribution* begins. Of several contributions each
  becomes a ``div``: a ``letter`` when it opens as one, an ``article`` when it is signed, else a ``section``; plain text
  before the first stays where it is.
* A contribution that opens and closes as a letter, behind text that is not closed, is a letter within that text
  (``floatingText``), which then goes on below it.
* A line such as "To be continued" is a ``trailer`` where its division ends, and a block of its own elsewhere.

What stands in a quotation, a note or an item of a list is text without divisions: when it needs one, it becomes a
``floatingText``.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from itertools import groupby
from typing import NamedTuple

from tei.transcription.blocks import (
    Block,
    Figure,
    FormeWork,
    Heading,
    Letter,
    LetterEnd,
    LetterPart,
    LetterPartKind,
    List,
    Motto,
    Note,
    NoteSection,
    Paragraph,
    Section,
    Table,
    Trailer,
    Verse,
)
from tei.transcription.inlines import PageBreak, Separator


class Opener(NamedTuple):
    """Letter parts that open a division."""

    parts: tuple[LetterPart, ...]


class Closer(NamedTuple):
    """Letter parts that close a division."""

    parts: tuple[LetterPart, ...]


class Aside(NamedTuple):
    """A line that would close a division, where it does not end."""

    trailer: Trailer


class Epigraph(NamedTuple):
    """A motto above all text of its division."""

    motto: Motto


class Part(NamedTuple):
    """One of several contributions; ``kind`` says of what kind."""

    kind: str
    blocks: tuple["Arranged", ...]


class Floating(NamedTuple):
    """A text complete in itself within another."""

    kind: str
    blocks: tuple["Arranged", ...]


class Blank(NamedTuple):
    """Nothing, where the TEI wants text."""


Arranged = Block | Opener | Closer | Aside | Epigraph | Part | Floating | Blank

_ANYWHERE = (PageBreak, Separator, Note, Figure, FormeWork)
_DIVISIONS = (Section, NoteSection)
_OPENS = frozenset({LetterPartKind.ADDRESS, LetterPartKind.DATELINE, LetterPartKind.SALUTE})
_AT_EITHER_END = frozenset({LetterPartKind.ADDRESS, LetterPartKind.DATELINE})


class _Stage(IntEnum):
    """How far a division has come; it never goes back."""

    OPENING = 0
    TEXT = 1
    DIVISIONS = 2
    CLOSING = 3


class _Contribution:
    """What can stand in one division, as it grows."""

    def __init__(self) -> None:
        self.blocks: list[tuple[_Stage, Block]] = []
        self.stage = _Stage.OPENING

    def add(self, block: Block, stage: _Stage | None) -> None:
        """Put ``block`` at the end; one that may stand anywhere has no stage."""
        self.stage = stage if stage is not None else self.stage
        self.blocks.append((self.stage, block))

    def parts(self, stage: _Stage) -> set[LetterPartKind]:
        """The kinds of the letter parts at ``stage``."""
        return {block.kind for at, block in self.blocks if at is stage and isinstance(block, LetterPart)}

    def has(self, *stages: _Stage) -> bool:
        """Whether anything stands at one of ``stages``."""
        return any(at in stages and not isinstance(block, _ANYWHERE) for at, block in self.blocks)

    @property
    def opens_as_letter(self) -> bool:
        return not _OPENS.isdisjoint(self.parts(_Stage.OPENING))

    @property
    def is_letter(self) -> bool:
        """Whether it opens and closes as a letter."""
        return self.opens_as_letter and self.has(_Stage.CLOSING)

    @property
    def is_text(self) -> bool:
        """Whether it is text alone, neither closed nor divided."""
        return self.has(_Stage.TEXT) and not self.has(_Stage.DIVISIONS, _Stage.CLOSING)

    @property
    def kind(self) -> str:
        if self.opens_as_letter:
            return "letter"
        return "article" if LetterPartKind.SIGNED in self.parts(_Stage.CLOSING) else "section"


def _is_there(block: Block) -> bool:
    """Whether ``block`` holds anything: a list has items, a table cells, verse lines."""
    match block:
        case List(items):
            return bool(items)
        case Table(rows):
            return any(rows)
        case Verse(lines):
            return bool(lines)
        case _:
            return True


def _is_text(block: Block) -> bool:
    return not isinstance(block, (*_ANYWHERE, *_DIVISIONS, Heading, LetterPart, Trailer))


def _ends(blocks: Sequence[Block], at: int) -> bool:
    """Whether nothing but closing lines follows ``blocks[at]``."""
    return all(isinstance(block, (*_ANYWHERE, LetterPart, Trailer)) for block in blocks[at + 1 :])


def _follows(blocks: Sequence[Block], at: int) -> Block | None:
    """The block after ``blocks[at]`` that is neither a part that opens letters nor may stand anywhere."""
    for block in blocks[at + 1 :]:
        if not isinstance(block, _ANYWHERE) and not (isinstance(block, LetterPart) and block.kind in _OPENS):
            return block
    return None


def _salute_follows(blocks: Sequence[Block], at: int) -> bool:
    """Whether a salutation that opens a letter comes right after ``blocks[at]``."""
    for number, block in enumerate(blocks[at + 1 :], at + 1):
        if isinstance(block, LetterPart) and block.kind is LetterPartKind.SALUTE:
            return _opens_text(blocks, number)
        is_beside = isinstance(block, LetterPart) and block.kind in _AT_EITHER_END
        if not is_beside and not isinstance(block, _ANYWHERE):
            return False
    return False


def _opens_text(blocks: Sequence[Block], at: int) -> bool:
    """Whether text stands below ``blocks[at]`` and the parts that open letters beside it."""
    following = _follows(blocks, at)
    return following is not None and (_is_text(following) or isinstance(following, _DIVISIONS))


def _dateline(blocks: Sequence[Block], at: int, kind: LetterPartKind, grown: _Contribution) -> _Stage:
    """Whether a date or an address below text closes or opens."""
    if grown.stage is _Stage.OPENING or _salute_follows(blocks, at):
        return _Stage.OPENING
    following = _follows(blocks, at)
    if following is None or not _is_text(following) or grown.stage is _Stage.DIVISIONS:
        return _Stage.CLOSING
    is_there = kind in grown.parts(_Stage.CLOSING)
    return _Stage.CLOSING if grown.stage is _Stage.CLOSING and not is_there else _Stage.OPENING


def _letter_part(blocks: Sequence[Block], at: int, part: LetterPart, grown: _Contribution) -> _Stage:
    """Where ``part`` of a letter, ``blocks[at]``, stands."""
    kind = part.kind
    if part.end is LetterEnd.OPENING:
        return _Stage.OPENING
    if part.end is LetterEnd.CLOSING and grown.stage is not _Stage.OPENING:
        return _Stage.CLOSING
    if kind in _AT_EITHER_END:
        return _dateline(blocks, at, kind, grown)
    if kind is LetterPartKind.SALUTE and _opens_text(blocks, at):
        return _Stage.OPENING
    if grown.stage is not _Stage.OPENING:
        return _Stage.CLOSING
    return _Stage.TEXT if kind is LetterPartKind.POSTSCRIPT else _Stage.OPENING


def _stage(blocks: Sequence[Block], at: int, grown: _Contribution) -> _Stage | None:
    """Where ``blocks[at]`` stands, given what has ``grown`` before it; None for what may stand anywhere."""
    block = blocks[at]
    match block:
        case Heading() | Motto() if grown.stage is _Stage.OPENING or isinstance(block, Heading):
            return _Stage.OPENING
        case Section() | NoteSection():
            return _Stage.DIVISIONS
        case LetterPart():
            return _letter_part(blocks, at, block, grown)
        case Trailer():
            closes = grown.stage >= _Stage.DIVISIONS or (grown.stage is _Stage.TEXT and _ends(blocks, at))
            return _Stage.CLOSING if closes else _Stage.TEXT
        case _ if isinstance(block, _ANYWHERE):
            return None
        case _:
            return _Stage.TEXT


def _contributions(blocks: Sequence[Block]) -> list[_Contribution]:
    grown = [_Contribution()]
    for at, block in enumerate(blocks):
        stage = _stage(blocks, at, grown[-1])
        if stage is not None and stage < grown[-1].stage:
            grown.append(_Contribution())
            stage = _stage(blocks, at, grown[-1])
        grown[-1].add(block, stage)
    return grown


def _joined(contributions: Iterable[_Contribution]) -> list[_Contribution]:
    """``contributions`` with whole letters put into the text around them."""
    found: list[_Contribution] = []
    around = False  # a letter was just put into the text that found ends with
    for one in contributions:
        if found and found[-1].is_text and one.is_letter:
            letter = Letter(tuple(block for _, block in one.blocks))
            found[-1].add(letter, _Stage.TEXT)
            around = True
        elif around and not one.has(_Stage.OPENING):
            found[-1].blocks += one.blocks
            found[-1].stage, around = one.stage, one.is_text
        else:
            found.append(one)
            around = False
    return found


def _grouped(contribution: _Contribution) -> Iterator[Arranged]:
    """The blocks of one division, letter parts side by side put together."""

    def group(staged: tuple[_Stage, Block]) -> tuple[_Stage, bool]:
        stage, block = staged
        is_part = isinstance(block, LetterPart) and block.kind is not LetterPartKind.POSTSCRIPT
        return stage, is_part

    for (stage, is_part), members in groupby(contribution.blocks, key=group):
        blocks = [block for _, block in members]
        if is_part:
            parts = tuple(block for block in blocks if isinstance(block, LetterPart))
            yield Opener(parts) if stage is _Stage.OPENING else Closer(parts)
        else:
            yield from (_single(block, stage) for block in blocks)


def _single(block: Block, stage: _Stage) -> Arranged:
    """``block``, made text where it does not stand at its usual stage."""
    if stage is not _Stage.CLOSING and isinstance(block, Trailer):
        return Aside(block)
    if stage is not _Stage.CLOSING and isinstance(block, LetterPart):
        return Paragraph(block.content, block.extent)
    if stage is _Stage.OPENING and isinstance(block, Motto):
        return Epigraph(block)
    if isinstance(block, Letter):
        return Floating("letter", arranged(block.blocks, needs_text=True))
    return block


def arranged(blocks: Iterable[Block], *, needs_text: bool = False) -> tuple[Arranged, ...]:
    """``blocks`` as they can stand in one division; with ``needs_text`` there is text or a division in it."""
    contributions = _joined(_contributions([block for block in blocks if _is_there(block)]))
    if len(contributions) == 1:
        only = contributions[0]
        is_empty = needs_text and not only.has(_Stage.TEXT, _Stage.DIVISIONS)
        return (*_grouped(only), *((Blank(),) if is_empty else ()))
    first = contributions[0]
    stays = first.is_text and not first.opens_as_letter
    return (
        *(_grouped(first) if stays else ()),
        *(Part(one.kind, tuple(_grouped(one))) for one in contributions[stays:]),
    )


def inside(blocks: Sequence[Block]) -> tuple[Arranged, ...]:
    """``blocks`` as they can stand in a quotation, a note or an item: no divisions, nor what opens or closes one."""
    there = [block for block in blocks if _is_there(block)]
    if all(_is_text(block) or isinstance(block, _ANYWHERE) for block in there):
        return tuple(_single(block, _Stage.TEXT) for block in there)
    kind = "letter" if any(isinstance(block, LetterPart) for block in there) else "text"
    return (Floating(kind, arranged(there, needs_text=True)),)
