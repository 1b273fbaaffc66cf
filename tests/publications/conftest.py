"""What the tests of this room start from: documents, their pages, and a browser."""

import os
from importlib.util import find_spec
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
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")


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


def _missing() -> str | None:
    if find_spec("playwright") is None:
        return "playwright (pip install playwright)"
    if not CHROMIUM.exists():
        return f"{CHROMIUM} (apt-get install chromium)"
    return None if AXE.exists() else "axe-core (npm install in tests/publications)"


@pytest.fixture(scope="session")
def browser():
    """Give Debian's Chromium; where CI is set it must be there."""
    if missing := _missing():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"needs {missing}")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- may not be installed

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """Give the published pages as files."""
    folder = tmp_path_factory.mktemp("pages")
    made = {}
    for name, path in DOCUMENTS.items():
        made[name] = folder / f"{name}.html"
        made[name].write_bytes(publish(read(path.read_bytes(), path.name))["index.html"])
    return made
