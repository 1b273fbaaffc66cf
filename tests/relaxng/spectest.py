"""The conformance suite of RELAX NG by James Clark, as cases: a schema with its files, and documents."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree


@dataclass(frozen=True)
class Case:
    """One ``testCase``: ``files`` are the URIs of its schema (``SCHEMA``) and of what this includes."""

    number: int
    sections: tuple[str, ...]
    comment: str
    files: dict[str, bytes]
    is_correct: bool
    valid: tuple[bytes, ...]
    invalid: tuple[bytes, ...]

    def resolve(self, uri: str) -> bytes:
        return self.files[uri]


FOLDER = "file:///suite/"
SCHEMA = f"{FOLDER}schema.rng"


def cases(suite: Path) -> Iterator[Case]:
    """Give the cases of a suite in their order, numbered from 1."""
    # The suite declares an entity of its own, which stands for an element.
    parser = etree.XMLParser(resolve_entities="internal", no_network=True)
    tests = etree.parse(suite, parser).getroot().iter("testCase")
    for number, test in enumerate(tests, start=1):
        schema = test.find("correct")
        is_correct = schema is not None
        files = {
            SCHEMA: written(schema if is_correct else test.find("incorrect")),
            **dict(included(test, FOLDER)),
        }
        yield Case(
            number,
            tuple(section.text for section in test.findall("section")),
            test.findtext("documentation", ""),
            files,
            is_correct,
            tuple(map(written, test.findall("valid"))),
            tuple(map(written, test.findall("invalid"))),
        )


def included(folder: etree._Element, uri: str) -> Iterator[tuple[str, bytes]]:
    """Give the files in a folder and in those below."""
    for resource in folder.findall("resource"):
        yield uri + resource.get("name"), written(resource)
    for inner in folder.findall("dir"):
        yield from included(inner, f"{uri}{inner.get('name')}/")


def written(holder: etree._Element) -> bytes:
    """Give the one element in a holder as a file."""
    return etree.tostring(holder[0], encoding="utf-8", with_tail=False)
