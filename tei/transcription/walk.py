"""Walking the model: its inlines and the stretches of source in them, in the order of the text."""

from collections.abc import Iterable, Iterator

from tei.transcription.blocks import (
    Block,
    BlockQuotation,
    Figure,
    List,
    Note,
    Section,
    Separator,
    Table,
    Verse,
)
from tei.transcription.extent import Extent
from tei.transcription.inlines import Inline, LineBreak, PageBreak, Text


def contents(block: Block) -> Iterator[tuple[Inline, ...]]:
    """The runs of inlines that stand in ``block`` and in the blocks within it."""
    match block:
        case Section(heading, blocks):
            yield heading.content
            yield from _contents(blocks)
        case BlockQuotation(blocks) | Note(blocks):
            yield from _contents(blocks)
        case List(items):
            for item in items:
                yield ((item.label,) if item.label else ()) + item.content
        case Table(rows):
            yield from (cell for row in rows for cell in row)
        case Verse(lines):
            yield from lines
        case Figure(_, caption):
            yield caption
        case Separator():
            return
        case _:
            yield block.content


def _contents(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    for block in blocks:
        yield from contents(block)


def _nested(inline: Inline) -> Iterator[Inline]:
    yield inline
    if not isinstance(inline, Text | LineBreak | PageBreak):
        for within in inline.content:
            yield from _nested(within)


def inlines(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Every inline in ``blocks``, an outer one before those within it."""
    for content in _contents(blocks):
        for inline in content:
            yield from _nested(inline)


def leaves(content: Iterable[Inline]) -> Iterator[Text | LineBreak | PageBreak]:
    """The texts, kept line ends and page marks in ``content``."""
    for inline in content:
        for within in _nested(inline):
            if isinstance(within, Text | LineBreak | PageBreak):
                yield within


def extents(content: Iterable[Inline]) -> Iterator[Extent]:
    """The stretches of source that the leaves of ``content`` stand for."""
    return (leaf.extent for leaf in leaves(content))


def paragraphs(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks without blocks in them, headings of sections included."""
    for block in blocks:
        if isinstance(block, Section):
            yield block.heading
        if isinstance(block, Section | BlockQuotation | Note):
            yield from paragraphs(block.blocks)
        else:
            yield block


def separators(blocks: Iterable[Block]) -> Iterator[Extent]:
    """The extents of the separators in ``blocks``."""
    return (block.extent for block in paragraphs(blocks) if isinstance(block, Separator))
