"""The exact pass on other people's documents: the conformance suite, and real files with and without faults beside jing."""

import json
import re
from dataclasses import dataclass

import pytest
from lxml import etree

from tei.relaxng.exact.examination import examined, examined_tree
from tei.relaxng.matching.schema import Schema
from tei.relaxng.reading import read_schema
from tests.conftest import need
from tests.relaxng.spectest import SCHEMA, cases

# Documents of the suite's schemas that are judged otherwise: none.
JUDGED_OTHERWISE: list[int] = []

# What jing counts otherwise, and why: fewer faults here, never more. `#` stands for all repetitions.
FEWER = {
    "header_after_text": "the header that is missing before the text and stands behind it is one mistake",
    "corpus/tei-p5-test/testfand5.xml": "the body is incomplete because its content stands in an unknown element",
}
# jing stops at a document type that is not there; these files have faults.
UNREAD_BY_JING = {"testdrama.xml", "testoucs.xml", "testtite5.xml"}


@pytest.fixture(scope="module")
def schema(shared):
    return Schema(read_schema("tei_all.rng", lambda uri: (shared / "tei" / uri).read_bytes()))


def test_every_document_of_the_conformance_suite_is_judged_right(shared):
    suite = need(shared / "validation" / "suites" / "spectest.xml", "the conformance suite")
    wrong, number = [], 0
    for case in cases(suite):
        if case.is_correct:
            schema = Schema(read_schema(SCHEMA, case.resolve))
            for documents, is_valid in ((case.valid, True), (case.invalid, False)):
                number += len(documents)
                totals = [
                    (examined(schema, data).total, examined_tree(schema, etree.fromstring(data)).total)
                    for data in documents
                ]
                wrong += [case.number for pair in totals for total in pair if (total == 0) != is_valid]
    assert number == 580
    assert wrong == JUDGED_OTHERWISE


@dataclass(frozen=True)
class Judged:
    """A file, the kind of its mistake, and the lines of jing's findings."""

    file: str
    kind: str
    lines: tuple[int, ...]


def judged(folder):
    """What jing says of the files of a folder, without its repetitions."""
    for entry in json.loads((folder / "expected.json").read_text("utf-8")):
        lines, unknown = [], set()
        for finding in entry["jing"]:
            name = re.match('element ("[^"]+") not allowed anywhere', finding["message"])
            # An unknown element is told again at the end of each of its children: there stands an end tag.
            is_again = name and name[1] in unknown and not _begins(folder, entry["file"], finding, name[1])
            if name:
                unknown.add(name[1])
            if not is_again and not finding["message"].startswith("first occurrence"):
                lines.append(finding["line"])
        yield Judged(entry["file"], entry.get("kind", entry["file"]), tuple(lines))


def _begins(folder, file, finding, name):
    text = (folder.parent / file).read_text("utf-8").splitlines()[finding["line"] - 1]
    return re.search(rf"<{re.escape(name.strip(chr(34)))}[\s/>]", text[: finding["column"]])


@pytest.mark.parametrize("folder", ["mutants", "corpus"])
def test_faults_are_as_many_as_those_of_jing_and_on_their_lines(shared, schema, folder):
    differing = {}
    for one in judged(shared / "validation" / folder):
        data = (shared / "validation" / one.file).read_bytes()
        faults = examined(schema, data).faults
        # jing names the end of a tag, and of text the tag after it; only the first twenty findings were kept.
        matched = [
            fault.place.line <= line <= last(data, fault)
            for fault, line in zip(faults, one.lines, strict=False)
        ]
        is_same = all(matched) and (len(faults) == len(one.lines) or len(one.lines) == 20)
        if not is_same and one.file.rpartition("/")[2] not in UNREAD_BY_JING:
            differing[one.kind if folder == "mutants" else one.file] = (len(one.lines), len(faults))
    assert differing.keys() <= FEWER.keys(), differing
    assert all(ours < theirs for theirs, ours in differing.values()), differing


def last(data, fault):
    """The last line on which jing may report a fault: that of the end of the tag, or of the next tag after text."""
    lines = data.decode("utf-8", "replace").splitlines()
    line = fault.place.line
    rest = lines[line - 1][fault.place.column - 1 :]
    while ">" not in rest and line < len(lines):
        rest = lines[line]
        line += 1
    return line
