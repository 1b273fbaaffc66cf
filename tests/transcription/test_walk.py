"""Walking a text: everything in it, once, in its order, whatever stands in what."""

from tei.transcription.blocks import (
    BlockQuotation,
    Figure,
    Heading,
    List,
    ListItem,
    Motto,
    Note,
    Paragraph,
    Section,
    Table,
    Verse,
)
from tei.transcription.extent import Extent
from tei.transcription.inlines import Emphasis, LineBreak, Name, PageBreak, Quotation, Separator, Text
from tei.transcription.walk import blocks_within, contents, extents, inlines, leaves

SOURCE = "".join(chr(ord("a") + at) for at in range(18))


def text(at: int) -> Text:
    return Text(Extent(at, at + 1))


def words(at: int) -> tuple[Text, ...]:
    return (text(at),)


def paragraph(at: int) -> Paragraph:
    return Paragraph(words(at), Extent(at, at + 1))


NESTED = Emphasis((text(1), Quotation((Name(words(2)), LineBreak(Extent(3, 4))))))
TEXT = (
    paragraph(0),
    Section(
        Heading((NESTED, PageBreak(Extent(4, 5), "7")), Extent(1, 5)),
        (
            BlockQuotation((paragraph(5), Note((paragraph(6),)))),
            Separator(Extent(7, 8)),
            List((ListItem(words(9), Extent(8, 10), label=text(8)), ListItem(words(10), Extent(10, 11)))),
            Table(((words(11), words(12)),)),
            Verse((words(13), words(14))),
            Figure("harbour.png", words(15)),
            Motto((paragraph(16),), words(17)),
        ),
    ),
)


def read(found) -> str:
    return "".join(extent.of(SOURCE) for extent in found)


def test_each_stretch_of_text_is_met_once_in_its_order():
    assert (
        read(extents(inline for block in TEXT for run in contents(block) for inline in run))
        == "abcdefghijklmnopqr"
    )


def test_an_outer_inline_comes_before_those_within_it():
    kinds = [type(inline).__name__ for inline in inlines(TEXT[1:])][:7]

    assert kinds == ["Emphasis", "Text", "Quotation", "Name", "Text", "LineBreak", "PageBreak"]


def test_leaves_hold_nothing():
    assert [type(leaf).__name__ for leaf in leaves([NESTED])] == ["Text", "Text", "LineBreak"]


def test_an_outer_block_comes_before_those_within_it():
    kinds = [type(block).__name__ for block in blocks_within(TEXT)]

    assert kinds == [
        "Paragraph",
        "Section",
        "Heading",
        "BlockQuotation",
        "Paragraph",
        "Note",
        "Paragraph",
        "Separator",
        "List",
        "Table",
        "Verse",
        "Figure",
        "Motto",
        "Paragraph",
    ]
