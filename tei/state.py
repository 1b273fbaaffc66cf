"""What earlier runs wrote, so that a run does only what changed: ``.tei-state.json`` in the output folder.

For each thing that was made it holds a hash of everything that went in and the hashes of the files that came out.
The record is a hint, never believed: a file that is missing or changed is made again, and so is everything when the
record cannot be read.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tei.errors import OutputError
from tei.files import inside, write
from tei.resources import resource, resources

STATE = ".tei-state.json"
_VERSION = 1


class Record(NamedTuple):
    """What was made once: the hash of what went in, and that of each file that came out, by its name."""

    inputs: str
    outputs: Mapping[str, str]


def record(inputs: str, outputs: Mapping[str, bytes]) -> Record:
    """Make the record of ``outputs``."""
    return Record(inputs, {name: digest(data) for name, data in outputs.items()})


def is_current(folder: Path, known: Record | None, inputs: str) -> bool:
    """Whether the files that were made from these inputs still stand below ``folder`` as they were written."""
    if known is None or known.inputs != inputs or not known.outputs:
        return False
    try:
        return all(digest(inside(folder, name).read_bytes()) == old for name, old in known.outputs.items())
    except (OSError, OutputError):
        return False


def digest(data: bytes) -> str:
    """Hash some bytes."""
    return hashlib.sha256(data).hexdigest()


@cache
def program() -> str:
    """Hash the program itself: its code, stylesheets, words and schemas."""
    whole = hashlib.sha256()
    for name, data in _package(Path(__file__).parent):
        whole.update(f"{name}\0{len(data)}\0".encode() + data)
    for name in resources("schemas"):
        whole.update(name.encode() + resource("schemas", name).read_bytes())
    return whole.hexdigest()


def _package(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give every file of the program by its name below ``folder``, compiled ones left out."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not any(part == "__pycache__" or part.startswith(".") for part in name.parts):
            yield name.as_posix(), path.read_bytes()


def remembered(folder: Path) -> dict[str, Record]:
    """Read what earlier runs wrote to ``folder``; whatever does not look like it is forgotten."""
    try:
        state = json.loads((folder / STATE).read_bytes())
        entries = state["editions"] if state["version"] == _VERSION else {}
        return {name: Record(**known) for name, known in entries.items() if _is_record(known)}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _is_record(known: Any) -> bool:  # noqa: ANN401 -- whatever stands in the file
    if not isinstance(known, dict) or known.keys() != set(Record._fields):
        return False
    inputs, outputs = known["inputs"], known["outputs"]
    return (
        isinstance(inputs, str)
        and isinstance(outputs, dict)
        and all(isinstance(value, str) for value in outputs.values())
    )


def remember(folder: Path, records: Mapping[str, Record]) -> None:
    """Write down what stands in ``folder`` now."""
    if records:
        entries = {name: known._asdict() for name, known in records.items()}
        data = json.dumps({"version": _VERSION, "editions": entries}, indent=1, sort_keys=True)
        write(folder / STATE, data.encode() + b"\n")
