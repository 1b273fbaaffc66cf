"""The text of an expression as tokens (XPath 2.0, appendix A.2).

Comments, which may nest, are left out. A token knows its place, for messages, and whether white space stands before it:
``a:b`` is a name and ``a: b`` is not.
"""

import re
from typing import NamedTuple

from tei.schematron.errors import ExpressionError

LONGEST = 50_000
"""How many characters an expression may have."""

# Beyond ASCII more than XML has in names: no name of a document is among it. Classes that begin with `^` and stay below 256
# are compiled in no time, exact ranges in 30 ms.
_START = r"[^\x00-@\[-^`{-\xbf]"
NAME = rf"{_START}[^\x00-,/:-@\[-^`{{-\xb6\xb8-\xbf]*"
_TOKEN = re.compile(
    rf"""
      (?P<space>[ \t\r\n]+)
    | (?P<comment>\(:)
    | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<string>"(?:[^"]|"")*"|'(?:[^']|'')*')
    | (?P<braced>Q\{{[^{{}}]*\}}(?:{NAME}|\*))
    | (?P<name>{NAME}(?::{NAME}|:\*)?)
    | (?P<anyspace>\*:{NAME})
    | (?P<symbol>::|:=|!=|<=|>=|<<|>>|//|\.\.|\|\||=>|[-+*/|=<>()\[\]@,.$!?{{}}\#:])
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """``kind`` is number, string, braced, name, anyspace, symbol or end; ``place`` counts characters from 0."""

    kind: str
    text: str
    place: int


def tokens(text: str) -> list[Token]:
    """Divide an expression into tokens; the last one is of the kind ``end``."""
    if len(text) > LONGEST:
        raise ExpressionError(f"the expression has more than {LONGEST} characters")
    found: list[Token] = []
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise ExpressionError(f"`{text[place]}` is not understood{_at(text, place)}")
        kind = match.lastgroup or ""
        if kind == "comment":
            place = _after_comment(text, place)
            continue
        if kind != "space":
            found.append(Token(kind, match[0], place))
        place = match.end()
        _check_number(found, text, place)
    found.append(Token("end", "", place))
    return found


def _check_number(found: list[Token], text: str, place: int) -> None:
    """Refuse a number that runs into a name: `1x`."""
    if found and found[-1].kind == "number" and found[-1].place + len(found[-1].text) == place:
        following = re.match(NAME, text[place:])
        if following and following[0] != "to":
            raise ExpressionError(f"a space is missing after `{found[-1].text}`{_at(text, place)}")


def _after_comment(text: str, start: int) -> int:
    depth, place = 0, start
    while place < len(text):
        two = text[place : place + 2]
        if two in {"(:", ":)"}:
            depth += 1 if two == "(:" else -1
            place += 2
            if not depth:
                return place
        else:
            place += 1
    raise ExpressionError(f"a comment is not closed{_at(text, start)}")


def _at(text: str, place: int) -> str:
    return f" at character {place + 1} of `{shortened(text)}`"


def shortened(text: str) -> str:
    """An expression as messages show it."""
    words = " ".join(text.split())
    return words if len(words) <= 80 else words[:79] + "…"
