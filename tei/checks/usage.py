"""What editors use most, and how they call things: the data in ``usage.toml``, read when there is something to say."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tei.document.namespaces import TEI, XML
from tei.relaxng.names import Name


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@cache
def _ranks(*lists: str) -> dict[str, int]:
    """Give the place of each word in the lists; where it stands first counts."""
    words = " ".join(lists).split()
    return {word: place for place, word in reversed(list(enumerate(words)))}


def shown(name: Name) -> str:
    """Write a name as editors do: TEI's without namespace, XML's with its prefix."""
    return f"xml:{name.local}" if name.namespace == XML else name.local


def ranked(names: tuple[Name, ...], parent: Name | None) -> tuple[str, ...]:
    """Write names, the likeliest children of ``parent`` first; those of which nothing is known keep their order."""
    data = _data()
    inside = data["children"].get(parent.local, "") if parent and parent.namespace == TEI else ""
    ranks = _ranks(inside, data["elements"])
    written = dict.fromkeys(map(shown, names))
    return tuple(sorted(written, key=lambda name: ranks.get(name, len(ranks))))


def ranked_attributes(names: tuple[Name, ...], required: tuple[Name, ...] = ()) -> tuple[str, ...]:
    """Write names of attributes: the required ones, then those that are used most."""
    first, ranks = set(map(shown, required)), _ranks(_data()["attributes"])
    written = dict.fromkeys(map(shown, names))
    return tuple(sorted(written, key=lambda name: (name not in first, ranks.get(name, len(ranks)))))


def language(namespace: str) -> str:
    """Name the language of a namespace; empty for one that is not known."""
    found: Mapping[str, str] = _data()["languages"].get(namespace, {})
    return found.get("name", "")


def in_tei(name: Name) -> str:
    """Give the TEI's name for an element of HTML, whatever namespace it stands in; empty where there is none."""
    html: Mapping[str, str] = _data()["languages"]["http://www.w3.org/1999/xhtml"]
    return "" if name.local == "name" else html.get(name.local, "")


def words_of_pattern(pattern: str) -> str:
    """Give plain words for one of the TEI's patterns; empty for others."""
    found: str = _data()["patterns"].get(pattern, "")
    return found
