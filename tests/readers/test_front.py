"""The head and the foot of a text: what is divided from the text, and what is left."""

import pytest

from tei.readers.header.front import divide
from tei.readers.lines import chunks
from tests.readers.tables import table


def lines(extent, source: str) -> str:
    return extent.of(source).replace("\n", " / ")


@pytest.mark.parametrize("case", table("fronts"))
def test_head_and_foot(case):
    source = case["text"].strip()
    parts = divide(chunks(source))
    records = sorted(parts.records, key=lambda record: record.extent)

    assert [f"{part.kind.value}: {lines(part.extent, source)}" for part in parts.front] == case["front"]
    assert [f"{part.kind.value}: {lines(part.extent, source)}" for part in parts.behind] == case.get(
        "behind", []
    )
    assert [f"{one.kind.value}: {lines(one.extent, source)}" for one in records] == case.get("records", [])


@pytest.mark.parametrize("case", table("fronts"))
def test_every_line_is_at_one_place(case):
    source = case["text"].strip()
    parts = divide(chunks(source))
    extents = [part.extent for part in [*parts.front, *parts.records]]
    extents += [chunk.extent for chunk in parts.body]

    found = "\n".join(extent.of(source) for extent in sorted(extents))
    assert [line.strip() for line in found.split("\n")] == [
        line.strip() for line in source.split("\n") if line.strip()
    ]
