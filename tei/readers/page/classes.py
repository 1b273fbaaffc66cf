"""What the classes of a page say: data of the houses that publish pages, in ``classes.toml``.

In comes an element, out comes the kind of block, the look or the role that one of its classes, its ``epub:type``
or its ``role`` states; classes that nobody listed say nothing.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lxml import etree

from tei.transcription.decisions import Kind

_STATED = ("class", "epub:type", "{http://www.idpf.org/2007/ops}type", "role")
# Looks that a style attribute states, with their names in ``hi/@rend``.
_STYLES = (
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)"), "italic"),
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)"), "bold"),
    (re.compile(r"font-variant(?:-caps)?\s*:\s*small-caps"), "small-caps"),
    (re.compile(r"text-decoration(?:-line)?\s*:\s*underline"), "underline"),
    (re.compile(r"text-decoration(?:-line)?\s*:\s*line-through"), "strikethrough"),
    (re.compile(r"vertical-align\s*:\s*super"), "superscript"),
    (re.compile(r"vertical-align\s*:\s*sub"), "subscript"),
)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")


@cache
def _table(section: str) -> Mapping[str, str]:
    """Each class under ``[section]`` with what it means."""
    data = Path(__file__).with_name("classes.toml").read_text("utf-8")
    return {one: meaning for meaning, names in tomllib.loads(data)[section].items() for one in names}


def classes(element: etree._Element) -> list[str]:
    """The classes of ``element`` and what is like them, in small letters."""
    found: list[str] = []
    for name in _STATED:
        value = element.get(name)
        if value:
            found += value.lower().split()
    return found


def kind_of(names: list[str]) -> Kind | None:
    """The kind of block that classes state; None where none of them is known."""
    table = _table("blocks")
    return next((Kind(table[name]) for name in names if name in table), None)


def has_role(names: list[str], role: str) -> bool:
    """Whether one of the classes ``names`` states ``role``."""
    table = _table("roles")
    return any(table.get(name) == role for name in names)


def look_of(element: etree._Element, names: list[str]) -> str | None:
    """The look that a class or the style of ``element`` states."""
    table = _table("marks")
    stated = next((table[name] for name in names if name in table), None)
    if stated is None and (style := element.get("style")):
        return next((look for pattern, look in _STYLES if pattern.search(style.lower())), None)
    return stated


def is_unseen(element: etree._Element, names: list[str]) -> bool:
    """Whether a browser shows nothing of ``element``."""
    style = element.get("style")
    return (
        (style is not None and _UNSEEN.search(style.lower()) is not None)
        or element.get("hidden") is not None
        or has_role(names, "hidden")
    )


def leads_back(words: str) -> bool:
    """Whether a link with these ``words`` leads from a note to its place in the text."""
    return words.strip().lower() in _table("words")
