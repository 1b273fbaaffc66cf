"""Notes and the marks that lead to them: laws for texts of any shape, and time that grows with the length."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.readers import text as text_reader
from tei.readers.notes.headings import notes_heading
from tei.readers.notes.matching import Entry, Run, match
from tei.readers.passages.references import Label, Reference, Shape, name, without_marks
from tei.transcription.blocks import Note, NoteKind, NotePlace
from tei.transcription.extent import Extent
from tei.transcription.inlines import NoteReference
from tei.transcription.walk import blocks_within, inlines

HEAD = "Ann Author\n\nThe Harbour\n\n(8 November 1941)\n\n"
# How a note is called, how it opens, and whether notes without a heading are known by that.
SHAPES = {
    "[1] and 1.": ("[{}]", "{}. ", True),
    "[1] and [1]": ("[{}]", "[{}] ", True),
    "[1] and (1)": ("[{}]", "({}) ", False),
    "[1] behind a blank and 1)": (" [{}]", "{}) ", True),
    "[Note 1] and 1.": ("[Note {}]", "{}. ", True),
    "[1*] and 1*.": ("[{}*]", "{}*. ", True),
    "[1a] and 1a.": ("[{}a]", "{}a. ", True),
    "(1) and (1)": (" ({})", "({}) ", False),
    "[^1] and [^1]:": ("[^{}]", "[^{}]: ", True),
    "1 and 1.": ("{}", "{}. ", False),
    "[1] and [Footnote 1: …]": ("[{}]", "[Footnote {}: ", True),
}
sentences = st.sampled_from(
    [
        "The harbour froze in the spring{}.",
        "Nobody was paid{}, and the pilots left.",
        "“The rate was fixed by law”{}, they said.",
        "It fell in the winter, and they left.{}",
        "The pilots of this harbour are paid less than those of any other harbour.{} So it was for years.",
    ]
)
bodies = st.sampled_from(
    [
        "By a law of 1920.",
        "See the report, p. 5.",
        "Ibid.",
        "“It fell,” the report says.",
        "A pilot was paid by the day.",
    ]
)
headings = st.sampled_from(
    ["Notes", "Footnotes", "NOTES", "Notes:", "Anmerkungen", "Voetnoten", "Notes de bas de page"]
)


def read(source: str):
    return text_reader.read(source.encode("utf-8"), "a.txt")[0]


def notes_of(transcription) -> list[Note]:
    return [block for block in blocks_within(transcription.body) if isinstance(block, Note)]


def references_of(transcription) -> list[str | None]:
    return [inline.key for inline in inlines(transcription.body) if isinstance(inline, NoteReference)]


def called(sentence: str, shape: str, number: int) -> str:
    return sentence.format(SHAPES[shape][0].format(number))


def noted(body: str, shape: str, number: int) -> str:
    opening = SHAPES[shape][1].format(number)
    return opening + body + ("]" if opening.startswith("[Footnote") else "")


@st.composite
def texts(draw, shape: str, *, has_heading: bool):
    """The text of some paragraphs with as many marks, and below it their notes."""
    count = draw(st.integers(1, 12))
    paragraphs = [called(draw(sentences), shape, number) for number in range(1, count + 1)]
    notes = [noted(draw(bodies), shape, number) for number in range(1, count + 1)]
    heading = [draw(headings)] if has_heading else []
    return HEAD + "\n\n".join([*paragraphs, "That is all that is known of it.", *heading, *notes]), count


@pytest.mark.parametrize("has_heading", [True, False])
@pytest.mark.parametrize("shape", SHAPES)
@given(st.data())
@settings(max_examples=12, deadline=None)
def test_every_mark_leads_to_its_note(shape, has_heading, data):
    if not has_heading and not SHAPES[shape][2]:
        return
    source, count = data.draw(texts(shape, has_heading=has_heading))
    transcription = read(source)
    notes = notes_of(transcription)

    assert references_of(transcription) == [note.key for note in notes]
    assert len(notes) == count
    assert None not in references_of(transcription)


@pytest.mark.parametrize("shape", ["[1] and 1.", "[1] and [1]", "1 and 1.", "(1) and (1)"])
@given(st.data(), st.integers(2, 4))
@settings(max_examples=12, deadline=None)
def test_numbers_that_begin_anew_lead_to_the_notes_of_their_part(shape, data, parts):
    drawn = [data.draw(texts(shape, has_heading=True)) for _ in range(parts)]
    source = HEAD + "\n\n".join(
        f"Part {number}\n\n{text.removeprefix(HEAD)}" for number, (text, _) in enumerate(drawn, 1)
    )
    transcription = read(source)
    keys = references_of(transcription)

    assert keys == [note.key for note in notes_of(transcription)]
    assert len(set(keys)) == len(keys) == sum(count for _, count in drawn)


@given(st.lists(bodies, min_size=1, max_size=9), st.sampled_from(["{}. ", "{}) ", "({}) ", "* ", "[{}] "]))
@settings(max_examples=60, deadline=None)
def test_numbered_paragraphs_that_nothing_calls_are_no_notes(paragraphs, opening):
    numbered = [opening.format(number) + body for number, body in enumerate(paragraphs, 1)]
    transcription = read(HEAD + "\n\n".join(["The pilots say what they want.", *numbered, "They got it."]))

    assert notes_of(transcription) == []
    assert not [decision for decision in transcription.decisions if decision.kind == "note"]


@given(st.lists(bodies, min_size=1, max_size=9))
@settings(max_examples=30, deadline=None)
def test_under_a_heading_that_says_so_they_are(paragraphs):
    numbered = [f"{number}. {body}" for number, body in enumerate(paragraphs, 1)]
    transcription = read(HEAD + "\n\n".join(["The pilots say what they want.", "Notes", *numbered]))

    assert [note.key for note in notes_of(transcription)] == [None] * len(paragraphs)


@given(st.data(), st.sets(st.integers(1, 8)), st.sets(st.integers(1, 8)))
@settings(max_examples=60, deadline=None)
def test_what_has_no_partner_is_without_a_key(data, marks, numbers):
    paragraphs = [called(data.draw(sentences), "[1] and 1.", number) for number in sorted(marks)]
    # A gap of more than three numbers is no longer one series.
    numbers = sorted(numbers | {1, 3, 5, 7})
    notes = [f"{number}. {data.draw(bodies)}" for number in numbers]
    transcription = read(HEAD + "\n\n".join(["The pilots left.", *paragraphs, "Footnotes", *notes]))

    assert references_of(transcription) == [str(mark) if mark in numbers else None for mark in sorted(marks)]
    assert [note.key for note in notes_of(transcription)] == [
        str(one) if one in marks else None for one in numbers
    ]


def test_a_note_below_the_paragraph_that_calls_it_stays_there():
    lines = ["It froze.* Nobody was paid.", "* In the spring.", "The pilots left.", "They came back."]
    (note,) = notes_of(read(HEAD + "\n\n".join(lines)))

    assert note.place is NotePlace.BOTTOM


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Notes", None),
        ("Footnotes:", None),
        ("Remarks", NoteKind.AUTHOR),
        ("Editor’s Notes", NoteKind.EDITORIAL),
        ("Translator's Note", NoteKind.TRANSLATOR),
        ("Note by the transcriber", NoteKind.TRANSCRIBER),
        ("Notes by Max Example", NoteKind.EDITORIAL),
        ("Anmerkungen der Redaktion", NoteKind.EDITORIAL),
        ("Note du traducteur", NoteKind.TRANSLATOR),
        ("Noot van de vertaler", NoteKind.TRANSLATOR),
        ("Note del curatore", NoteKind.EDITORIAL),
    ],
)
def test_a_heading_says_whose_the_notes_are(line, kind):
    assert notes_heading(line).kind is kind


@pytest.mark.parametrize(
    "line", ["Notes of the Month", "Editorial", "Noteworthy", "Notes on the Harbour", "A Note", "Bank Notes"]
)
def test_other_headings_head_no_notes(line):
    assert notes_heading(line) is None


@pytest.mark.parametrize(
    ("label", "named"),
    [("1", "1"), ("9a", "9a"), ("1*", "1-star"), ("*", "star"), ("**", "star-2"), ("†", "dagger")],
)
def test_a_label_is_named_in_letters_and_digits(label, named):
    assert name(label) == named


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("It fell.[1]", "It fell."),
        ("It fell. [1*]", "It fell."),
        ("It fell.*", "It fell."),
        ("It fell.¹²", "It fell."),
        ("It fell.[1][2]", "It fell."),
        ("It fell [in May]", "It fell [in May]"),
        ("* * *", ""),
    ],
)
def test_the_marks_behind_a_line_are_no_words_of_it(text, left):
    assert without_marks(text) == left


def entries(labels: str, start: int) -> list[Entry]:
    return [
        Entry(
            start + at,
            start + at + 1,
            Label(Extent(start + at, start + at + 1), label, Shape.STOP),
            start + at,
            start + at + 1,
        )
        for at, label in enumerate(labels)
    ]


def led(marks: list[tuple[str, int]], runs: list[Run]) -> list[int | None]:
    references = [Reference(start, start + 1, label, Shape.BRACKETS) for label, start in marks]
    found = match(references, runs)
    return [found[at].start if at in found else None for at in range(len(references))]


@pytest.mark.parametrize(
    ("marks", "runs", "leads"),
    [
        ("the nearest following notes are meant", {"1": [0, 20]}, [10, 30]),
        ("a mark behind all notes goes back", {"1": [40]}, [30]),
        ("a mark without a note leads nowhere", {"5": [0]}, [None]),
    ],
)
def test_place_decides_between_notes_of_one_label(marks, runs, leads):  # noqa: ARG001 - the first says what is shown
    (label, starts), *_ = runs.items()
    two = [Run(entries("12", 10)), Run(entries("12", 30))]

    assert led([(label, start) for start in starts], two) == leads


def test_series_that_stand_together_are_told_apart_by_order():
    marks = [("1", 0), ("2", 1), ("2", 2), ("1", 3), ("2", 4)]
    runs = [Run(entries("12", 10)), Run(entries("12", 12))]

    assert led(marks, runs) == [10, 11, 11, 12, 13]


PARAGRAPHS = [
    "[1] By law.", "It fell.[1]", "1. By law.[2]", "Notes", "Notes\n\n1. By law.", "* By law.*", "[Footnote 1: By law.",
    "(1) By law. (1)", "¹ By law.¹", "It fell.[1]\n\n1. By law.", "Note by the editor", "1*. By law.[1*]\n\nNotes",
    "Notes\n1. By law.\n2. In May.", "Footnotes\n\nBy law.", "{1} By law.{1}", "It fell1, and1 it fell1.",
]  # fmt: skip


@pytest.mark.parametrize("paragraph", PARAGRAPHS)
def test_twice_the_text_takes_about_twice_the_time(paragraph):
    def cost(count: int) -> float:
        source = HEAD + "\n\n".join([paragraph] * count)
        begun = time.process_time()
        read(source)
        return time.process_time() - begun

    cost(10)
    costs = [min(cost(count) for _ in range(2)) for count in (200, 2000)]
    # Ten times the text, far below the hundredfold of a square.
    assert all(later < 40 * max(earlier, 0.005) for earlier, later in pairwise(costs))
