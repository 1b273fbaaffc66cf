"""Quotation marks round whole paragraphs: does one open at the beginning, and is it still open at the end?

Only pairs of double marks are looked at; which mark closes is told by the one that opens, since the
same character opens in one language and closes in another.
"""

import re
from enum import StrEnum

CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": '«"', '"': '"', "‟": "”"}
_PAIRS = {opener: re.compile(f"[{opener}{closers}]") for opener, closers in CLOSERS.items()}
_ELLIPSIS = re.compile(r"\s*(?:…|\.\s?\.\s?\.)")
# What may stand after the closing mark of a block quotation: a reference, a stop.
_REFERENCE = r"(?:\[\w{1,3}\*?\]|\[\*+\]|[—–-]{0,2}\s*\([^()]{1,200}\)|\d{1,3}(?!\w))"
_AFTER = re.compile(rf"\s*[.,;:]?\s*(?:{_REFERENCE}\s*){{0,2}}[.,;]?\s*")
# The same before the end of the text, where the mark that closes may not be the one that closes the first.
_END = re.compile(rf"[”“»«\"]\s*[.,;:]?\s*(?:{_REFERENCE}\s*){{0,2}}[.,;]?\s*$")
_LONGEST_AFTER = 450  # characters behind the mark that closes a quotation


class Opening(StrEnum):
    """What becomes of a quotation mark that opens a paragraph."""

    NONE = "the paragraph opens with no mark"
    CLOSED_WITHIN = "the mark is closed and the paragraph goes on"
    CLOSED_AT_END = "the mark is closed where the paragraph ends"
    LEFT_OPEN = "the mark is never closed"


def opening(text: str) -> Opening:
    """What becomes of the quotation mark that opens ``text``."""
    if not text or text[0] not in CLOSERS:
        return Opening.NONE
    end = _end_of_quotation(text)
    if end is None:
        return Opening.LEFT_OPEN
    return Opening.CLOSED_AT_END if _AFTER.fullmatch(text, end) else Opening.CLOSED_WITHIN


def _end_of_quotation(text: str) -> int | None:
    """Where the quotation that opens ``text`` ends; a straight mark closes unless a space follows an opener."""
    opener, depth = text[0], 1
    for mark in _PAIRS[opener].finditer(text, 1):
        at = mark.start()
        if text[at] in CLOSERS[opener] and not (opener == '"' and _opens(text, at)):
            depth -= 1
            if depth == 0:
                return at + 1
        elif text[at] == opener:
            depth += 1
    return None


def _opens(text: str, at: int) -> bool:
    """Whether a straight mark opens: it follows a space or a bracket and a word follows it."""
    return text[at - 1] in " \u00a0([—–\n" and text[at + 1 : at + 2].strip() != ""


def closes(text: str) -> bool:
    """Whether ``text`` ends with a quotation mark, or with one and a reference behind it."""
    return _END.search(text, max(0, len(text) - _LONGEST_AFTER)) is not None


def is_continuation(text: str) -> bool:
    """Whether ``text`` opens with a mark and an ellipsis: the quotation before it goes on."""
    return bool(text) and text[0] in CLOSERS and _ELLIPSIS.match(text, 1) is not None


def is_open_at_end(text: str) -> bool:
    """Whether the mark that opens ``text`` is still open where it ends."""
    return opening(text) is Opening.LEFT_OPEN
