"""Walking a text: everything in it, once, in its order, whatever stands in what."""

from tei.transcription.blocks import (
    BlockQuotation,
    Figure,
    Heading,
    List,
    ListItem,
    Note,
    Paragraph,
    Section,
    Separator,
    Table,
    Verse,
)
from tei.transcription.extent import Extent
from tei.transcription.inlines import Emphasis, LineBreak, Name, PageBreak, Quotation, Text
from tei.transcription.walk import contents, extents, inlines, leaves, paragraphs, separators

SOURCE = "".join(chr(ord("a") + at) for at in range(16))


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
            BlockQuotation((paragraph(5), Note((paragraph(6),), "1"))),
            Separator(Extent(7, 8)),
            List((ListItem(words(9), Extent(8, 10), label=text(8)), ListItem(words(10), Extent(10, 11)))),
            Table(((words(11), words(12)),)),
            Verse((words(13), words(14))),
            Figure("harbour.png", words(15)),
        ),
    ),
)


def read(found) -> str:
    return "".join(extent.of(SOURCE) for extent in found)


def test_each_stretch_of_text_is_met_once_in_its_order():
    assert (
        read(extents(inline for block in TEXT for run in contents(block) for inline in run))
        == "abcdefgijklmnop"
    )


def test_a_separator_is_no_text_and_has_a_place():
    assert list(contents(Separator(Extent(7, 8)))) == []
    assert read(separators(TEXT)) == "h"


def test_an_outer_inline_comes_before_those_within_it():
    kinds = [type(inline).__name__ for inline in inlines(TEXT[1:])][:7]

    assert kinds == ["Emphasis", "Text", "Quotation", "Name", "Text", "LineBreak", "PageBreak"]


def test_leaves_hold_nothing():
    assert [type(leaf).__name__ for leaf in leaves([NESTED])] == ["Text", "Text", "LineBreak"]


def test_paragraphs_are_the_blocks_without_blocks_in_them_and_the_headings():
    kinds = [type(block).__name__ for block in paragraphs(TEXT)]

    assert kinds == [
        "Paragraph",
        "Heading",
        "Paragraph",
        "Paragraph",
        "Separator",
        "List",
        "Table",
        "Verse",
        "Figure",
    ]
