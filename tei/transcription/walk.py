"""Walking the model: its inlines and the stretches of source in them, in the order of the text."""

from collections.abc import Iterable, Iterator, Sequence

from tei.transcription.blocks import (
    Block,
    BlockQuotation,
    Figure,
    Letter,
    List,
    Motto,
    Note,
    NoteSection,
    Paragraph,
    Section,
    Table,
    Verse,
)
from tei.transcription.extent import Extent
from tei.transcription.inlines import Inline, Leaf, LineBreak, PageBreak, PageMark, Separator, Text

_Word = Text | LineBreak  # a leaf that is of the text
_Apart = Leaf | PageMark  # and what is not


def contents(block: Block) -> Iterator[tuple[Inline, ...]]:  # noqa: C901, PLR0912 - one case for each kind of block
    """The runs of inlines that stand in ``block`` and in the blocks within it."""
    match block:
        case Paragraph(content):  # as most blocks are
            yield content
        case Section(heading, blocks):
            yield heading.content
            yield from _contents(blocks)
        case Note(blocks, label):
            yield label
            yield from _contents(blocks)
        case NoteSection(blocks, heading):
            if heading is not None:
                yield heading.content
            yield from _contents(blocks)
        case BlockQuotation(blocks) | Letter(blocks):
            yield from _contents(blocks)
        case Motto(blocks, source):
            yield from _contents(blocks)
            yield source
        case List(items):
            for item in items:
                yield ((item.label,) if item.label else ()) + item.content
                yield from _contents(item.blocks)
        case Table(rows, _, caption):
            yield caption
            yield from (cell for row in rows for cell in row)
        case Verse(lines):
            yield from lines
        case Figure(caption=caption, words=words):
            yield words
            yield caption
        case PageBreak() | Separator():
            yield (block,)
        case _:
            yield block.content


def _contents(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    for block in blocks:
        yield from contents(block)


def nested(content: Iterable[Inline]) -> Iterator[Inline]:
    """Every inline in ``content``, an outer one before those within it."""
    for inline in content:
        yield inline
        if not isinstance(inline, Leaf):
            yield from nested(inline.content)


def inlines(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Every inline in ``blocks``, an outer one before those within it."""
    for content in _contents(blocks):
        yield from nested(content)


def leaves(content: Iterable[Inline]) -> Iterator[Leaf]:
    """What in ``content`` stands for characters: texts, kept line ends, marks of pages, of parts and of mark-up."""
    for inline in content:
        if isinstance(inline, Leaf):
            yield inline
        else:
            yield from leaves(inline.content)


def texts(content: Iterable[Inline]) -> Iterator[Extent]:
    """The stretches of source that are words of the text: line ends among them, the marks of pages not."""
    for inline in content:
        if isinstance(inline, _Word):
            yield inline.extent
        elif not isinstance(inline, _Apart):
            yield from texts(inline.content)


def extents(content: Iterable[Inline]) -> Iterator[Extent]:
    """The stretches of source that the leaves of ``content`` stand for."""
    return (leaf.extent for leaf in leaves(content))


def blocks_within(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block in ``blocks``, an outer one before those within it; the heading of a section after the section."""
    for block in blocks:
        yield block
        match block:
            case Paragraph():  # as most blocks are
                pass
            case Section() | NoteSection():
                if block.heading is not None:
                    yield block.heading
                yield from blocks_within(block.blocks)
            case BlockQuotation() | Motto() | Note() | Letter():
                yield from blocks_within(block.blocks)
            case List(items):
                for item in items:
                    yield from blocks_within(item.blocks)
            case _:
                pass


def closing_notes(blocks: Sequence[Block]) -> int:
    """Where the notes begin that stand at the end of ``blocks``, with marks of pages and of parts among them."""
    end = len(blocks)
    for at in range(len(blocks) - 1, -1, -1):
        if isinstance(blocks[at], NoteSection):
            end = at
        elif not isinstance(blocks[at], PageBreak | Separator):
            break
    return end
