"""How a line opens that is about the text: "Source:", "First published in", "Public Domain:".

A label that a colon ends may be mistyped ("First Publshed:"): then it is told by the likeliest label that
a slip or two away is one. The labels are data, the keys of ``[lines]`` in ``words/*.toml``.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from tei.readers.vocabulary import any_of, words

# What comes first wins where two keys know the same label.
KEYS = (
    "updated", "licence", "copied", "original", "reprint", "publisher", "source", "written", "about",
)  # fmt: skip
_BEFORE_COLON = re.compile(r"[^\W\d_][^\n:.,]{3,44}?(?=\s*:)")
_SHORTEST = 6  # letters of a label that may be mistyped
_LONG = 9  # letters from which on two slips are forgiven


class Label(NamedTuple):
    """What opens a line: the key of its kind, where the line goes on, whether a colon says that it is a label."""

    key: str
    end: int
    has_colon: bool


@cache
def _pattern() -> re.Pattern[str]:
    longest = any_of(sorted({word for key in KEYS for word in words("lines", key)}, key=len, reverse=True))
    sentence = rf"{any_of(words('lines', 'subjects'))}\s+{any_of(words('lines', 'stated'))}"
    return re.compile(
        rf"(?:(?P<sentence>{sentence})|(?P<label>{longest}))(?!\w)(?P<colon>\s*:)?\s*", re.IGNORECASE
    )


@cache
def _labels() -> dict[str, str]:
    """Each label in lower case, with its key."""
    return {label.lower(): key for key in reversed(KEYS) for label in words("lines", key)}


@lru_cache(256)  # each kind of line about a text asks for its label
def label(line: str) -> Label | None:
    """The label that opens ``line``, exact or, before a colon, mistyped; None where there is none."""
    match = _pattern().match(line)
    if match is not None and (match["colon"] or match.group().rstrip().endswith(":")):
        return Label(_key(match), match.end(), has_colon=True)
    if ":" in line[:50] and (before := _BEFORE_COLON.match(line)):
        key = mistyped(before.group())
        if key is not None:
            end = line.index(":", before.end()) + 1
            return Label(key, end + len(line[end:]) - len(line[end:].lstrip()), has_colon=True)
    return None if match is None else Label(_key(match), match.end(), has_colon=False)


def _key(match: re.Match[str]) -> str:
    """The key of what ``match`` found; a sentence about the print says where the text was first published."""
    return _labels()[" ".join(match["label"].lower().split())] if match["label"] else "original"


@lru_cache(maxsize=1024)
def mistyped(word: str) -> str | None:
    """The key of the label that ``word`` is, a slip or two aside."""
    return nearest(word.lower(), _labels())


def nearest(word: str, known: dict[str, str]) -> str | None:
    """What ``known`` says of the entry that differs from ``word`` by a slip, by two in a long one."""
    if word in known:
        return known[word]
    if len(word) < _SHORTEST:
        return None
    most = 2 if len(word) >= _LONG else 1
    near = ((_slips(word, one, most), one) for one in known if one[:1] == word[:1])
    best = min((pair for pair in near if pair[0] <= most), default=None)
    return known[best[1]] if best else None


def _slips(one: str, other: str, most: int) -> int:
    """How many letters were left out, added, changed or swapped between two words; more than ``most`` is enough."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
