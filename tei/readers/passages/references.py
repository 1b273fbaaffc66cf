"""The marks of notes: those in the text that lead to a note, and those that a note opens with.

The same note may be ``[1]`` in the text and ``1.`` where it stands; what both share is its label, ``1``. Whether a
mark is one is not told here: ``[12]`` may be the number of a book, ``1.`` that of a paragraph.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from tei.readers.vocabulary import any_of, words
from tei.transcription.extent import Extent

_NUMBER = r"\d{1,3}[a-z]?\*{0,2}"
_SIGNS = r"\*{1,6}|[†‡§¶]{1,4}"
_LETTERS = r"[A-Za-z]|[ivxl]{2,6}"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LAST_OF_MARKS = frozenset(f"]}}*†‡{_RAISED}")
_PLAIN = str.maketrans(_RAISED, "0123456789")
_STARS = {"*": "star", "†": "dagger", "‡": "double-dagger", "§": "section", "¶": "pilcrow"}


class Shape(StrEnum):
    """How a mark is printed."""

    WORDED = "[Footnote 1: …]"
    BRACKETS = "[1]"
    BRACES = "{1}"
    PARENTHESES = "(1)"
    RAISED = "¹"
    SIGN = "*"
    STOP = "1."
    BARE = "1"


class Label(NamedTuple):
    """The mark that a paragraph opens with: where it stands, what it says (empty for a mark without a number)."""

    extent: Extent
    label: str
    shape: Shape


class Reference(NamedTuple):
    """A mark in the text that may lead to a note; one that ``is_weak`` does only where a note has its label."""

    start: int
    end: int
    label: str
    shape: Shape
    is_weak: bool = False


def number(label: str) -> int | None:
    """The number in ``label``; None for letters and signs."""
    digits = re.match(r"\d+", label)
    return int(digits.group()) if digits else None


def name(label: str) -> str:
    """``label`` in letters and digits, as ids are made of them: ``1-star`` for ``1*``."""
    signs = label.lstrip("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if not signs:
        return label
    counted = _STARS.get(signs[0], "sign") + (f"-{len(signs)}" if len(signs) > 1 else "")
    return "-".join(filter(None, (label.removesuffix(signs), counted)))


@cache
def _called() -> str:
    """The words that stand before the number of a note."""
    return f"(?i:{any_of(words('notes', 'called'))})"


@cache
def _opening() -> re.Pattern[str]:
    any_label = f"{_NUMBER}|{_SIGNS}|{_LETTERS}"
    return re.compile(
        rf"\[{_called()}\.?\s*(?P<worded>{any_label})?\s?[:.]"
        rf"|\[\^?(?P<brackets>{any_label})\.?\][.:)]?(?=\s*\S)"
        rf"|\{{(?P<braces>{_NUMBER}|{_SIGNS})\}}(?=\s*\S)"
        rf"|\((?P<parentheses>{_NUMBER}|{_SIGNS}|[a-z])\)(?=\s*\S)"
        rf"|(?P<raised>[{_RAISED}]{{1,3}})[.)]?(?=\s*\S)"
        rf"|(?P<sign>{_SIGNS})(?=\s?[^\s*†‡§¶])"
        rf"|(?P<stop>{_NUMBER})[.):](?=\s|[^\W\da-zß-öø-ÿ][^\W\d]|[“\"‘(\[«„»…])"
        rf"|{_called()}\.?\s(?P<called>{_NUMBER})[.:)](?=\s)"
        rf"|(?P<bare>\d{{1,3}})(?=\s+[^\W\d_]|\s+[“\"‘(\[«„»])"
    )


_SHAPES = {
    "worded": Shape.WORDED,
    "brackets": Shape.BRACKETS,
    "braces": Shape.BRACES,
    "parentheses": Shape.PARENTHESES,
    "raised": Shape.RAISED,
    "sign": Shape.SIGN,
    "stop": Shape.STOP,
    "called": Shape.STOP,
    "bare": Shape.BARE,
}


def opening_label(source: str, extent: Extent) -> Label | None:
    """The mark that opens ``extent``, as a note or a numbered paragraph has it."""
    first = source[extent.start]
    if first.isalpha() and not (
        first.lower() in _first_letters() and _opens_with_word().match(source, extent.start, extent.end)
    ):
        return None
    match = _opening().match(source, extent.start, extent.end)
    if match is None:
        return None
    group = match.lastgroup
    shape = _SHAPES[group] if group else Shape.WORDED
    label = (match.group(group) if group else "").translate(_PLAIN)
    return Label(Extent(match.start(), match.end()), label, shape)


@cache
def _first_letters() -> frozenset[str]:
    """The letters with which the words begin that stand before the number of a note."""
    return frozenset(word[0].lower() for word in words("notes", "called"))


@cache
def _opens_with_word() -> re.Pattern[str]:
    return re.compile(_called())


@cache
def _brackets() -> re.Pattern[str]:
    return re.compile(
        rf"\[\s?(?:{_called()}\.?\s?|\^)?(?:(?P<strong>{_NUMBER}|{_SIGNS})|(?P<weak>{_LETTERS}))\.?\s?\]"
    )


_RAISED_MARK = re.compile(rf"(?<=\S)[{_RAISED}]{{1,3}}")
_BRACED_MARK = re.compile(rf"\{{({_NUMBER}|{_SIGNS})\}}")
_PARENTHESISED_MARK = re.compile(rf"(?<=[^\s(])\s?\(({_NUMBER}|{_SIGNS}|[a-z])\)")
_SIGN_MARK = re.compile(rf"(?<=[^\s*†‡§¶\[({{]) ?({_SIGNS})(?![\w*†‡§¶])")
# A number that leans on a word of some length, or on what closes a sentence behind such a word.
_BARE_MARK = re.compile(
    r"(?:(?<=[^\W\d_]{3})|(?<=[^\W\d_]{3}[.,;:!?])|(?<=[^\W\d_][”\"’)\]])|(?<=[.,!?][”\"’)]))"
    r"(\d{1,3})(?![\w%°]|[.,:/–-]\w)"
)


# Each run of signs is taken whole, so that no text can make this slow.
_BEHIND = re.compile(rf"(?:\s?+(?:\[[\w*†‡]{{1,4}}\]|\{{\w{{1,4}}\}}|[{_RAISED}]++|\*++|[†‡]++))++$")


def without_marks(text: str) -> str:
    """``text`` without the marks of notes behind it."""
    return _BEHIND.sub("", text) if text[-1:] in _LAST_OF_MARKS else text


def bracketed(source: str) -> Iterator[Reference]:
    """Every mark in square brackets, in order."""
    if "[" not in source:
        return
    for match in _brackets().finditer(source):
        weak = match["weak"]
        yield Reference(
            match.start(), match.end(), weak or match["strong"], Shape.BRACKETS, is_weak=weak is not None
        )


_MARKS = {
    Shape.RAISED: _RAISED_MARK,
    Shape.BRACES: _BRACED_MARK,
    Shape.PARENTHESES: _PARENTHESISED_MARK,
    Shape.SIGN: _SIGN_MARK,
    Shape.BARE: _BARE_MARK,
}


def marked(source: str, shape: Shape, start: int, end: int) -> Iterator[Reference]:
    """Every mark of ``shape`` in the stretch of ``source``, in order; they lead nowhere without a note."""
    for match in _MARKS[shape].finditer(source, start, end):
        first = match.end() - len(match.group().lstrip())
        label = (match.group(1) if match.re.groups else match.group()).translate(_PLAIN)
        yield Reference(first, match.end(), label, shape, is_weak=True)
