"""The rules of the TEI beside Saxon: on the corpus, on broken documents, and on fragments that break each of them."""

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from tei.schematron.reading import read_schema
from tei.schematron.rules import Rules
from tei.schematron.schema import Assertion
from tests.conftest import SHARED, need
from tests.schematron import saxon

HERE = Path(__file__).parent
DOCUMENT = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron"'
    ' xmlns:sch1x="http://www.ascc.net/xml/schematron" xmlns:teix="http://www.tei-c.org/ns/Examples">'
    "<teiHeader/><text><body>{}</body></text></TEI>"
)
NOW = datetime.now(UTC)
PARSER = etree.XMLParser(collect_ids=False, resolve_entities=False, no_network=True, load_dtd=False)


def lines():
    """The fragments as documents; `{soon}` is a date that is near."""
    soon = (NOW + timedelta(days=20)).date().isoformat()
    for line in (HERE / "breaking.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield DOCUMENT.format(line.replace("{soon}", soon))


@cache
def tei_all():
    schema = need(SHARED / "tei" / "tei_all.sch", "../shared/tei")
    return read_schema(str(schema), lambda uri: Path(uri).read_bytes())


@cache
def rules():
    return Rules(tei_all())


@cache
def numbers():
    """(pattern, rule, assertion), from 0, by the place where each stands."""
    found = {}
    for at, pattern in enumerate(tei_all().patterns):
        for number, rule in enumerate(pattern.rules):
            tests = [part for part in rule.parts if isinstance(part, Assertion)]
            found |= {part.place: (at, number, count) for count, part in enumerate(tests)}
    return found


def ours(root):
    """What this engine finds, in the words of the oracle."""
    elements = {element: at for at, element in enumerate(root.iter("*"))}
    return sorted(
        (
            *numbers()[failure.place],
            elements[failure.element],
            failure.attribute or "",
            failure.kind,
            "" if failure.kind == "undecided" else failure.text,
        )
        for failure in rules().failures(root, now=NOW)
    )


@pytest.mark.usefixtures("shared")
def test_every_rule_of_the_tei_is_broken_by_a_fragment():
    broken = {row[:3] for text in lines() for row in ours(etree.fromstring(text))}
    assert {place: number for place, number in numbers().items() if number not in broken} == {}
    assert len(numbers()) == 122


@pytest.mark.usefixtures("shared")
def test_saxon_finds_the_same_in_each_fragment():
    texts = list(lines())
    theirs = saxon.verdicts(tei_all(), texts)
    for text, expected in zip(texts, theirs, strict=True):
        assert ours(etree.fromstring(text)) == expected, text


@pytest.mark.parametrize("folder", ["corpus/*", "mutants", "mistakes"])
def test_saxon_finds_the_same_in_real_documents(shared, folder):
    files = sorted((shared / "validation").glob(f"{folder}/*.xml"))
    roots = [etree.parse(file, PARSER).getroot() for file in files]
    # Without the document types, some of which name files that are not there.
    texts = [etree.tostring(root, encoding="unicode") for root in roots]
    theirs = saxon.verdicts(tei_all(), texts)
    for file, text, expected in zip(files, texts, theirs, strict=True):
        assert ours(etree.fromstring(text, PARSER)) == expected, file
    assert any(theirs) or folder == "mistakes"


@pytest.mark.parametrize("name", ["tei_bare", "tei_lite", "tei_simplePrint"])
def test_the_rules_in_a_grammar_are_those_of_the_schematron_file_beside_it(shared, name):
    both = [
        Rules(read_schema(str(shared / "tei" / f"{name}.{suffix}"), lambda uri: Path(uri).read_bytes()))
        for suffix in ("sch", "rng")
    ]
    said = [
        [
            sorted((one.kind, one.text) for one in rules.failures(etree.fromstring(text), now=NOW))
            for text in lines()
        ]
        for rules in both
    ]
    assert said[0] == said[1]
    assert any(said[0])
