"""The words of languages and houses, read from ``words/*.toml``: data in one place, not code.

A new language is one new file. Recognition uses the words of all languages together, since a page in one
language is often transcribed by a house that speaks another.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import starmap
from pathlib import Path
from typing import Any, NamedTuple


class Language(NamedTuple):
    """A language by its tag, its English name and its commonest words."""

    tag: str
    name: str
    common: frozenset[str]


@cache
def _tables() -> tuple[Mapping[str, Any], ...]:
    files = sorted((Path(__file__).parent / "words").glob("*.toml"))
    return tuple(tomllib.loads(file.read_text("utf-8")) for file in files)


@cache
def languages() -> tuple[Language, ...]:
    """All languages there is a file for."""
    return tuple(Language(table["tag"], table["name"], frozenset(table["common"])) for table in _tables())


@cache
def words(section: str, key: str) -> tuple[str, ...]:
    """The words under ``[section] key`` in all languages, longest first so that the longest is found."""
    found = {word for table in _tables() for word in table[section][key]}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def slips(tag: str, key: str) -> tuple[str, ...]:
    """The words under ``[slips] key`` in the language ``tag`` alone: what is a slip in one is a word in another."""
    language = tag.split("-", maxsplit=1)[0].lower()
    return next((tuple(table["slips"][key]) for table in _tables() if table["tag"] == language), ())


@cache
def months() -> Mapping[str, int]:
    """Month names of all languages, lower case, to their number."""
    return {
        name.lower(): number
        for table in _tables()
        for number, names in enumerate(table["months"], 1)
        for name in names
    }


@cache
def seasons() -> Mapping[str, int]:
    """Names of the seasons of all languages, lower case, to their number: 1 is spring."""
    return {
        name.lower(): number
        for table in _tables()
        for number, names in enumerate(table["dates"]["seasons"], 1)
        for name in names
    }


def any_of(choices: Iterable[str]) -> str:
    """A regular expression for one of ``choices``, the first that fits; a space in them is any run of spaces.

    What several begin with is written once, since alternatives are tried one by one, and mostly in vain.
    """
    signs = [
        tuple(r"\s+" if sign == " " else re.escape(sign) for sign in choice)
        for choice in dict.fromkeys(choices)
    ]
    return f"(?:{'|'.join(_alternatives(signs))})"


def _alternatives(choices: Iterable[tuple[str, ...]]) -> list[str]:
    """The alternatives that ``choices`` are, those with the same first sign as one.

    Their order changes only where no text fits both: what ends, or differs in case alone, stays where it stands.
    """
    found: list[str] = []
    begun: dict[str, tuple[str, list[tuple[str, ...]]]] = {}  # by the first sign in lower case
    for choice in choices:
        first = choice[0] if choice else ""
        if not first or begun.get(first.lower(), (first,))[0] != first:
            found += starmap(_begun, begun.values())
            begun.clear()
        if first:
            begun.setdefault(first.lower(), (first, []))[1].append(choice[1:])
        else:
            found.append("")
    return found + list(starmap(_begun, begun.values()))


def _begun(first: str, rests: Sequence[tuple[str, ...]]) -> str:
    """``first`` with one of ``rests`` behind it."""
    if len(rests) == 1:
        return first + "".join(rests[0])
    behind = _alternatives(rests)
    return first + (behind[0] if len(behind) == 1 else f"(?:{'|'.join(behind)})")
