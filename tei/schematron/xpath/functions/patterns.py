"""Functions with regular expressions: matches, replace, tokenize (XPath Functions, 5.6 and 7.6).

The expressions are those of XML Schema with anchors, reluctant quantifiers and back-references. What Python writes the same
way is taken as it is, escapes and classes are rewritten by elementpath.
"""

import re
from functools import lru_cache
from importlib import import_module

from tei.schematron.errors import EvaluationError
from tei.schematron.xpath.functions.registry import function, text
from tei.schematron.xpath.scope import Scope
from tei.schematron.xpath.syntax import Item
from tei.schematron.xpath.values import Items, described

# Letters, digits, groups and quantifiers that both kinds of expression have.
_PLAIN = re.compile(r"(?:[^\\\[\]^$(){}]|\\[.\-*+?()\[\]{}|\\tnr]|\((?!\?)|\(\?:|\)|\{\d+(?:,\d*)?\}|\\s)*")
_REPLACED = re.compile(r"\\[\\$]|\$\d+|[\\$]")
_SPACE = "[ \\t\\n\\r]"
_LONGEST = 2_000


@function("matches", 2, 3)
def matches(_item: Item, scope: Scope, value: Items, pattern: Items, flags: Items | None = None) -> Items:
    return [_search(text(value, scope), text(pattern, scope), text(flags or [], scope))]


def _search(value: str, pattern: str, flags: str) -> bool:
    return compiled(pattern, flags).search(value) is not None


@function("replace", 3, 4)
def replace(
    _item: Item, scope: Scope, value: Items, pattern: Items, by: Items, flags: Items | None = None
) -> Items:
    expression = compiled(text(pattern, scope), text(flags or [], scope))
    if expression.search("") is not None:
        raise EvaluationError("replace(): the pattern matches the empty string, so there is no end to it")
    pieces = _pieces(text(by, scope), expression.groups, is_literal="q" in text(flags or [], scope))
    return [
        expression.sub(
            lambda found: "".join(one if isinstance(one, str) else found[one] or "" for one in pieces),
            text(value, scope),
        )
    ]


def _pieces(by: str, groups: int, *, is_literal: bool) -> list[str | int]:
    """The replacement as texts and numbers of groups."""
    if is_literal:
        return [by]
    pieces: list[str | int] = []
    end = 0
    for found in _REPLACED.finditer(by):
        pieces.append(by[end : found.start()])
        end = found.end()
        if found[0] in {"\\", "$"}:
            raise EvaluationError(
                "replace(): in the replacement, `$` is followed by a digit and `\\` by `$` or `\\`"
            )
        if found[0][0] == "\\":
            pieces.append(found[0][1])
        else:
            number, rest = _group(found[0][1:], groups)
            pieces += [number, rest] if number <= groups else [rest]
    return [*pieces, by[end:]]


def _group(digits: str, groups: int) -> tuple[int, str]:
    """The longest number that there is a group for, and the digits after it."""
    for length in range(len(digits), 1, -1):
        if int(digits[:length]) <= groups:
            return int(digits[:length]), digits[length:]
    return int(digits[0]), digits[1:]


@function("tokenize", 1, 3)
def tokenize(
    _item: Item, scope: Scope, value: Items, pattern: Items | None = None, flags: Items | None = None
) -> Items:
    source = text(value, scope)
    if pattern is None:
        return [part for part in re.split("[ \t\r\n]+", source) if part]
    wanted = text(pattern, scope)
    if not source:
        return []
    if len(wanted) == 1 and wanted not in "\\.[]^$(){}*+?|" and flags is None:
        return list(source.split(wanted))
    expression = compiled(wanted, text(flags or [], scope))
    if expression.search("") is not None:
        raise EvaluationError("tokenize(): the pattern matches the empty string, so there is no end to it")
    parts, end = [], 0
    for found in expression.finditer(source):
        parts.append(source[end : found.start()])
        end = found.end()
    return [*parts, source[end:]]


@lru_cache(maxsize=256)
def compiled(pattern: str, flags: str) -> re.Pattern[str]:
    """A regular expression of XPath as one of Python."""
    if len(pattern) > _LONGEST:
        raise EvaluationError(f"a regular expression has more than {_LONGEST} characters")
    if "q" in flags:
        return re.compile(re.escape(pattern), _flags(flags.replace("x", "")))
    if "x" in flags:
        pattern = re.sub(r"(\[[^\]]*\])|[ \t\r\n]+", lambda found: found[1] or "", pattern)
    try:
        return re.compile(_translated(pattern, flags), _flags(flags))
    except (re.error, OverflowError, RecursionError) as error:
        raise EvaluationError(f"{described(pattern)} is not a regular expression: {error}") from None


def _flags(flags: str) -> int:
    known = {"s": re.DOTALL, "m": re.MULTILINE, "i": re.IGNORECASE, "x": 0, "q": 0}
    found = 0
    for one in flags:
        if one not in known:
            raise EvaluationError(
                f"there is no flag {described(one)} for regular expressions; there are s, m, i, x, q"
            )
        found |= known[one]
    return found


def _translated(pattern: str, flags: str) -> str:
    body = pattern.removeprefix("^").removesuffix("$")
    is_anchored = pattern.endswith("$") and not pattern.endswith("\\$")
    if "m" not in flags and _PLAIN.fullmatch(body) and (is_anchored or not pattern.endswith("$")):
        start = r"\A" if pattern.startswith("^") else ""
        middle = re.sub(r"\\(.)", lambda found: _SPACE if found[1] == "s" else found[0], body)
        if "s" not in flags:
            middle = _dots(middle)
        return _anchored(start, middle, is_anchored)
    module = import_module("elementpath.regex")
    try:
        return str(module.translate_pattern(pattern, _flags(flags), "1.0", True, True, True))
    except module.RegexError as error:
        raise EvaluationError(f"{described(pattern)} is not a regular expression: {error}") from None


def _anchored(start: str, middle: str, is_anchored: bool) -> str:
    """An anchor binds tighter than `|`, so it stays in its own alternative."""
    return f"{start}{middle}" + (r"\Z" if is_anchored else "")


def _dots(pattern: str) -> str:
    """A dot is any character but the ends of lines, carriage return among them."""
    return re.sub(r"\\.|\.", lambda found: "[^\\n\\r]" if found[0] == "." else found[0], pattern)
