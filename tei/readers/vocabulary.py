"""The words of languages and houses, read from ``words/*.toml``: data in one place, not code.

A new language is one new file. Recognition uses the words of all languages together, since a page in one
language is often transcribed by a house that speaks another.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
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
    """A regular expression for one of ``choices``; a space in them is any run of spaces."""
    return "(?:" + "|".join(re.escape(choice).replace(r"\ ", r"\s+") for choice in choices) + ")"
