"""Functions on strings (XPath Functions, 5 and 6)."""

import math
import unicodedata
from typing import Literal, cast
from urllib.parse import quote, urljoin

from tei.schematron.errors import EvaluationError
from tei.schematron.xpath.functions.registry import (
    MANY,
    any_text,
    check_collation,
    function,
    number,
    optional,
    text,
    uri,
    whole,
)
from tei.schematron.xpath.scope import Scope
from tei.schematron.xpath.syntax import Item
from tei.schematron.xpath.values import Items, atomised, described, text_of, text_of_old

_SPACE = " \t\r\n"


@function("string", 0, 1, of_context=True, is_old=True)
def string(_item: Item, scope: Scope, value: Items) -> Items:
    if scope.run.is_compatible:
        return [text_of_old(value[0]) if value else ""]
    if len(value) > 1:
        raise EvaluationError("string() takes a single value, and is given several")
    return [text_of(value[0]) if value else ""]


@function("concat", 2, MANY, is_old=True)
def concat(_item: Item, scope: Scope, *values: Items) -> Items:
    return ["".join(any_text(value, scope) for value in values)]


@function("string-join", 1, 2)
def string_join(_item: Item, scope: Scope, values: Items, separator: Items | None = None) -> Items:
    return [text(separator or [], scope).join(map(text_of, atomised(values)))]


@function("starts-with", 2, 3, is_old=True)
def starts_with(_item: Item, scope: Scope, value: Items, part: Items, *collation: Items) -> Items:
    check_collation(*collation)
    return [text(value, scope).startswith(text(part, scope))]


@function("ends-with", 2, 3)
def ends_with(_item: Item, scope: Scope, value: Items, part: Items, *collation: Items) -> Items:
    check_collation(*collation)
    return [text(value, scope).endswith(text(part, scope))]


@function("contains", 2, 3, is_old=True)
def contains(_item: Item, scope: Scope, value: Items, part: Items, *collation: Items) -> Items:
    check_collation(*collation)
    return [text(part, scope) in text(value, scope)]


@function("substring-before", 2, 3, is_old=True)
def substring_before(_item: Item, scope: Scope, value: Items, part: Items, *collation: Items) -> Items:
    check_collation(*collation)
    before, found, _ = _divided(text(value, scope), text(part, scope))
    return [before if found else ""]


@function("substring-after", 2, 3, is_old=True)
def substring_after(_item: Item, scope: Scope, value: Items, part: Items, *collation: Items) -> Items:
    check_collation(*collation)
    whole_text, wanted = text(value, scope), text(part, scope)
    return [_divided(whole_text, wanted)[2] if wanted else whole_text]


def _divided(value: str, part: str) -> tuple[str, str, str]:
    return value.partition(part) if part else ("", "", value)


@function("substring", 2, 3, is_old=True)
def substring(_item: Item, scope: Scope, value: Items, start: Items, length: Items | None = None) -> Items:
    source = text(value, scope)
    first = number(start, scope)
    count = math.inf if length is None else number(length, scope)
    if first is None or count is None:
        raise EvaluationError("substring() takes numbers, and is given nothing")
    begin, extent = _rounded(float(first)), _rounded(float(count))
    end = begin + extent
    if math.isnan(begin) or math.isnan(end):
        return [""]
    low = max(1, begin)
    if low > len(source) or end <= low:
        return [""]
    return [source[int(low) - 1 : int(min(end, len(source) + 1)) - 1]]


def _rounded(value: float) -> float:
    return value if not math.isfinite(value) else math.floor(value + 0.5)


@function("string-length", 0, 1, of_context=True, is_old=True)
def string_length(_item: Item, scope: Scope, value: Items) -> Items:
    return [len(text(value, scope))]


@function("normalize-space", 0, 1, of_context=True, is_old=True)
def normalize_space(_item: Item, scope: Scope, value: Items) -> Items:
    source = text(value, scope)
    if source.isascii() and "\x0b" not in source and "\x0c" not in source:
        return [" ".join(source.split())] if not _has_separators(source) else [_normalized(source)]
    return [_normalized(source)]


def _has_separators(source: str) -> bool:
    """Whether there are characters that Python takes for white space and XML does not."""
    return any(one in source for one in "\x1c\x1d\x1e\x1f")


def _normalized(source: str) -> str:
    return " ".join(part for part in source.translate(_TO_SPACE).split(" ") if part)


_TO_SPACE = str.maketrans("\t\r\n", "   ")


@function("normalize-unicode", 1, 2)
def normalize_unicode(_item: Item, scope: Scope, value: Items, form: Items | None = None) -> Items:
    name = "NFC" if form is None else text(form, scope).strip().upper()
    if name == "":
        return [text(value, scope)]
    if name not in {"NFC", "NFD", "NFKC", "NFKD"}:
        raise EvaluationError(f"there is no normalization form {described(name)}")
    return [unicodedata.normalize(cast("Literal['NFC', 'NFD', 'NFKC', 'NFKD']", name), text(value, scope))]


@function("upper-case", 1)
def upper_case(_item: Item, scope: Scope, value: Items) -> Items:
    return [text(value, scope).upper()]


@function("lower-case", 1)
def lower_case(_item: Item, scope: Scope, value: Items) -> Items:
    return [text(value, scope).lower()]


@function("translate", 3, is_old=True)
def translate(_item: Item, scope: Scope, value: Items, old: Items, new: Items) -> Items:
    source, target = text(old, scope), text(new, scope)
    table: dict[int, str | None] = {}
    for at, one in enumerate(source):
        table.setdefault(ord(one), target[at] if at < len(target) else None)
    return [text(value, scope).translate(table)]


@function("compare", 2, 3)
def compare(_item: Item, scope: Scope, left: Items, right: Items, *collation: Items) -> Items:
    check_collation(*collation)
    if not left or not right:
        return []
    one, other = text(left, scope), text(right, scope)
    return [(one > other) - (one < other)]


@function("codepoint-equal", 2)
def codepoint_equal(_item: Item, scope: Scope, left: Items, right: Items) -> Items:
    return [text(left, scope) == text(right, scope)] if left and right else []


@function("codepoints-to-string", 1)
def codepoints_to_string(_item: Item, scope: Scope, codes: Items) -> Items:
    points = [whole([code], scope) for code in codes]
    if not all(_is_character(point) for point in points):
        raise EvaluationError("codepoints-to-string() is given a number that is no character of XML")
    return ["".join(map(chr, points))]


def _is_character(point: int) -> bool:
    return (
        point in {9, 10, 13}
        or 0x20 <= point <= 0xD7FF
        or 0xE000 <= point <= 0xFFFD
        or 0x10000 <= point <= 0x10FFFF
    )


@function("string-to-codepoints", 1)
def string_to_codepoints(_item: Item, scope: Scope, value: Items) -> Items:
    return [ord(one) for one in text(value, scope)]


@function("encode-for-uri", 1)
def encode_for_uri(_item: Item, scope: Scope, value: Items) -> Items:
    return [quote(text(value, scope), safe="-_.~")]


@function("iri-to-uri", 1)
def iri_to_uri(_item: Item, scope: Scope, value: Items) -> Items:
    return [quote(text(value, scope), safe="!#$%&'()*+,-./:;=?@[]_~")]


@function("escape-html-uri", 1)
def escape_html_uri(_item: Item, scope: Scope, value: Items) -> Items:
    return ["".join(one if " " <= one <= "~" else quote(one) for one in text(value, scope))]


@function("resolve-uri", 1, 2)
def resolve_uri(_item: Item, scope: Scope, relative: Items, base: Items | None = None) -> Items:
    if optional(relative) is None:
        return []
    try:
        return uri(urljoin(text(base or [], scope) or scope.run.root.uri, text(relative, scope)))
    except ValueError:
        raise EvaluationError(f"{described(text(relative, scope))} is not a URI") from None
