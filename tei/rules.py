"""Every rule there is, by code: what ``tei explain`` prints and the tests hold to their form."""

import inspect
import re
from functools import cache
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable

from tei.diagnostics import Rule
from tei.diagnostics.nearest import nearest
from tei.diagnostics.rule import STAGES
from tei.errors import ConfigError, SchemaError
from tei.resources import resource

_DEFINES = re.compile(r"^class \w+\((\w+\.)?Rule\)", re.MULTILINE)
_OF_SCHEMA = "check.sch."


def rules() -> dict[str, type[Rule]]:
    """Collect the rules of all rooms, sorted by code."""
    for room in STAGES:
        place = files("tei").joinpath(room)
        modules = place.iterdir() if place.is_dir() else [files("tei").joinpath(f"{room}.py")]
        for module in modules:
            if _defines_rules(module):
                name = module.name.removesuffix(".py")
                import_module(f"tei.{room}.{name}" if place.is_dir() else f"tei.{room}")
    return {rule.code: rule for rule in sorted(_below(Rule), key=lambda rule: rule.code)}


def rule(code: str) -> tuple[type[Rule], str | None]:
    """Give the rule of this code, and what the schema says in its own words where the rule is written there."""
    known = rules()
    if code in known:
        return known[code], None
    constraints = _constraints() if code.startswith(_OF_SCHEMA) else {}
    if code.removeprefix(_OF_SCHEMA) in constraints:
        return known["check.sch.assertion-failed"], constraints[code.removeprefix(_OF_SCHEMA)]
    near = nearest(code, [*known, *(_OF_SCHEMA + name for name in constraints)])
    advice = f"did you mean `{near[0]}`?" if near else "`tei explain` lists them all"
    raise ConfigError(f"there is no finding with the code `{code}`; {advice}")


@cache
def explanation(code: str) -> str | None:
    """Give what is said of a rule, for reports; None for a code that nobody here knows.

    A constraint of a schema that is not ours is explained as such.
    """
    try:
        known, said = rule(code)
    except ConfigError:
        if not code.startswith(_OF_SCHEMA):
            return None
        known, said = rules()["check.sch.assertion-failed"], None
    text = inspect.getdoc(known) or ""
    return f"{said}\n\n{text.partition(chr(10) * 2)[2]}" if said else text


def _constraints() -> dict[str, str]:
    """Read the ids and texts of the assertions in the shipped schema."""
    from tei.checks import sch  # noqa: PLC0415 -- lxml

    try:
        return sch.texts(resource("schemas", "tei-edition.sch").read_bytes(), "tei-edition.sch")
    except SchemaError:
        return {}


def _defines_rules(module: Traversable) -> bool:
    return module.name.endswith(".py") and _DEFINES.search(module.read_text("utf-8")) is not None


def _below(parent: type[Rule]) -> list[type[Rule]]:
    """Collect the rules of the program below ``parent``; those that tests make are not its own."""
    return [
        rule
        for child in parent.__subclasses__()
        for rule in (child, *_below(child))
        if rule.__module__.startswith("tei.")
    ]
