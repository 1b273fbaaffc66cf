"""Capitals: lines written as titles are in English, or wholly in capitals."""

import re

_WORD = re.compile(r"[^\W\d_][^\W_’'-]*")
_SHORT = 4  # letters; shorter words are lower case in a title, or may be
_LONGEST_TITLE = 90
_LEAST_CAPITALS = 3
_MOST_SHORT = 3  # words


def _words(text: str) -> list[str]:
    return [match.group() for match in _WORD.finditer(text)]


def has_title_case(text: str) -> bool:
    """Whether every longer word of ``text`` but one has a capital: two at least."""
    words = [word for word in _words(text) if len(word) >= _SHORT]
    small = sum(word[0].islower() for word in words)
    return len(words) - small >= 2 and small <= len(words) // 5


def has_sentence_case(text: str) -> bool:
    """Whether ``text`` is written as a sentence is: two longer words at least without a capital, and more without than with."""
    words = [word for word in _words(text)[1:] if len(word) >= _SHORT]
    small = sum(word[0].islower() for word in words)
    return small >= 2 and 2 * small > len(words)


def is_title(text: str) -> bool:
    """Whether ``text``, in quotation marks, can be a title: short, in title case, with no stop before its last mark."""
    inner = text.strip('“”„«»"‟ ')
    return len(text) <= _LONGEST_TITLE and inner[-1:] not in {".", ",", ";"} and has_title_case(inner)


def is_in_capitals(text: str) -> bool:
    """Whether ``text`` has letters, three at least, and none of them is small."""
    return text.isupper() and sum(map(str.isalpha, text)) >= _LEAST_CAPITALS


def is_short_title(text: str) -> bool:
    """Whether ``text`` is of three words at most, begins with a capital, and every longer word has one."""
    parts = text.split()
    long = [word for word in _words(text) if len(word) >= _SHORT]
    return len(parts) <= _MOST_SHORT and bool(long) and all(word[0].isupper() for word in [parts[0], *long])
