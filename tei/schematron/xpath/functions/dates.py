"""Functions on dates, times and durations (XPath Functions, 10); what a date is, elementpath knows."""

from decimal import Decimal

from tei.schematron.errors import EvaluationError
from tei.schematron.xpath.functions.registry import function, optional
from tei.schematron.xpath.scope import Scope
from tei.schematron.xpath.syntax import Item
from tei.schematron.xpath.types import cast, type_name
from tei.schematron.xpath.values import Items, Untyped, described


def _now(scope: Scope) -> str:
    return scope.run.now.isoformat(timespec="milliseconds").replace("+00:00", "Z")


@function("current-dateTime", 0)
def current_date_time(_item: Item, scope: Scope) -> Items:
    return [cast("dateTime", "")(_now(scope))]


@function("current-date", 0)
def current_date(_item: Item, scope: Scope) -> Items:
    return [cast("date", "")(_now(scope)[:10] + _zone(scope))]


@function("current-time", 0)
def current_time(_item: Item, scope: Scope) -> Items:
    return [cast("time", "")(_now(scope)[11:])]


def _zone(scope: Scope) -> str:
    text = _now(scope)
    return "Z" if text.endswith("Z") else text[-6:]


@function("implicit-timezone", 0)
def implicit_timezone(_item: Item, _scope: Scope) -> Items:
    return [cast("dayTimeDuration", "")("PT0S")]


@function("dateTime", 2)
def date_time(_item: Item, _scope: Scope, date: Items, time: Items) -> Items:
    day, hour = _typed(date, "date"), _typed(time, "time")
    if day is None or hour is None:
        return []
    zone = str(day)[10:]
    return [cast("dateTime", "")(f"{str(day)[:10]}T{hour}" + (zone if len(str(hour)) == 8 else ""))]


def _typed(items: Items, type_: str) -> Item | None:
    value = optional(items)
    if isinstance(value, Untyped):
        return cast(type_, f"xs:{type_}")(value)
    if value is not None and type_name(value) != type_:
        raise EvaluationError(f"a value of the type xs:{type_} is expected, not {described(value)}")
    return value


def _part(name: str, type_: str, attribute: str) -> None:
    """Enter a function that gives a part of a date or time."""

    @function(name, 1)
    def part(_item: Item, _scope: Scope, values: Items) -> Items:
        value = _typed(values, type_)
        if value is None:
            return []
        found = getattr(value, attribute)
        if attribute == "second":
            return [Decimal(found) + Decimal(value.microsecond) / 1_000_000]
        return [int(found)]


def _zone_of(name: str, type_: str) -> None:
    @function(name, 1)
    def zone(_item: Item, _scope: Scope, values: Items) -> Items:
        value = _typed(values, type_)
        if value is None or value.tzinfo is None:
            return []
        minutes = int(value.tzinfo.utcoffset(None).total_seconds() // 60)
        return [cast("dayTimeDuration", "")(f"{'-' if minutes < 0 else ''}PT{abs(minutes)}M")]


def _duration_part(name: str) -> None:
    @function(f"{name}-from-duration", 1)
    def part(_item: Item, _scope: Scope, values: Items) -> Items:
        value = optional(values)
        if value is None:
            return []
        if isinstance(value, Untyped):
            value = cast("duration", "xs:duration")(value)
        if "uration" not in type_name(value):
            raise EvaluationError(f"a duration is expected, not {described(value)}")
        return [_of_duration(name, value.months, Decimal(value.seconds))]


def _of_duration(name: str, months: int, seconds: Decimal) -> Item:
    sign = -1 if months < 0 or seconds < 0 else 1
    months, seconds = abs(months), abs(seconds)
    whole = int(seconds)
    found: dict[str, Item] = {
        "years": months // 12,
        "months": months % 12,
        "days": whole // 86_400,
        "hours": whole // 3_600 % 24,
        "minutes": whole // 60 % 60,
        "seconds": seconds % 60,
    }
    return sign * found[name]


for _type, _parts in (
    ("dateTime", ("year", "month", "day", "hours", "minutes", "seconds")),
    ("date", ("year", "month", "day")),
    ("time", ("hours", "minutes", "seconds")),
):
    for _one in _parts:
        _part(f"{_one}-from-{_type}", _type, _one.removesuffix("s") if _one != "hours" else "hour")
    _zone_of(f"timezone-from-{_type}", _type)
for _one in ("years", "months", "days", "hours", "minutes", "seconds"):
    _duration_part(_one)
