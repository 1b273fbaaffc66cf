"""Tables of cases as TOML: one ``[[case]]`` for each, named by what it says or reads."""

import tomllib
from pathlib import Path

import pytest


def table(name: str) -> list:
    """The cases of ``NAME.toml`` as pytest parameters."""
    cases = tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))["case"]
    return [pytest.param(case, id=case.get("says") or case["line"]) for case in cases]
