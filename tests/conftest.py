"""Options of the suite, and the places of data that only some machines have."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.browser import browser  # noqa: F401 -- one for all rooms: a process can start only one

# Machines are shared and noisy: speed lives in bench/, never in a test.
settings.register_profile("shared machine", deadline=None)
settings.load_profile("shared machine")

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


def pytest_addoption(parser):
    parser.addoption("--accept", action="store_true", help="write what came out as what is expected")


@pytest.fixture
def accept(request):
    """Whether expectations are to be rewritten."""
    return request.config.getoption("--accept")


def need(path: Path, what: str) -> Path:
    """``path`` when it is there; else the test is skipped, saying what it needs, or fails where CI must have it."""
    if path.exists():
        return path
    if os.environ.get("CI"):
        pytest.fail(f"{what} must be there in CI")
    pytest.skip(f"needs {what}, which is not part of the project")


@pytest.fixture(scope="session")
def shared():
    """The folder of measured data beside the project."""
    return need(SHARED, "../shared, the folder of measured data beside the project")
