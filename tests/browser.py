"""The browser that pages are looked at in, and what judges whether everybody can read them."""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

AXE = Path(__file__).parent / "publications" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")


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
