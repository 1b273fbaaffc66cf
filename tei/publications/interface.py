"""The words that a page adds to the text: one file per language, ``interface/LANGUAGE.toml``.

In comes a language tag, out comes an :class:`Interface`, whose public methods are the functions that a
stylesheet may call in the namespace :data:`NAMESPACE`. A language without a file of its own gets English.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from tei.errors import SchemaError

NAMESPACE = "urn:tei:interface"
FALLBACK = "en"


class Interface:
    """The words of one language."""

    def __init__(self, language: str, words: dict[str, Any]) -> None:
        self.language = language
        self._words = words

    def word(self, key: str, *values: str) -> str:
        """Give the word ``key`` with ``values`` in its places; a key that is missing is a mistake of ours."""
        pattern = self._words.get(key)
        if not isinstance(pattern, str):
            raise SchemaError(f"interface/{self.language}.toml has no word `{key}`")
        return pattern.format(*values)

    def term(self, table: str, token: str, *values: str) -> str:
        """Give the term for ``token``, or the token itself: an open list of values is not ours to close."""
        pattern = self._words[table].get(token)
        return pattern.format(*values) if pattern else " ".join((token, *values))

    def date(self, when: str) -> str:
        """Write an ISO date (year, month or day) in words; anything else comes back as it is."""
        year, *rest = when.split("-") if when[:4].isdecimal() else [when]
        if not rest or not all(part.isdecimal() for part in rest) or not 1 <= int(rest[0]) <= 12:
            return when
        pattern = self._words["date-day" if len(rest) == 2 else "date-month"]
        return str(
            pattern.format(year=year, month=self._words["months"][int(rest[0]) - 1], day=int(rest[-1]))
        )


@cache
def interface(language: str | None) -> Interface:
    """Choose the interface for a language tag such as ``de-AT``."""
    wanted = (language or FALLBACK).partition("-")[0].lower()
    chosen = wanted if wanted in languages() else FALLBACK
    return Interface(chosen, tomllib.loads(_folder().joinpath(f"{chosen}.toml").read_text("utf-8")))


@cache
def languages() -> tuple[str, ...]:
    """List the languages that have a file."""
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in _folder().iterdir()))


def _folder() -> Path:
    return Path(__file__).parent / "interface"
