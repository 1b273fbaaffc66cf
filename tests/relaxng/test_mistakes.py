"""Every usual mistake in every place of a document is one fault, at its place, with the name that was meant."""

from pathlib import Path

import pytest

from tei.relaxng.exact.examination import examined
from tei.relaxng.matching.schema import Schema
from tei.relaxng.reading import read_schema
from tests.cases import check, load
from tests.relaxng.planting import planted

HERE = Path(__file__).parent / "mistakes"
PLAY = (HERE / "play.xml").read_bytes()
MISTAKES = list(planted(PLAY))


@pytest.fixture(scope="module")
def schema():
    return Schema(read_schema("play.rnc", lambda uri: (HERE / uri).read_bytes()))


def test_the_document_without_mistakes_has_no_faults(schema):
    assert examined(schema, PLAY).total == 0


@pytest.mark.parametrize("kind", sorted({mistake.kind for mistake in MISTAKES}, key=lambda kind: kind.name))
def test_a_mistake_is_one_fault_at_its_place_with_the_name_that_was_meant(schema, kind):
    differing = []
    for mistake in MISTAKES:
        found = examined(schema, mistake.text.encode())
        seen = [
            (fault.kind, fault.place[:2], fault.near[0].local if fault.near else "") for fault in found.faults
        ]
        if mistake.kind is kind and seen != [(kind, mistake.place, mistake.meant)]:
            differing.append((mistake.what, mistake.place, mistake.meant, seen))
    assert differing == []


def shown(fault):
    """A fault as two lines: what and where, and what would be right."""
    place = f"{fault.place.line}:{fault.place.column} "
    parts = [place + fault.kind.name.lower().replace("_", " "), fault.written]
    parts += [f"@{fault.attribute_written}"] if fault.attribute else []
    parts += [f"in {fault.parent.local}"] if fault.parent else []
    parts += [repr(fault.value)] if fault.value is not None else []
    facts = {
        name: " ".join(one.local for one in getattr(fault, name))
        for name in ("required", "expected", "enough", "near", "elsewhere", "wrappers")
    }
    facts |= {
        name: getattr(fault, name).local
        for name in ("outer", "outer_child", "before", "late")
        if getattr(fault, name)
    }
    facts["values"], facts["token"] = " ".join(fault.values), fault.token
    facts["types"] = "; ".join(f"{one.name}, {one.reason or 'no reason'}" for one in fault.types)
    facts["also"] = f"{fault.other.line}:{fault.other.column}" if fault.other else ""
    lines = [f"  {name.replace('_', ' ')}: {fact}\n" for name, fact in facts.items() if fact]
    return " ".join(parts) + "\n" + "".join(lines)


@pytest.mark.parametrize("case", load(HERE))
def test_the_faults_are_those_of_the_case(case, schema, accept):
    found = examined(schema, case.given.encode())
    check(case, {"faults": "".join(map(shown, found.faults))}, accept=accept)
