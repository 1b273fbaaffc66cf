"""Marks to inlines: every character once, in order, nested; and decisions of an editor found again."""

from hypothesis import given
from hypothesis import strategies as st

from tei.readers.chunks.chunk import Mark
from tei.readers.chunks.weaving import weave
from tei.readers.lines import chunks
from tei.readers.settling import settle
from tei.transcription import Transcription
from tei.transcription.decisions import Kind, Settled
from tei.transcription.extent import Extent
from tei.transcription.inlines import Emphasis, Quotation, Text
from tei.transcription.walk import extents, nested

SOURCE = "abcdefghijklmnopqrst"


def marks(*spans: str) -> list[Mark]:
    """Marks named by their letters: capital for quotations, which are not firm."""
    found = []
    for span in spans:
        start, end = SOURCE.index(span[0].lower()), SOURCE.index(span[-1].lower()) + 1
        loose = span.isupper()
        found.append(Mark(start, end, Quotation if loose else Emphasis, is_firm=not loose))
    return found


def shown(content) -> str:
    brackets = {Emphasis: "()", Quotation: "“”"}
    return "".join(
        one.extent.of(SOURCE)
        if isinstance(one, Text)
        else brackets[type(one)][0] + shown(one.content) + brackets[type(one)][1]
        for one in content
    )


def woven(*spans: str) -> str:
    return shown(weave(Extent(0, 8), marks(*spans)))


def test_marks_are_nested_whatever_their_order():
    assert woven("cd", "be", "g") == "a(b(cd)e)f(g)h"


def test_of_two_marks_on_the_same_characters_the_first_is_outside():
    assert woven("BD", "bd") == "a(“bcd”)efgh"
    assert woven("bd", "bc") == "a((bc)d)efgh"


def test_a_loose_mark_gives_way_to_a_firm_one_that_it_crosses():
    assert woven("AD", "cf") == "ab(cdef)gh"
    assert woven("CF", "ad") == "(abcd)efgh"


def test_of_two_firm_marks_that_cross_the_later_one_goes():
    assert woven("ad", "cf") == "(abcd)efgh"


def test_marks_that_reach_beyond_the_stretch_are_left_out():
    assert woven("gj", "ab") == "(ab)cdefgh"


_mark = st.tuples(st.integers(0, 19), st.integers(1, 20), st.booleans()).filter(lambda m: m[0] < m[1])


@given(st.lists(_mark, max_size=25))
def test_every_character_stands_once_and_in_order(spans):
    found = [Mark(a, b, Emphasis if firm else Quotation, is_firm=firm) for a, b, firm in spans]
    content = weave(Extent(0, 20), found)

    assert "".join(extent.of(SOURCE) for extent in extents(content)) == SOURCE
    written = [one for one in nested(content) if isinstance(one, Emphasis)]
    assert len(written) <= sum(firm for *_, firm in spans)


def settled(source: str, *decisions: Settled):
    return settle(chunks(source), decisions, Transcription(source, "a.txt").place, "a.txt")


def test_a_decision_is_found_by_its_words_and_the_nearest_line():
    source = "Same words.\n\nOther.\n\nSame words.\n\nLast."
    found, findings = settled(source, Settled("Same words", Kind.HEADING, line=4))

    assert [chunk.kind for chunk in found] == [None, None, Kind.HEADING, None]
    assert findings == []


def test_a_decision_may_begin_in_the_middle_of_a_run_of_lines():
    found, _ = settled("One line\nand another\nand more", Settled("and another", Kind.VERSE))

    assert [(chunk.words, chunk.kind) for chunk in found] == [
        ("One line", None),
        ("and another and more", Kind.VERSE),
    ]


def test_a_decision_without_a_place_is_said_and_changes_nothing():
    found, findings = settled("One line.", Settled("Two lines.", Kind.VERSE, line=1))

    assert [finding.code for finding in findings] == ["read.settling.decision-without-place"]
    assert found == chunks("One line.")


def places(source: str, *decisions: Settled):
    """The line and the words that each decision was laid on."""
    found, findings = settled(source, *decisions)
    assert findings == []
    return [chunk.words for chunk in found if chunk.hint]


def test_a_line_that_has_the_words_and_no_more_goes_before_one_that_only_begins_so():
    source = "I\n\nIn the garden.\n\nI went.\n\nI\n\nThe end."

    assert places(source, Settled("I", Kind.HEADING, line=3)) == ["I"]
    assert places(source, Settled("I went", Kind.HEADING, line=1)) == ["I went."]
    assert places(source, Settled("I", Kind.HEADING, line=5)) == ["I went."]
    assert places("In the garden.\n\nThe end.", Settled("I", Kind.HEADING)) == ["In the garden."]


def corrected(source: str, *decisions: Settled):
    found, findings = settled(source, *decisions)
    assert findings == []
    return sorted(mark.start for chunk in found for mark in chunk.marks)


def test_a_correction_is_of_words_and_not_of_letters_within_one():
    assert corrected("They believe what lie said.", Settled("lie", correction="he")) == [18]
    assert corrected("They believe it.", Settled("lie", correction="iel")) == [7]


def test_of_equal_words_the_nearest_to_line_and_column_are_corrected():
    source = "It was a lie, and lie knew. A lie!\n\nlie came.\n"

    assert corrected(source, Settled("lie", correction="he", line=1, column=20)) == [18]
    assert corrected(source, Settled("lie", correction="he", line=3)) == [36]
    assert corrected(source, Settled("lie", correction="he")) == [9]


def test_a_correction_finds_words_that_a_line_end_parts():
    assert corrected("the re-\nbuilding", Settled("re- building", correction="rebuilding")) == [4]


def test_an_accepted_correction_is_marked_where_its_words_stand():
    found, _ = settled("In tamps and prisons.", Settled("tamps", correction="camps"))
    (inline,) = [one for one in weave(found[0].extent, found[0].marks) if not isinstance(one, Text)]

    assert (inline.correction, inline.content) == ("camps", (Text(Extent(3, 8)),))
