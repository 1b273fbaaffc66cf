"""The language of a text, from its commonest words.

Deliberately modest: it answers only when one language's words clearly prevail, and the encoder says
that it was guessed. It was measured against packages; ``docs/language.md`` has the figures.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from tei.readers.vocabulary import languages

_ENOUGH = 6  # words of one language before anything is said
_CLEARLY = 1.5  # times as many as of the next language
_SHARE = 0.12  # of all words, which the commonest of a language make up
_MOST = 1500  # words that are looked at: more of them tell no more
_WORD = re.compile(r"[a-zß-öø-ÿ]+[^\W\d_]*|[^\W\d_]+")  # the commonest letters first, which is faster


@cache
def _languages_of() -> dict[str, tuple[str, ...]]:
    """Each common word with the languages that it belongs to."""
    found: dict[str, tuple[str, ...]] = {}
    for language in languages():
        for word in language.common:
            found[word] = (*found.get(word, ()), language.tag)
    return found


def detect(paragraphs: Iterable[str]) -> str | None:
    """The tag of the language of ``paragraphs``, or None when that is not clear."""
    known = _languages_of()
    words: list[str] = []
    for paragraph in paragraphs:
        words += _WORD.findall(paragraph.lower())
        if len(words) >= _MOST:
            break
    del words[_MOST:]
    scores: Counter[str] = Counter()
    for word, count in Counter(filter(known.__contains__, words)).items():
        for tag in known[word]:
            scores[tag] += count
    (best, most), (_, next_most) = [*scores.most_common(2), ("", 0), ("", 0)][:2]
    is_clear = most >= _ENOUGH and most >= _CLEARLY * next_most and most >= _SHARE * len(words)
    return best if is_clear else None
