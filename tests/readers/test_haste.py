"""No line is long enough to keep a reader waiting: the cost grows with the length, and not with its square.

Patterns that try every beginning against every end are fast on every page but one. The limit is CPU time,
far above what a line costs and far below what backtracking does.
"""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.encoder import Settings, tree
from tei.errors import InputError
from tei.readers import markdown, text
from tei.readers.blocks.headings import is_heading
from tei.readers.blocks.letter_lines import is_closing, is_dateline, is_name, is_salute
from tei.readers.blocks.separators import is_separator
from tei.readers.chunks.weaving import weave
from tei.readers.facts.citation import names_print, read_citation
from tei.readers.facts.credits import read_credits
from tei.readers.facts.dates import dates, whole_date
from tei.readers.facts.labels import label
from tei.readers.facts.language import detect
from tei.readers.facts.licences import licence_target
from tei.readers.facts.names import are_names
from tei.readers.facts.scopes import read_scopes
from tei.readers.header.navigation import is_navigation, is_step, names_pages, names_year
from tei.readers.header.records import is_updated, record_kind
from tei.readers.lines import chunks
from tei.readers.notes.headings import notes_heading
from tei.readers.passages.emphasis import without_emphasis_notes
from tei.readers.passages.front_pages import is_of_title_page, names_part
from tei.readers.passages.habits import speaker
from tei.readers.passages.insertions import insertions
from tei.readers.passages.marks import is_continuation, opening
from tei.readers.passages.quotations import quotations
from tei.readers.passages.references import Shape, bracketed, marked, opening_label, without_marks
from tei.transcription.extent import Extent
from tei.transcription.inlines import Writer
from tei.transcription.numerals import number

LENGTH = 20_000
MARKED = [Shape.RAISED, Shape.BRACES, Shape.PARENTHESES, Shape.SIGN, Shape.BARE]
LIMIT = 3  # seconds of CPU; a busy machine is slower, a backtracking pattern takes minutes


def one_chunk(line: str):
    return next(iter(chunks(line)), None)


def whole(line: str):
    try:
        return text.read(line.encode("utf-8"), "a.txt")
    except InputError:
        return None


RECOGNISERS = {
    "are_names": are_names,
    "chunks": chunks,
    "dates": lambda line: list(dates(line)),
    "detect": lambda line: detect([line]),
    "is_closing": is_closing,
    "is_continuation": is_continuation,
    "is_dateline": is_dateline,
    "is_name": is_name,
    "is_salute": is_salute,
    "is_heading": lambda line: (chunk := one_chunk(line)) and is_heading(chunk),
    "is_navigation": is_navigation,
    "is_separator": lambda line: (chunk := one_chunk(line)) and is_separator(chunk),
    "is_updated": is_updated,
    "is_step": is_step,
    "label": label,
    "licence_target": licence_target,
    "names_pages": names_pages,
    "names_part": names_part,
    "names_print": names_print,
    "names_year": lambda line: names_year(line, frozenset({"word"})),
    "number": number,
    "notes_heading": notes_heading,
    "opening": opening,
    "opening_label": lambda line: (chunk := one_chunk(line)) and opening_label(line, chunk.extent),
    "read": whole,
    "read_citation": read_citation,
    "read_credits": read_credits,
    "references": lambda line: [
        list(bracketed(line)),
        *(list(marked(line, one, 0, len(line))) for one in MARKED),
    ],
    "read_scopes": lambda line: read_scopes(line, 0),
    "record_kind": record_kind,
    "speaker": speaker,
    "title_page": lambda line: (chunk := one_chunk(line)) and is_of_title_page(chunk),
    "whole_date": whole_date,
    "insertions": lambda line: list(insertions(line, Extent(0, len(line)), {"Anna Author": Writer.AUTHOR})),
    "quotations": lambda line: weave(Extent(0, len(line)), quotations(line, [Extent(0, len(line))])),
    "without_emphasis_notes": without_emphasis_notes,
    "without_marks": without_marks,
}
PIECES = [
    "A", "a", "1", " ", "\u00a0", "\t", "(", ")", "[", "“", "”", "‘", "’", "“”", '"', '" ', "«", "„", "|", " | ", ">", " > ",
    "-", "–", "—", ".", ",", "…", ":", "/", "&", "*", "* ", "M", "IV", "A ", "Ab ", "A.", "and ", " and and", "by ", "for ",
    "of ", "der ", "d’", "p. ", "pp", "p 1 & ", "1, ", "1-", "Vol. ", "No ", "1941 ", "1941-", "May ", "8 May ", "May-",
    "8.5.", "From ", "Source: ", "Transcribed ", "Transcribed, ", "Edited & ", "Transcribed by A for the B by ", "Top of the page ",
    "Last updated ", "emphasis ", "(emphasis ", "(my emphasis", "(emphasis by A B", "[A’s ", "“‘", "’s ", "s’ ", "\n", "A\n", " \n",
    "# ", "> ", "\n> ", "\n>", "- ", "\n- ", "_a", "_a ", "**", "**a", "=a", "= ", "^{", "{1}", "{1} ", "[Pg 1]", "[Pg 1] ", "\n\n1\n\n",
    "\n\n[Pg 1]\n\n", "\n\nA\n\n2", "Contents\n\n", "A .. 1\n", "\n*** ", "*** START OF ", "[Illustration: ", "\f", "\n\f", "    ", "a a ",
    "Mc. ", "_", "\u200b", "é", "ß", "Ж", "¹", "{", "}", "†", "{1}", "(1)", "[1]", "a1", "Notes ", "Notes by ", "[Footnote 1: ", "Editor’s ",
]  # fmt: skip


def assert_quick(name: str, line: str):
    begun = time.process_time()
    RECOGNISERS[name](line)
    assert time.process_time() - begun < LIMIT


@pytest.mark.parametrize("name", RECOGNISERS)
def test_a_line_of_one_piece_repeated_costs_a_moment(name):
    for piece in PIECES:
        assert_quick(name, (piece * LENGTH)[:LENGTH])


@pytest.mark.parametrize("name", RECOGNISERS)
@pytest.mark.parametrize("marks", ["“”", "()", "[]", "«»", "‹›"])
def test_so_do_marks_within_marks(name, marks):
    assert_quick(name, marks[0] * (LENGTH // 2) + marks[1] * (LENGTH // 2))


@pytest.mark.long
@pytest.mark.parametrize("name", RECOGNISERS)
@given(
    before=st.sampled_from(PIECES),
    piece=st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map("".join),
    after=st.sampled_from(PIECES),
)
@settings(max_examples=8)
def test_so_does_a_line_of_several(name, before, piece, after):
    assert_quick(name, before + (piece * LENGTH)[:LENGTH] + after)


# Pieces of which a whole text is made, each with its number: what is alike, what counts on, what is never closed.
BLOCKS = {
    "short lines": "A short line {0} of words\n",
    "short paragraphs": "A short line {0} of words\n\n",
    "headings": "Heading Number {0}\n\nThe text below it goes on and ends with a stop.\n\n",
    "headings that are alike": "The Same Heading\n\nThe same words stand here again, as one may see.\n\n",
    "lines in capitals": "A LINE IN CAPITALS.\n\n",
    "titles and numbers that count on": "A Part of it\n\n{0}\n\n",
    "remarks": "[This is a remark of the editor – Ed.]\n\n",
    "remarks that are never closed": "[This is a remark of the editor\n\n",
    "quotations that are never closed": "“They said that it was so.\n\n",
    "notes at the foot": "It was so. *\n\n* A note.\n\n",
    "notes that begin anew": "It was so. [1]\n\n[1] A note.\n\n",
    "numbered paragraphs": "{0}. See the book.\n\n",
    "items": "- item {0}\n",
    "quoted lines": "> line {0} of what they said\n",
    "rows": "a{0}\tb\n",
    "speakers": "MR. BROWN: I say this {0}.\n\n",
    "letters": "Dear Sir,\n\nIt is so.\n\nYours truly,\n\nJohn Brown\n\n",
    "credits": "Transcribed by Ann Brown.\n\n",
    "brackets": "he [the man] said (sic) ",
    "quotation marks": "“He said” ‘so’ ",
    "emphasis": "_a word_ ",
}
MANY = 5_000


@pytest.mark.parametrize("opening", ["[", "^[", "![", "[a]("])
def test_brackets_within_brackets_cost_as_much_as_their_length(opening):
    begun = time.process_time()
    markdown.read(f"A {opening * LENGTH} b {']' * LENGTH}".encode(), "a.md")
    assert time.process_time() - begun < LIMIT


@pytest.mark.long
@pytest.mark.parametrize("kind", BLOCKS)
@pytest.mark.parametrize("reader", [text, markdown])
def test_a_text_of_many_pieces_costs_as_much_as_its_pieces(kind, reader):
    pieces = "".join(BLOCKS[kind].format(number) for number in range(1, MANY))
    begun = time.process_time()
    transcription, _ = reader.read(f"A Title\n\n{pieces}".encode(), "a.txt")
    tree(transcription, Settings())
    assert time.process_time() - begun < LIMIT * 2
