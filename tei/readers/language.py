"""The language of a text, from its commonest words.

Deliberately modest: it answers only when one language's words clearly prevail, and the encoder says
that it was guessed.
"""

import re
from collections import Counter

from tei.readers.vocabulary import languages

_ENOUGH = 8  # words of one language before anything is said
_CLEARLY = 2  # times as many as of the next language


def detect(text: str) -> str | None:
    """The tag of the language of ``text``, or None when that is not clear."""
    found = Counter(word.lower() for word in re.findall(r"[^\W\d_]+", text))
    scores = sorted(
        ((sum(found[word] for word in language.common), language.tag) for language in languages()),
        reverse=True,
    )
    (best, tag), (next_best, _) = scores[:2]
    return tag if best >= _ENOUGH and best >= _CLEARLY * next_best else None
