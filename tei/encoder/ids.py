"""``xml:id``s that a reader can quote: made of the words they point to, never of a count.

A section is named by its heading; a paragraph by its first three words and four signs that stand for its
first sixty letters. So an insertion above changes no id, and a correction further on in a paragraph
changes none either. Headings or paragraphs that are alike are told apart by what follows them; only where
that is alike too does order decide. This way of naming is fixed: whoever changes it breaks citations.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, pairwise
from zlib import crc32

_LETTERS = 60
_WORDS = 3
_HEADING_WORDS = 8
_WORD = re.compile(r"[a-z0-9]+[^\W_]*|[^\W_]+")  # the commonest letters first, which is faster
_APOSTROPHES = "’ʼ"
_POINTS = "“”„«»—–…\u00a0"  # most texts have no other signs than these beyond ASCII
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_LOOKED_AT = 400  # characters of a text: more than an id is ever made of
_OFTEN_ENOUGH = 120  # characters of a text that an id is mostly made of
# Letters of the Latin alphabet that Unicode does not take apart.
_PLAIN = {
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "þ": "th",
    "ı": "i",
    "ŋ": "ng",
    "ħ": "h",
}


@lru_cache(16)  # each text is asked for some times in a row: for its words, its signs
def words(text: str) -> tuple[str, ...]:
    """The words at the beginning of ``text`` in lower case, letters without accents, apostrophes dropped."""
    whole = _words(text[:_OFTEN_ENOUGH])[:-1]  # the cut may part the last
    if len("".join(whole)) >= _LETTERS and sum(map(str.isascii, whole)) >= _HEADING_WORDS:
        return whole
    return _words(text[:_LOOKED_AT])


def _words(text: str) -> tuple[str, ...]:
    apart = text.replace("'", "").casefold()
    if not apart.isascii():
        for sign in _APOSTROPHES:
            apart = apart.replace(sign, "")
        for sign in _POINTS:
            apart = apart.replace(sign, " ")
    if not apart.isascii():
        apart = unicodedata.normalize("NFKD", apart)
        apart = unicodedata.normalize("NFC", _NOT_ASCII.sub(_bare, apart))
    return tuple(_WORD.findall(apart))


def _bare(sign: re.Match[str]) -> str:
    return "" if unicodedata.combining(sign[0]) else _PLAIN.get(sign[0], sign[0])


def slug(text: str, count: int = _HEADING_WORDS) -> str:
    """The first ``count`` words of ``text`` in ASCII, joined by hyphens; may begin with a digit, may be empty."""
    return "-".join(islice(filter(str.isascii, words(text)), count))


def name(text: str, otherwise: str) -> str:
    """The words of ``text`` as an XML name; ``otherwise`` stands before a digit, or alone where there are none."""
    found = slug(text)
    return found if found[:1].isalpha() else "-".join(filter(None, (otherwise, found)))


def signs(text: str) -> str:
    """Four hexadecimal signs for the first sixty letters of ``text``, whatever their script."""
    return f"{crc32(''.join(words(text))[:_LETTERS].encode('utf-8')) & 0xFFFF:04x}"


def _paragraph(text: str) -> str:
    beginning = slug(text, _WORDS)
    return f"p-{beginning}-{signs(text)}" if beginning else f"p-{signs(text)}"


def _named(text: str, kind: str) -> str:
    return name(text, kind) if slug(text) else f"{kind}-{signs(text)}"


def _heading(text: str) -> str:
    return _named(text, "section")


class Ids:
    """The ids of one document; none is given twice.

    ``headings`` and ``paragraphs`` are the texts of all of them, in order: what is alike is known beforehand.
    """

    def __init__(self, headings: Sequence[str], paragraphs: Sequence[str]) -> None:
        self._given: set[str] = set()
        self._counts: Counter[str] = Counter()
        self._headings = Counter(map(_heading, headings))
        # A paragraph is asked for long after it was announced.
        self._wanted = {text: _paragraph(text) for text in paragraphs}
        self._paragraphs = Counter(map(self._wanted.__getitem__, paragraphs))
        self._following = [after for _, after in pairwise([*paragraphs, ""])]
        self._passed = 0

    def _unique(self, wanted: str) -> str:
        found = wanted
        while found in self._given:
            self._counts[wanted] += 1
            found = f"{wanted}-{self._counts[wanted] + 1}"
        self._given.add(found)
        return found

    def paragraph(self, text: str) -> str:
        """The id of the next paragraph; paragraphs are asked for in the order in which they were announced."""
        following = self._following[self._passed]
        self._passed += 1
        wanted = self._wanted.get(text) or _paragraph(text)
        return self._unique(wanted if self._paragraphs[wanted] <= 1 else f"{wanted}-{signs(following)}")

    def section(self, heading: str, following: str) -> str:
        """The id of a section; headings that recur are told apart by what stands under them."""
        wanted = _heading(heading)
        return self._unique(wanted if self._headings[wanted] <= 1 else f"{wanted}-{signs(following)}")

    def person(self, full_name: str) -> str:
        """The id of a person."""
        return self._unique(_named(full_name, "person"))

    def note(self, key: str) -> str:
        """The id of the note that references call ``key``."""
        return self._unique(f"note-{slug(key) or signs(key)}")

    def reference(self, key: str) -> str:
        """The id of the next reference to the note ``key``."""
        return self._unique(f"ref-{slug(key) or signs(key)}")

    def reserve(self, wanted: str) -> str:
        """Keep an id that is given from elsewhere."""
        return self._unique(wanted)
