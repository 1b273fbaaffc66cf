"""``xml:id``s that a reader can quote: made of the words they point to, never of a count.

A section is named by its heading; a paragraph by its first three words and four signs that stand for its
first sixty letters. So an insertion above changes no id, and a correction further on in a paragraph
changes none either. Only paragraphs that begin with the same sixty letters are told apart by order.
"""

import re
import unicodedata
from collections import Counter
from zlib import crc32

_LETTERS = 60
_WORDS = 3
_HEADING_WORDS = 8


def words(text: str) -> list[str]:
    """The words of ``text`` in lower case, Latin letters without accents, apostrophes dropped."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", re.sub("['’ʼ]", "", plain)).lower())


def slug(text: str, count: int = _HEADING_WORDS) -> str:
    """The first ``count`` words of ``text``, joined by hyphens; may begin with a digit, may be empty."""
    return "-".join(words(text)[:count])


def signs(text: str) -> str:
    """Four hexadecimal signs for the first sixty letters of ``text``."""
    return f"{crc32(''.join(words(text))[:_LETTERS].encode('utf-8')) & 0xFFFF:04x}"


class Ids:
    """The ids of one document; none is given twice. ``headings`` are all headings of the document."""

    def __init__(self, headings: list[str]) -> None:
        self._given: Counter[str] = Counter()
        self._headings = Counter(slug(heading) for heading in headings)

    def _unique(self, wanted: str) -> str:
        self._given[wanted] += 1
        while self._given[wanted] > 1:
            wanted = f"{wanted}-{self._given[wanted]}"
            self._given[wanted] += 1
        return wanted

    def paragraph(self, text: str) -> str:
        """The id of a paragraph."""
        return self._unique("-".join(filter(None, ("p", slug(text, _WORDS), signs(text)))))

    def section(self, heading: str, following: str) -> str:
        """The id of a section; headings that recur are told apart by what stands under them."""
        name = slug(heading) or "section"
        if name[0].isdigit():
            name = f"section-{name}"
        return self._unique(name if self._headings[slug(heading)] <= 1 else f"{name}-{signs(following)}")

    def person(self, name: str) -> str:
        """The id of a person."""
        wanted = slug(name) or "person"
        return self._unique(wanted if wanted[0].isalpha() else f"person-{wanted}")

    def reserve(self, wanted: str) -> str:
        """Keep an id that is given from elsewhere."""
        return self._unique(wanted)
