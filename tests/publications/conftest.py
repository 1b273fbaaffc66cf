"""What the tests of this room start from: documents and their pages."""

from pathlib import Path

import pytest

from tei.document.parse import parse
from tei.publications.html import publish

HERE = Path(__file__).parent
EDITIONS = HERE.parents[1] / "editions"
DOCUMENTS = {
    "stalin-interview": EDITIONS / "stalin-interview" / "expected.xml",
    "letter-from-the-harbour": EDITIONS / "letter-from-the-harbour" / "edition.xml",
    "everything": HERE / "cases" / "everything.xml",
}


def read(data: bytes, file: str = "sample.xml"):
    document, findings = parse(data, file)
    assert document is not None, findings
    return document


@pytest.fixture(params=DOCUMENTS)
def document(request):
    """Give each edition, and the sample with every element."""
    path = DOCUMENTS[request.param]
    return read(path.read_bytes(), path.name)


@pytest.fixture
def page(document):
    return publish(document)["index.html"]


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """Give the published pages as files."""
    folder = tmp_path_factory.mktemp("pages")
    made = {}
    for name, path in DOCUMENTS.items():
        made[name] = folder / f"{name}.html"
        made[name].write_bytes(publish(read(path.read_bytes(), path.name))["index.html"])
    return made
