"""The directory board: which modules live in a room.

A module that defines its room's verb at top level (``read``, ``check``, ``publish``, ``render``) is an
inhabitant; its name is the value on the command line. The folder is the registry. Sources are looked
at, not imported: a command pays only for the module it uses.
"""

import re
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from tei.errors import ConfigError

VERBS = {"readers": "read", "checks": "check", "publications": "publish", "reports": "render"}


@cache
def inhabitants(room: str) -> tuple[str, ...]:
    """Names of the modules of ``room`` that offer its verb, sorted."""
    verb = re.compile(rf"^def {VERBS[room]}\(", re.MULTILINE)
    modules = Path(__file__).parent.joinpath(room).glob("*.py")
    return tuple(sorted(module.stem for module in modules if verb.search(module.read_text("utf-8"))))


def inhabitant(room: str, name: str) -> ModuleType:
    """The module ``name`` of ``room``; ConfigError when there is none."""
    if name not in inhabitants(room):
        raise ConfigError(f"there is no {name!r} among the {room}; there are {', '.join(inhabitants(room))}")
    return import_module(f"tei.{room}.{name}")
