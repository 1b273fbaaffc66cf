"""The tables of facts that stand beside these modules, as text."""

import os.path


def lines(name: str) -> list[str]:
    """The lines of a file after the first, which says what they are."""
    place = os.path.join(os.path.dirname(__file__), name)  # noqa: PTH118, PTH120 -- pathlib costs each start 4 ms
    with open(place, encoding="utf-8") as file:  # noqa: PTH123 -- the same
        return file.read().splitlines()[1:]
