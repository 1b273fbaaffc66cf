"""Where the data lies that is shipped with the program: one function for every way of installing it.

A wheel carries ``schemas/`` inside the package; in a working copy, an editable install and an unpacked sdist it
stands beside the package.
"""

from pathlib import Path

from tei.errors import SchemaError


def resource(kind: str, name: str) -> Path:
    """Find the shipped file ``name`` of ``kind`` (``schemas``); SchemaError when the installation lacks it."""
    for place in _places(kind):
        found = place.joinpath(name)
        if found.is_file():
            return found
    raise SchemaError(f"{kind}/{name} is missing from this installation of tei; install it again")


def resources(kind: str) -> tuple[str, ...]:
    """List the names of the shipped files of ``kind``, sorted."""
    return tuple(
        sorted(
            {
                entry.name
                for place in _places(kind)
                if place.is_dir()
                for entry in place.iterdir()
                if entry.is_file()
            }
        )
    )


def _places(kind: str) -> tuple[Path, ...]:
    # Not importlib.resources: it costs every command as much as parsing an edition.
    package = Path(__file__).parent
    return (package / kind, package.parent / kind)
