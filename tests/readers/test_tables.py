"""Small facts in a line, as tables: dates, source lines, credits, notes on emphasis, quotation marks, languages."""

import pytest

from tei.readers.chunks.weaving import weave
from tei.readers.facts.citation import read_citation
from tei.readers.facts.credits import read_credits
from tei.readers.facts.language import detect
from tei.readers.facts.licences import licence_target
from tei.readers.header.records import record_kind
from tei.readers.passages.emphasis import without_emphasis_notes
from tei.readers.passages.insertions import insertions
from tei.readers.passages.marks import is_continuation, is_open_at_end, opening
from tei.transcription.extent import Extent
from tei.transcription.inlines import EmphasisNote, Name, Text, Writer
from tei.transcription.metadata import Organisation
from tei.transcription.walk import extents
from tests.readers.tables import table

# Every extent is asked for as if the line stood at this place of a source.
START = 1000


def stands(extent, text: str, line: str) -> bool:
    """Whether ``extent`` is where ``text`` stands in ``line``."""
    return line[extent.start - START : extent.end - START] == text


def shown(date) -> str:
    return date.when or f"{date.from_ or date.not_before}/{date.to or date.not_after}"


def part(one) -> str | None:
    return one and " = ".join(filter(None, (one.text, one.number)))


def pages(one) -> str:
    return one.first if one.first == one.last else f"{one.first} to {one.last}"


@pytest.mark.parametrize("case", table("citations"))
def test_source_lines(case):
    found = read_citation(case["line"], START, ["Anna Author", "A Walk"])
    if case.get("nothing"):
        assert found is None
        return

    said = {
        "title": found.title,
        "volume": part(found.volume),
        "issue": part(found.issue),
        "date": found.date and shown(found.date),
        "pages": [pages(one) for one in found.pages],
        "article": found.article,
        "publisher": found.publisher,
        "place": found.place,
        "related": [f"{one.relation.value}: {one.source.title}" for one in found.related],
    }
    assert {key: one for key, one in said.items() if one} == {
        key: one for key, one in case.items() if key not in {"line", "says"}
    }
    pieces = [one for one in (found.volume, found.issue, found.date, *found.pages) if one]
    assert all(stands(one.extent, one.text, case["line"]) for one in pieces)
    assert found.title is None or stands(found.title_extent, found.title, case["line"])


@pytest.mark.parametrize("case", table("credits"))
def test_credits(case):
    found = read_credits(case["line"], START)
    if "tasks" not in case:
        assert found is None
        return

    agents = [one.agent for one in found.responsibilities]
    assert [f"{one.task.value}: {one.agent.text}" for one in found.responsibilities] == case["tasks"]
    assert [one.text for one in agents if isinstance(one, Organisation)] == case.get("bodies", [])
    assert (found.publisher and found.publisher.text) == case.get("for")
    assert all(
        stands(one.extent, one.text, case["line"]) for one in [*agents, *filter(None, [found.publisher])]
    )


@pytest.mark.parametrize("case", table("lines"))
def test_lines_about_the_text(case):
    kind = record_kind(case["line"])

    assert (kind and kind.value) == case.get("kind")


@pytest.mark.parametrize("case", table("emphasis"))
def test_notes_on_emphasis(case):
    line = case["line"]
    source = " " * START + line
    extent = Extent(START, len(source))
    content = weave(extent, insertions(source, extent, {"Anna B. Author": Writer.AUTHOR}))
    notes = [one for one in content if isinstance(one, EmphasisNote)]

    def names(note):
        found = [
            one.of(" " * START + line) for one in extents(i for i in note.content if isinstance(i, Name))
        ]
        return found[0] if found else "-"

    assert [f"{note.writer.value}: {names(note)}" for note in notes] == case["notes"]
    assert "".join(one.of(source) for one in extents(content)) == line
    plain = (one for one in content if isinstance(one, Text))
    assert without_emphasis_notes(line) == "".join(one.of(source) for one in extents(plain))


@pytest.mark.parametrize("case", table("openings"))
def test_quotation_marks_that_open_a_paragraph(case):
    line = case["line"]

    assert opening(line).name.lower().replace("_", " ") == case["opening"]
    assert is_open_at_end(line) == (case["opening"] == "left open")
    assert is_continuation(line) == case.get("goes-on", False)


@pytest.mark.parametrize("case", table("languages"))
def test_languages(case):
    assert detect([case["line"]]) == case.get("language")


@pytest.mark.parametrize("case", table("licences"))
def test_addresses_of_terms_of_use(case):
    assert licence_target(case["line"]) == case.get("target")
