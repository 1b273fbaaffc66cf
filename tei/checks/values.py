"""What is said of a value that is not allowed: why it is wrong, and what it may be, in an editor's words."""

import re

from tei.checks.usage import words_of_pattern
from tei.checks.wording import one_of
from tei.relaxng.exact.distance import nearest
from tei.relaxng.exact.faults import Fault, Type

_A_DATE = "a date like 1941, 1941-11 or 1941-11-08"
_EUROPEAN_DATE = re.compile(r"\s*(\d{1,2})[./](\d{1,2})[./](\d{4})\s*")
_NAMES = {"ID": "an id begins with a letter or `_` and has no spaces or colons"}
# Which of the types of dates a value was meant for, by its form.
_SHAPES = (
    (re.compile(r"-?\d+-\d+-\d+T"), "dateTime"),
    (re.compile(r"-?\d{4,}-\d+-\d+"), "date"),
    (re.compile(r"-?\d{4,}-\d+$"), "gYearMonth"),
    (re.compile(r"\d+:\d+"), "time"),
    (re.compile(r"--\d+-\d+$"), "gMonthDay"),
    (re.compile(r"---\d+$"), "gDay"),
    (re.compile(r"--\d+$"), "gMonth"),
    (re.compile(r"-?\d+$"), "gYear"),
)


def value_hint(fault: Fault) -> str | None:
    """Say why a value is wrong and what it may be."""
    value = fault.token or fault.value or ""
    if not value.strip():
        subject = "attribute" if fault.attribute else "element"
        return f"the value is empty: fill it or remove the {subject}"
    values = [value for value in fault.values if value.strip()]
    near = nearest(value, values)
    if near:
        return f"did you mean `{near[0]}`?"
    if _is_date(fault.types) and (turned := _turned(value)):
        return turned
    reason = "" if values else _reason(value, fault.types)
    return "; ".join(filter(None, (reason, _may_be(fault.types, values)))) or None


def _turned(value: str) -> str | None:
    """Propose a date in the order of letters with the year first, if it is one beyond doubt."""
    match = _EUROPEAN_DATE.fullmatch(value)
    if not match:
        return None
    day, month, year = match.groups()
    return f"write the year first: `{year}-{month:0>2}-{day:0>2}`" if int(month) <= 12 else None


def _is_date(types: tuple[Type, ...]) -> bool:
    return {"date", "gYear"} <= {one.name for one in types}


def _reason(value: str, types: tuple[Type, ...]) -> str:
    """Give the reason that belongs to the kind which the value was meant for."""
    if _is_date(types):
        meant = next((name for shape, name in _SHAPES if shape.match(value.strip())), "")
        return next((one.reason for one in types if one.name == meant), "")
    reasons = {one.reason for one in types}
    if len(reasons) > 1 or any(_words(one) for one in types):
        return ""
    return next(iter(reasons), "")


def _may_be(types: tuple[Type, ...], values: list[str]) -> str:
    kinds = [_A_DATE] if _is_date(types) else list(dict.fromkeys(map(_described, types)))
    advice = " or ".join(kinds[:2])
    if not values:
        return f"it may be {advice}" if advice and not advice.startswith("an id ") else advice
    return f"write {one_of(values)}" + (f", or {advice}" if advice else "")


def _described(one: Type) -> str:
    return _words(one) or _NAMES.get(one.name, "") or one.description


def _words(one: Type) -> str:
    return next(
        filter(None, (words_of_pattern(text) for name, text in one.parameters if name == "pattern")), ""
    )
