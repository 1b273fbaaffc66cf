"""The text of a transcription as a reader would copy it: its characters, without the marks that only say what they are.

In comes a transcription, out comes its source with the marks of mark-up left out and page breaks and separators
written in the one form that publications have for them. Nothing else is changed, and the lines stay where they are,
so that what was dropped in encoding can be found.
"""

from collections.abc import Iterator

from tei.transcription.blocks import Block
from tei.transcription.inlines import Leaf, Markup, PageBreak, Separator
from tei.transcription.transcription import Transcription
from tei.transcription.walk import contents, leaves


def reading_text(transcription: Transcription) -> str:
    """The source of ``transcription`` without its mark-up."""
    source, at = transcription.source, 0
    pieces: list[str] = []
    for leaf in sorted(_leaves(transcription), key=lambda leaf: leaf.extent):
        shown = _shown(leaf, source)
        if shown is not None and leaf.extent.start >= at:
            pieces += (source[at : leaf.extent.start], shown)
            at = leaf.extent.end
    return "".join([*pieces, source[at:]])


def _leaves(transcription: Transcription) -> Iterator[Leaf]:
    for piece in transcription.presentation:
        if piece.is_markup:
            yield Markup(piece.extent)
    for part in transcription.front:
        yield from leaves(part.content)
    for block in transcription.body:
        yield from _within(block)


def _within(block: Block) -> Iterator[Leaf]:
    for content in contents(block):
        yield from leaves(content)


def _shown(leaf: Leaf, source: str) -> str | None:
    """What stands for ``leaf``; None for what stays as it is."""
    match leaf:
        case Markup(extent):
            return "\n" * extent.of(source).count("\n")
        case PageBreak(_, number):
            return f"[p. {number}]" if number else ""
        case Separator(extent):
            mark = extent.of(source)
            return "----" if mark.strip("-–—_= \u00a0") == "" else "* * *"
        case _:
            return None
