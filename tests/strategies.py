"""The home of Hypothesis generators."""

from hypothesis import strategies as st

from tei.transcription import Extent, Transcription, blocks, inlines
from tei.transcription.blocks import FrontKind, FrontPart
from tei.transcription.metadata import Metadata, Title, TitleKind

_LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyzäéñøßжλΩABCDEFGH")
_SIGNS = st.sampled_from("  \u00a0’‘“”„«»\"'-–—.,;:!?()[]*|&<>{}0123456789")
words = st.text(st.one_of(_LETTERS, _LETTERS, _LETTERS, _SIGNS), min_size=1, max_size=90)

_KNOWN_LINES = st.sampled_from(
    [
        "Breitman Archive\u00a0\u00a0 | \u00a0\u00a0Trotskyist Writers Index\u00a0 | \u00a0\u00a0ETOL Main Page",
        "George Breitman",
        "Stalin Interview Shows\nReal Situation in USSR",
        "(8 November 1941)",
        "From The Militant, Vol. V No. 45, 8 November 1941, pp. 1 & 5.",
        "Transcribed & marked up by Einde O’ Callaghan for the Encyclopaedia of Trotskyism On-Line (ETOL).",
        "Last updated: 21 March 2019",
        "Top of the page",
        "* * *",
        "--------",
        "Dangers in Stalin’s Strategy",
        "I",
        "“A quotation that is closed.”",
        "“A quotation that is left open",
        "“and goes on. (Emphasis by Ingersoll)”",
        "‘The workers’ state’ and the “workers’ ‘state’”. (My emphasis – G.B.)",
        "Public Domain: you may freely copy this.",
        "[Pg 12]",
        "It was [Pg 13] the thirteenth",
        "[p. 14]and this is the next.[Pg 15]",
        "{16}",
        "{17}",
        "{18}",
        "19",
        "- 20 -",
        "\f",
        "\fA line at the head of a page",
        "# A heading by its sign",
        "## Another ##",
        "> A quotation that is told by its signs\n> and goes on\n>\n> to a second paragraph",
        ">",
        "> Words behind a sign, and signs without words\n>\n>\n> \n> and words\n>\n>",
        ">\n>\n>\n>\n>\n>\n>\n>\n>\n>\n>\n>\n>\n>",
        "- one thing\n- another _thing_",
        "_slanted words_ and **heavy** ones, snake_case, the 4^{th} of = May",
        "_left open and",
        "[Illustration: A house by the sea]",
        "[Illustration]",
        "[Transcriber’s note: the page was torn.]",
        "CONTENTS",
        "The First Chapter\n\n12\n\nThe Second\n\n13\n\nThe Third\n\n19",
        "The First Chapter .... 12\nThe Second .... 40",
        "*** START OF THIS EBOOK A HOUSE BY THE SEA ***",
        "Title: A House by the Sea\n\nAuthor: Anna Author\n\nLanguage: English",
        "*** END OF THIS EBOOK A HOUSE BY THE SEA ***",
        "These are lines that somebody wrapped at a column of some forty and\nso many characters, so that hardly a line of them has room for the\nword that begins the one that comes after it in the file of the text.",
    ]
)
_blank = st.sampled_from(["\n\n", "\n\n\n", "\n \n", "\n\t\n\n", "\n"])


@st.composite
def transcriptions(draw) -> str:
    """The text of a transcription: known kinds of lines among any others, in any order."""
    lines = draw(st.lists(st.one_of(_KNOWN_LINES, words, words), min_size=1, max_size=12))
    return "".join(line + draw(_blank) for line in lines)


# ------------------------------------------------------------ the model


_spoken = words.map(lambda text: f"a{' '.join(text.split())}z")  # never blank, no blank at either end


class _Writing:
    """A source as it is written, piece by piece, and the model of it: every leaf's extent in order."""

    def __init__(self, draw) -> None:
        self.draw = draw
        self.source = ""
        self.keys = iter(["one", "two", "three"])

    def extent(self, text: str) -> Extent:
        start = len(self.source)
        self.source += text
        return Extent(start, len(self.source))

    def leaf(self) -> inlines.Inline:
        kind = self.draw(st.sampled_from("ttttttlpsm"))
        match kind:
            case "l":
                return inlines.LineBreak(self.extent("\n"))
            case "p":
                return inlines.PageBreak(self.extent("[p. 7]"), "7")
            case "s":
                return inlines.Separator(self.extent("* * *"))
            case "m":
                return inlines.Markup(self.extent("_"))
        return inlines.Text(self.extent(self.draw(_spoken)))

    def inline(self, depth: int) -> inlines.Inline:
        if depth == 0:
            return self.leaf()
        made = self.draw(st.sampled_from([None, None, None, *_WRAPPERS]))
        return self.leaf() if made is None else made(self.content(depth - 1))

    def content(self, depth: int = 2) -> tuple[inlines.Inline, ...]:
        first = inlines.Text(self.extent(self.draw(_spoken)))
        return (first, *(self.inline(depth) for _ in range(self.draw(st.integers(0, 2)))))

    def whole(self, make) -> blocks.Block:
        """A block that covers its content."""
        start = len(self.source)
        content = self.content()
        return make(content, Extent(start, len(self.source)))

    def heading(self) -> blocks.Heading:
        return self.whole(blocks.Heading)

    def several(self, depth: int, least: int = 0) -> tuple[blocks.Block, ...]:
        return tuple(self.block(depth) for _ in range(self.draw(st.integers(least, 4))))

    def cells(self) -> tuple[tuple[inlines.Inline, ...], ...]:
        return tuple(
            self.content(1) if self.draw(st.booleans()) else () for _ in range(self.draw(st.integers(0, 3)))
        )

    def item(self, depth: int) -> blocks.ListItem:
        start = len(self.source)
        label = self.inline(1) if self.draw(st.booleans()) else None
        content = self.content(1) if self.draw(st.booleans()) else ()
        end = len(self.source)
        return blocks.ListItem(content, Extent(start, end), label, self.several(depth))

    def block(self, depth: int) -> blocks.Block:  # noqa: C901, PLR0911, PLR0912 - one case for each kind of block
        simple = (
            ["paragraph"] * 4
            + ["part"] * 4
            + ["trailer", "page", "separator", "verse", "table", "figure", "heading"]
        )
        nested = ["section", "quotation", "motto", "note", "notes", "list", "letter"] if depth else []
        match self.draw(st.sampled_from(simple + nested)):
            case "part":
                kind = self.draw(st.sampled_from(list(blocks.LetterPartKind)))
                return self.whole(lambda content, extent: blocks.LetterPart(kind, content, extent))
            case "trailer":
                return self.whole(blocks.Trailer)
            case "page":
                return inlines.PageBreak(self.extent("[p. 8]"), "8")
            case "separator":
                return inlines.Separator(self.extent("* * *"))
            case "verse":
                return blocks.Verse(tuple(self.content(1) for _ in range(self.draw(st.integers(0, 3)))))
            case "table":
                caption = self.content(1) if self.draw(st.booleans()) else ()
                rows = (self.content(1),), *(self.cells() for _ in range(self.draw(st.integers(0, 3))))
                return blocks.Table(rows, self.draw(st.booleans()), caption)
            case "figure":
                caption = self.content(1) if self.draw(st.booleans()) else ()
                return blocks.Figure("picture.png", caption, self.draw(st.none() | _spoken))
            case "heading":
                return self.heading()
            case "section":
                return blocks.Section(self.heading(), self.several(depth - 1))
            case "quotation":
                return blocks.BlockQuotation(self.several(depth - 1))
            case "motto":
                return blocks.Motto(
                    self.several(depth - 1), self.content(1) if self.draw(st.booleans()) else ()
                )
            case "note":
                label = self.content(1) if self.draw(st.booleans()) else ()
                return blocks.Note(self.several(depth - 1), label, next(self.keys, None))
            case "notes":
                heading = self.heading() if self.draw(st.booleans()) else None
                return blocks.NoteSection(self.several(depth - 1), heading)
            case "list":
                items = tuple(self.item(depth - 1) for _ in range(self.draw(st.integers(0, 3))))
                return blocks.List(items, self.draw(st.booleans()), self.draw(st.booleans()))
            case "letter":
                return blocks.Letter(self.several(depth - 1))
        return self.whole(blocks.Paragraph)


_WRAPPERS = [
    inlines.Emphasis,
    inlines.Quotation,
    lambda content: inlines.Link(content, "https://example.org/"),
    lambda content: inlines.NoteReference(content, "one"),
    lambda content: inlines.NoteReference(content, None),
    lambda content: inlines.Correction(content, "right", "high"),
    inlines.Insertion,
    inlines.Supplied,
    inlines.Unclear,
    inlines.Sic,
    lambda content: inlines.Gap(content, "illegible"),
    lambda content: inlines.Gap(content, "lost", inlines.Writer.EDITOR),
    inlines.Citation,
    lambda content: inlines.Picture(content, "sign.png"),
    inlines.Name,
    lambda content: inlines.EmphasisNote(content, inlines.Writer.AUTHOR),
]


@st.composite
def models(draw) -> Transcription:
    """A whole model: blocks of every kind in any order, nested, with inlines over a source."""
    writing = _Writing(draw)
    body = writing.several(2, least=1)
    return Transcription(writing.source, "model.txt", body=body)


# ------------------------------------------------------------ what Markdown has signs for


# Words that no recogniser takes for anything, and characters that Markdown would take for signs.
_unmarked = st.text("bcfghkq *_`#+~&!=-é\\\\", min_size=1, max_size=14).map(
    lambda text: f"q{' '.join(text.split())}z"
)


class _Saying(_Writing):
    """Writes models of what Markdown can say, arranged as it arranges them."""

    def text(self) -> inlines.Text:
        return inlines.Text(self.extent(self.draw(_unmarked)))

    def between(self) -> inlines.Text:
        return inlines.Text(self.extent(" "))

    def piece(self) -> inlines.Inline:
        match self.draw(st.sampled_from("tttelbu")):
            case "e":
                return inlines.Emphasis((self.text(),), "italic")
            case "b":
                return inlines.Emphasis((self.text(),), "bold")
            case "u":
                return inlines.Emphasis(
                    (self.text(),), self.draw(st.sampled_from(["underline", "superscript"]))
                )
            case "l":
                return inlines.Link((self.text(),), "https://example.org/a_b")
        return self.text()

    def content(self, depth: int = 2) -> tuple[inlines.Inline, ...]:
        found = [self.text()]
        for _ in range(self.draw(st.integers(0, depth))):
            found += [self.between(), self.piece()]
        return tuple(found)

    def paragraphs(self, least: int = 1) -> tuple[blocks.Block, ...]:
        return tuple(self.whole(blocks.Paragraph) for _ in range(self.draw(st.integers(least, 2))))

    def items(self) -> tuple[blocks.ListItem, ...]:
        found = []
        for _ in range(self.draw(st.integers(1, 3))):
            start = len(self.source)
            content = self.content(1)
            found.append(blocks.ListItem(content, Extent(start, len(self.source))))
        return tuple(found)

    def said(self) -> blocks.Block:  # noqa: PLR0911 - one case for each kind of block
        match self.draw(st.sampled_from("ppppqvlnts")):
            case "q":
                return blocks.BlockQuotation(self.paragraphs())
            case "v":
                return blocks.Verse(tuple(self.content(1) for _ in range(self.draw(st.integers(1, 3)))))
            case "l":
                return blocks.List(self.items(), is_bulleted=True)
            case "n":
                return blocks.List(self.items(), is_numbered=True)
            case "t":
                width = self.draw(st.integers(2, 3))
                rows = (
                    tuple(self.content(0) for _ in range(width)) for _ in range(self.draw(st.integers(1, 3)))
                )
                return blocks.Table(tuple(rows), has_labels=self.draw(st.booleans()))
            case "s":
                return inlines.Separator(self.extent("* * *"))
        return self.whole(blocks.Paragraph)

    def section(self, depth: int) -> blocks.Section:
        heading = self.heading()
        inside: list[blocks.Block] = [self.whole(blocks.Paragraph)]
        inside += [self.said() for _ in range(self.draw(st.integers(0, 2)))]
        if depth:
            inside += [self.section(depth - 1) for _ in range(self.draw(st.integers(0, 2)))]
        return blocks.Section(heading, tuple(inside))


@st.composite
def sayable_models(draw) -> Transcription:
    """A model of which Markdown can say all, so that nothing is lost on the way there and back."""
    writing = _Saying(draw)
    start = len(writing.source)
    title = FrontPart(FrontKind.TITLE, writing.content(0), Extent(start, len(writing.source)))
    body = [writing.whole(blocks.Paragraph), *(writing.said() for _ in range(draw(st.integers(0, 3))))]
    body += [writing.section(1) for _ in range(draw(st.integers(0, 2)))]
    written = title.extent.of(writing.source)
    metadata = Metadata(titles=(Title(TitleKind.MAIN, written, title.extent),), language="en")
    return Transcription(writing.source, "model.txt", metadata=metadata, front=(title,), body=tuple(body))
