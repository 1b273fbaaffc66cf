"""What the model says of each character of the source: the first ledger of the account."""

from collections.abc import Iterable, Iterator

from tei.document.account import Claim, Place
from tei.transcription import Transcription
from tei.transcription.extent import Extent
from tei.transcription.inlines import Inline, LineBreak, Markup, PageBreak, Separator, Text
from tei.transcription.walk import contents, leaves

_PLACES = {
    Text: Place.TEXT,
    LineBreak: Place.LINE_BREAK,
    PageBreak: Place.PAGE_BREAK,
    Separator: Place.SEPARATOR,
    Markup: Place.MARKUP,
}


def _claim(extent: Extent, place: Place, of: str = "") -> Claim:
    return Claim(extent.start, extent.end, place, of)


def _content(content: Iterable[Inline]) -> Iterator[Claim]:
    for leaf in leaves(content):
        yield _claim(leaf.extent, _PLACES[type(leaf)])


def claims(transcription: Transcription) -> Iterator[Claim]:
    """Where each stretch of the source belongs: the text in its order, then the records, then presentation."""
    for part in transcription.front:
        yield from _content(part.content)
    for block in transcription.body:
        for content in contents(block):
            yield from _content(content)
    for record in transcription.records:
        yield _claim(record.extent, Place.RECORD, record.kind.value)
    for presentation in transcription.presentation:
        yield _claim(presentation.extent, Place.MARKUP if presentation.is_markup else Place.PRESENTATION)
