"""Which texts may a value be, and which patterns of the other schema take them?

In comes a value pattern of the first schema (``data``, ``value``, ``list``, ``text``, choices of them) and several of the
second, out come :class:`Possible` answers: a mask of those that take a text, and the text. A mask with a text was tried.
A mask without certainty (``doubt``) is the least that is proved: it may be that no text has it, but no text has less.
So a verdict built on masks is never wrong, and says what it could not decide (RELAX NG specification, section 6.2.8).
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tei.relaxng.inclusion.acceptance import in_scope
from tei.relaxng.inclusion.containment import Containment
from tei.relaxng.inclusion.value_forms import alternatives, described, named_texts, texts_of_type
from tei.relaxng.matching.derivatives import tokens
from tei.relaxng.matching.patterns import List, Pattern, Value
from tei.relaxng.matching.schema import Schema

PLAIN = ("x", "other", "", " ", "1", "a b", "2000-01-01", "#x", "é")
MOST = 12
_NO_XML = {*map(chr, range(32)), *map(chr, range(0xD800, 0xE000)), "\ufffe", "\uffff"} - set("\t\n\r")


class Possible(NamedTuple):
    """A mask of the patterns that take ``text``; ``doubt`` says what was not decided, and is empty where all was tried."""

    mask: int
    text: str
    doubt: str = ""


class Values:
    """The values of two schemas; answers are kept, for attributes recur."""

    def __init__(self, ours: Schema, theirs: Schema) -> None:
        self.ours, self.theirs = ours.derivatives, theirs.derivatives
        self.containment = Containment(self)
        self._known: dict[tuple[Pattern, tuple[Pattern, ...], bool], tuple[Possible, ...]] = {}

    def masks(
        self, value: Pattern, others: tuple[Pattern, ...], *, is_token: bool = False
    ) -> tuple[Possible, ...]:
        """Give the masks of ``others`` that texts of ``value`` have; ``is_token``: of one token of a list."""
        key = (value, others, is_token)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = tuple(self._masks(value, others, is_token=is_token))
        return found

    def _masks(self, value: Pattern, others: tuple[Pattern, ...], *, is_token: bool) -> Iterator[Possible]:
        tried: dict[int, Possible] = {}
        doubtful: list[Possible] = []
        for one in alternatives(value):
            if is_token and isinstance(one, Value) and len(tokens(one.text)) != 1:
                continue  # no token is like that
            least, texts, reason = self._least(one, others, is_token=is_token)
            masks: set[int] = set()
            for text in texts:
                mask = self.taking(others, text)
                masks.add(mask)
                if len(tried) < MOST:
                    tried.setdefault(mask, Possible(mask, text))
            if not any(mask & least == mask for mask in masks):
                doubtful.append(Possible(least, texts[0] if texts else "", reason))
        yield from tried.values()
        yield from (
            one for one in dict.fromkeys(doubtful) if not any(mask & one.mask == mask for mask in tried)
        )

    def _least(
        self, one: Pattern, others: tuple[Pattern, ...], *, is_token: bool
    ) -> tuple[int, list[str], str]:
        """Give the mask that every text of a value has for sure, texts to try, and words for what is in doubt."""
        least, texts, unproved = 0, self.examples(one, others, is_token=is_token), []
        for place, other in enumerate(others):
            proof = self.containment.of(one, other, is_token=is_token)
            least |= proof.holds << place
            texts += [text for text in proof.texts if self._is_one(one, text)]
            if not proof.holds:
                unproved.append(described(other))
        reason = f"whether {described(one)} is within {' and '.join(unproved)}" if unproved else ""
        return least, texts, reason or f"whether there is a text that is {described(one)}"

    def taking(self, others: tuple[Pattern, ...], text: str) -> int:
        """Give the mask of the patterns of the second schema that take the text."""
        return sum(1 << at for at, other in enumerate(others) if self.theirs.takes(other, text, in_scope))

    def examples(self, one: Pattern, others: Iterable[Pattern], *, is_token: bool = False) -> list[str]:
        """Give a few texts that the value is, the plainest first."""
        if isinstance(one, List):
            return self.containment.lists.examples(one)
        found = dict.fromkeys(texts_of_type(one))
        named = (text for other in others for text in named_texts(other))
        found |= dict.fromkeys((*named, *PLAIN))
        return [
            text for text in found if (not is_token or [text] == tokens(text)) and self._is_one(one, text)
        ]

    def _is_one(self, one: Pattern, text: str) -> bool:
        """Say whether a text is what the value is, and can stand in XML at all (XML 1.0, 2.2)."""
        return _NO_XML.isdisjoint(text) and self.ours.takes(one, text, in_scope)
