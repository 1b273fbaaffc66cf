"""What an editor settled is so: every kind, on every line, from every format; and what fits no place is said."""

import pytest
from lxml import etree

from tei.encoder import Publication, Settings, encode
from tei.pipeline import shipped_schemas, validate
from tei.rooms import inhabitant
from tei.transcription import blocks as model
from tei.transcription.decisions import Kind, Settled
from tei.transcription.inlines import PageBreak, Separator
from tei.transcription.walk import blocks_within, contents, extents

TEXT = """\
Harbour Archive  |  Essays  |  Main Page

Martha Quill

The Price of Coal
What the Owners Say

(March 1926)

From The Northern Lamp, Vol. IV No. 12, March 1926, pp. 33–36.
Transcribed by Jonas Weaver.

When the commission met in January, nobody who had held a lamp was asked to speak. [1]

A Question of Figures

They said that the price had fallen by a third, and they said it twice.

Grey Harbour, 2 March 1926

1. The minutes were never printed.

Last updated: 12 May 2014
"""
HTML = """\
<title>The Price of Coal</title>
<h2>Martha Quill</h2>
<h1>The Price of Coal</h1>
<p>When the commission met in January, <em>nobody</em> who had held a lamp was asked to speak.</p>
<h3>A Question of Figures</h3>
<p>They said that the price had fallen by a third.</p>
<ul><li>coal</li><li>timber</li></ul>
<p>Grey Harbour, 2 March 1926</p>
"""
MARKDOWN = """\
# The Price of Coal

When the commission met in January,\
*nobody* who had held a lamp was asked to speak.

## A Question of Figures

> They said that the price had fallen by a third.

Grey Harbour, 2 March 1926
"""
SOURCES = {"text": TEXT, "html": HTML, "markdown": MARKDOWN}
SETTINGS = Settings(publication=Publication(publisher="The publisher"))
NAMES = {"signed": "signature", "nav": "contents", "header": "running head"}


def read(reader, *decisions):
    return inhabitant("readers", reader).read(SOURCES[reader].encode(), f"a.{reader}", decisions)


def beginnings(transcription):
    """Where each line that holds words begins, and its words."""
    at = 0
    for line in transcription.source.split("\n"):
        if line.strip():
            yield at, line.strip()
        at += len(line) + 1


def what(block):
    match block:
        case model.LetterPart() | model.FormeWork():
            return NAMES.get(block.kind.value, block.kind.value)
        case model.BlockQuotation():
            return "quotation"
        case PageBreak():
            return "page"
        case Separator():
            return "separator"
        case _:
            return type(block).__name__.lower()


def kinds(transcription, offset):
    """Everything that the model says about the character at ``offset``."""
    found = {part.kind.value for part in transcription.front if offset in range(*part.extent)}
    found |= {record.kind.value for record in transcription.records if offset in range(*record.extent)}
    for block in blocks_within(transcription.body):
        held = (extent for content in contents(block) for extent in extents(content))
        if any(offset in range(*extent) for extent in held):
            found.add(what(block))
    return found


# What the model says in other words: a remark is a note within the line, a title apart from the title block is kept
# in the header, and a page that begins within the title block or a running head there has no kind of its own.
FRONT = {"author", "overtitle", "title", "subtitle", "date"}
OTHERWISE = {"remark": {"note"}, "running head": {"contents"}} | {one: {"label"} for one in FRONT}


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("reader", SOURCES)
def test_a_line_is_what_its_editor_says(reader, kind):
    before, _ = read(reader)
    for offset, words in beginnings(before):
        transcription, findings = read(reader, Settled(words, kind))
        found = kinds(transcription, offset)

        assert found & {kind.value, *OTHERWISE.get(kind.value, ())}, f"{words}: {found}"
        assert not [one for one in findings if one.code == "read.settling.decision-without-place"]


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("reader", SOURCES)
def test_whatever_is_settled_is_encoded_whole_and_valid(reader, kind):
    before, _ = read(reader)
    for _, words in beginnings(before):
        encoding = encode(read(reader, Settled(words, kind))[0], SETTINGS)
        _, faults = validate(encoding.data, "a.xml", shipped_schemas())

        assert [f"{words}: {one.message}" for one in faults if one.severity.value == "error"] == []


def front(*decisions):
    transcription, _ = read("text", *decisions)
    return [(part.kind.value, part.extent.of(transcription.source)) for part in transcription.front]


def test_one_settled_line_of_a_title_block_leaves_the_others():
    assert front(Settled("Martha Quill", Kind.OVERTITLE)) == [
        ("overtitle", "Martha Quill"),
        ("title", "The Price of Coal\nWhat the Owners Say"),
        ("date", "(March 1926)"),
    ]


def test_a_settled_subtitle_parts_a_title_of_two_lines():
    assert front(Settled("What the Owners Say", Kind.SUBTITLE))[1:3] == [
        ("title", "The Price of Coal"),
        ("subtitle", "What the Owners Say"),
    ]


def test_an_author_who_is_settled_below_the_text_is_its_author():
    source = (
        b"The Price of Coal\n\nNobody asked the men.\n\nthe lamp-man of the north pit\n\nNobody ever did.\n"
    )
    transcription, _ = inhabitant("readers", "text").read(
        source, "a.txt", [Settled("the lamp-man", Kind.AUTHOR)]
    )

    assert [author.text for author in transcription.metadata.authors] == ["the lamp-man of the north pit"]


WRAPPED = """\
The Price of Coal

Nobody who had held a lamp was asked to speak when the commission met in
January. A Question of Figures They said that the price had fallen by a
third, and they said it twice. Nobody who had held a lamp believed it, and
they were asked again.
"""


def unplaced(findings):
    return [one.code for one in findings if one.code.startswith("read.settling.")]


def test_words_within_a_line_are_what_their_editor_says_where_the_line_is_given():
    decisions = [
        Settled("A Question of Figures", Kind.HEADING, line=4),
        Settled("They said", Kind.PARAGRAPH, line=4),
    ]
    transcription, findings = inhabitant("readers", "text").read(WRAPPED.encode(), "a.txt", decisions)
    root = etree.fromstring(encode(transcription, SETTINGS).data)

    assert unplaced(findings) == []
    assert ["".join(one.itertext()) for one in root.iterfind(".//{*}body//{*}div/{*}head")] == [
        "A Question of Figures"
    ]
    assert root.find(".//{*}div/{*}p").text.startswith("They said that the price")
    assert root.find(".//{*}body/{*}p").text.endswith("January.")


@pytest.mark.parametrize(
    ("decision", "begins"),
    [
        (Settled("Nobody who", Kind.QUOTATION, line=5, column=32), "Nobody who had held a lamp believed"),
        (Settled("Nobody who", Kind.QUOTATION, line=9), "Nobody who had held a lamp was"),
    ],
)
def test_a_line_that_begins_with_the_words_goes_before_words_within_one(decision, begins):
    """Unless a column is given: it tells which of them are meant."""
    transcription, findings = inhabitant("readers", "text").read(WRAPPED.encode(), "a.txt", [decision])
    root = etree.fromstring(encode(transcription, SETTINGS).data)

    assert unplaced(findings) == []
    assert "".join(root.find(".//{*}quote").itertext()).strip().startswith(begins)


@pytest.mark.parametrize(
    "decision", [Settled("A Question", Kind.HEADING), Settled("A Question", Kind.HEADING, line=3)]
)
def test_words_within_a_line_that_is_not_the_one_given_are_no_place(decision):
    _, findings = inhabitant("readers", "text").read(WRAPPED.encode(), "a.txt", [decision])
    assert unplaced(findings) == ["read.settling.decision-without-place"]


def test_a_correction_in_a_line_that_is_kept_as_it_is_is_told():
    _, findings = read(
        "text", Settled("Vol. IV", correction="Vol. VI"), Settled("January", correction="July")
    )
    assert [(one.code, one.span.line) for one in findings] == [
        ("read.settling.correction-without-effect", 10)
    ]
