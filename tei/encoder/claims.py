"""What the model says of each character of the source: the first ledger of the account."""

from collections.abc import Iterable, Iterator

from tei.document.account import Claim, Place
from tei.transcription import Transcription
from tei.transcription.blocks import Block, Separator
from tei.transcription.extent import Extent
from tei.transcription.inlines import Inline, LineBreak, PageBreak, Text
from tei.transcription.walk import contents, leaves, paragraphs

_PLACES = {Text: Place.TEXT, LineBreak: Place.LINE_BREAK, PageBreak: Place.PAGE_BREAK}


def _claim(extent: Extent, place: Place, of: str = "") -> Claim:
    return Claim(extent.start, extent.end, place, of)


def _content(content: Iterable[Inline]) -> Iterator[Claim]:
    for leaf in leaves(content):
        yield _claim(leaf.extent, _PLACES[type(leaf)])


def _block(block: Block) -> Iterator[Claim]:
    if isinstance(block, Separator):
        yield _claim(block.extent, Place.SEPARATOR)
    for content in contents(block):
        yield from _content(content)


def claims(transcription: Transcription) -> Iterator[Claim]:
    """Where each stretch of the source belongs: the text in its order, then the records, then presentation."""
    for part in transcription.front:
        yield from _content(part.content)
    for block in paragraphs(transcription.body):
        yield from _block(block)
    for record in transcription.records:
        yield _claim(record.extent, Place.RECORD, record.kind.value)
    for presentation in transcription.presentation:
        yield _claim(presentation.extent, Place.PRESENTATION)
