"""What may come next in a document that is being written."""

import io
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei.relaxng.automata.automaton import Automaton
from tei.relaxng.automata.validator import is_valid
from tei.relaxng.completion.completions import Completions, complete
from tei.relaxng.completion.unfinished import Place, situation
from tei.relaxng.matching.schema import Schema
from tei.relaxng.reading import read_schema
from tests.conftest import ROOT

FOLDER = Path(__file__).parent / "completions"
CASES = tomllib.loads((FOLDER / "cases.toml").read_text("utf-8"))["case"]
EDITIONS = sorted((ROOT / "editions").rglob("*.xml"))
WORDS = {"when": "1914-08-01", "from": "1914-08-01", "to": "1914-08-02", "year": "1915"}


def schema_at(path):
    return Schema(read_schema(path.as_uri(), lambda uri: Path(uri.removeprefix("file://")).read_bytes()))


LETTERS = schema_at(FOLDER / "letters.rnc")


def at_end(text, schema=LETTERS):
    """What is offered at the end of a text."""
    lines = re.split(r"\r\n|\r|\n", text)
    return complete(schema, text, len(lines), len(lines[-1]) + 1)


def at_mark(document, encoding=None):
    before, after = document.split("|")
    lines = re.split(r"\r\n|\r|\n", before)
    text = before + after
    return complete(LETTERS, text.encode(encoding) if encoding else text, len(lines), len(lines[-1]) + 1)


def offered(completions):
    for one in completions.candidates:
        said = f" ({one.documentation})" if one.documentation else ""
        yield "!" * one.is_required + " ".join(filter(None, (one.text, one.declaration))) + said


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["fact"])
def test_what_is_offered(case):
    found = at_mark(case["document"])
    assert list(offered(found)) == case["offered"]
    assert (found.place.value, found.typed) == (case["place"], case.get("typed", ""))
    assert (found.end_tag, list(found.missing)) == (case.get("end", ""), case.get("missing", []))
    assert found.allows_text == case.get("allows_text", False)
    assert found.allows_others == case.get("allows_others", False)
    assert bool(found.expected) == case.get("tells_values", False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_columns_are_characters_in_any_encoding(encoding):
    declaration = '<?xml version="1.0" encoding="latin-1"?>' if encoding == "latin-1" else ""
    found = at_mark(declaration + '<letter xmlns="urn:letters" kind="é" | from="1914-08-01">', encoding)
    assert [one.text for one in found.candidates] == ["to"]


def test_a_position_beyond_the_text_is_its_end():
    text = '<letter xmlns="urn:letters" when="1914-08-01">\n<head'
    assert complete(LETTERS, text, 99, 1) == complete(LETTERS, text, 2, 99) == at_end(text)
    assert complete(LETTERS, text, 1, 99).place is Place.CONTENT


class Writer:
    """Writes a document by nothing but what is offered."""

    def __init__(self, choose):
        self.choose, self.text = choose, ""

    def write(self):
        for _ in range(60):
            found = at_end(self.text)
            if not found.candidates and not found.end_tag:
                break
            self.step(found)
        else:
            self.finish()
        return self.text

    def step(self, found):
        """Open an element, write text, or close one."""
        options = [*found.candidates, *[None] * bool(found.end_tag)]
        chosen = self.choose(options)
        if found.place is Place.VALUE:
            self.text += (
                chosen.text if chosen else WORDS[found.end_tag.rpartition(":")[2]]
            ) + f"</{found.end_tag}>"
        elif chosen is None:
            self.text += f"{'words' * found.allows_text}</{found.end_tag}>"
        else:
            self.text += f"<{chosen.text}" + f" {chosen.declaration}" * bool(chosen.declaration)
            self.attributes()

    def attributes(self):
        while candidates := at_end(f"{self.text} ").candidates:
            needed = [one for one in candidates if one.is_required]
            # None of two attributes that exclude one another is required, but the element cannot do without.
            one = self.choose(needed or (candidates if "when=" not in self.text else [*candidates, None]))
            if one is None:
                break
            self.text += " " + " ".join(
                filter(None, (one.declaration, f'{one.text}="{self.value(one.text)}"'))
            )
        self.text += ">"

    def value(self, name):
        values = at_end(f'{self.text} {name}="').candidates
        return self.choose([one.text for one in values]) if values else WORDS.get(name, "x")

    def finish(self):
        """Do what leads to the end."""
        for _ in range(60):
            found = at_end(self.text)
            if found.end_tag and found.place is Place.CONTENT:
                self.text += f"</{found.end_tag}>"
            elif found.candidates or found.end_tag:
                needed = [one for one in found.candidates if one.is_required] or list(found.candidates)
                self.choose = lambda options, needed=needed: next(
                    (one for one in needed if one in options), options[0]
                )
                self.step(found)
            else:
                return


@settings(max_examples=40)
@given(st.data())
def test_what_is_written_by_what_is_offered_is_valid(data):
    document = Writer(lambda options: data.draw(st.sampled_from(options))).write()
    assert is_valid(Automaton(lambda: LETTERS, LETTERS.start.number), io.BytesIO(document.encode())), document


@pytest.fixture(scope="module")
def edition_schema():
    return schema_at(ROOT / "schemas" / "tei-edition.rng")


@pytest.mark.parametrize("path", EDITIONS, ids=lambda path: path.stem)
def test_each_element_and_attribute_of_a_valid_document_is_offered_where_it_stands(path, edition_schema):
    text = path.read_text("utf-8")
    tags = [tag for tag in re.finditer(r"<!--.*?-->|<([\w:]+)", text, re.DOTALL) if tag[1]]
    for tag in tags[:: len(tags) // 150 + 1]:
        found = at_end(text[: tag.start() + 1], edition_schema)
        assert found.place is Place.ELEMENT
        assert tag[1] in {one.text for one in found.candidates}, tag
        written = re.match(r"[^<>]*", text[tag.end() :])[0]
        # Without the namespace that the tag itself declares, its element would be another one.
        declarations = " ".join(re.findall(r'xmlns(?::\w+)?="[^"]*"', written))
        names = {
            one.text for one in at_end(f"{text[: tag.end()]} {declarations} ", edition_schema).candidates
        }
        assert set(re.findall(r'\s((?!xmlns)[\w:]+)="', written)) <= names, tag


def test_every_start_of_a_document_is_read_as_the_xml_parser_reads_it():
    text = next(
        case["document"] for case in CASES if "instruction" in case["fact"] and "CDATA" in case["fact"]
    )
    text = text.replace("|", "") + "</p></letter>"
    for offset in range(len(text)):
        parser = etree.XMLPullParser(("start", "end"), recover=False)
        try:
            parser.feed(text[:offset])
        except etree.XMLSyntaxError:
            continue
        depth = sum(1 if event == "start" else -1 for event, _ in parser.read_events())
        assert len(situation(text, offset).open) - 1 == depth, text[:offset]


PIECES = [
    "<",
    ">",
    "/",
    "</",
    "letter",
    "head",
    " when",
    "=",
    '"',
    "'",
    "<!--",
    "-->",
    "<![CDATA[",
    "<?",
    "&",
    "é",
    "\r\n",
    "xmlns",
    ":",
]


@given(st.lists(st.sampled_from(PIECES)).map("".join), st.integers(1, 3), st.integers(1, 40))
def test_any_text_has_completions(text, line, column):
    assert isinstance(complete(LETTERS, text, line, column), Completions)


@given(st.binary(), st.integers(1, 3), st.integers(1, 40))
def test_any_bytes_have_completions(data, line, column):
    assert isinstance(complete(LETTERS, data, line, column), Completions)


@pytest.mark.parametrize(
    "piece", ["<a>", "<a ", "</a>", "<a b='", '<letter xmlns="urn:letters">', "<!--", "<a xmlns='x'>"]
)
def test_what_is_nested_without_end_has_completions(piece):
    assert isinstance(at_end(piece * 20_000), Completions)
