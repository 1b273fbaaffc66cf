"""How names, choices and advice are written in the messages of the grammar checks."""

import re
from datetime import date

from lxml import etree

from tei.diagnostics.nearest import did_you_mean
from tei.document.namespaces import TEI, XML

_DATES = {"when", "notBefore", "notAfter", "from", "to", "when-iso"}
_EUROPEAN_DATE = re.compile(r"\s*(\d{1,2})[./](\d{1,2})[./](\d{4})\s*")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TWICE = "another element has this id"
_NO_ID = "an id begins with a letter or `_` and has no spaces or colons"
# Which element to offer first where text or an element needs one around it.
_COMMON = (
    "p",
    "head",
    "lg",
    "list",
    "item",
    "l",
    "quote",
    "note",
    "div",
    "body",
    "text",
    "bibl",
    "listPerson",
)


def short(clark: object) -> str:
    """Write a name as editors do: TEI's without namespace, XML's with its prefix."""
    name = etree.QName(str(clark))
    if name.namespace == XML:
        return f"xml:{name.localname}"
    return name.localname if name.namespace in {None, TEI} else str(clark)


def written(element: etree._Element) -> str:
    """Write a name as it stands in the file, with its namespace where nothing else would tell it."""
    name = etree.QName(element)
    if element.prefix:
        return f"{element.prefix}:{name.localname}"
    return name.localname if name.namespace in {None, TEI} else f"{name.localname} xmlns={name.namespace}"


def names_shown(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(map(short, names)))


def parent_of(element: etree._Element) -> str:
    parent = element.getparent()
    return short(parent.tag) if parent is not None else "the document"


def ranked(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in _COMMON if name in names) or names


def wrapper_hint(wrappers: tuple[str, ...]) -> str | None:
    likely = [name for name in _COMMON if name in names_shown(wrappers)]
    return f"put it into {either(tuple(likely[:2]))}" if likely else None


def either(names: tuple[str, ...]) -> str:
    """Name up to three of several: `a`, `b` or `c`."""
    quoted = [f"`{name}`" for name in names[:3]]
    if len(names) > 3:
        return ", ".join(quoted) + " or another"
    return " or ".join(filter(None, [", ".join(quoted[:-1]), *quoted[-1:]]))


def value_hint(attribute: str, value: str, values: tuple[str, ...]) -> str | None:
    if not value.strip():
        return "the value is empty: fill it or remove the attribute"
    if values:
        return did_you_mean(value, values) or f"write {either(values)}"
    if attribute in _DATES:
        return _date_hint(value)
    if attribute == "xml:id":
        return _TWICE if re.fullmatch(r"[^\W\d][\w.-]*", value) else _NO_ID
    return "the value is one word, without spaces" if re.search(r"\S\s+\S", value) else None


def _date_hint(value: str) -> str:
    if match := _EUROPEAN_DATE.fullmatch(value):
        day, month, year = match.groups()
        return f"write the year first: `{year}-{month:0>2}-{day:0>2}`"
    if _ISO_DATE.fullmatch(value):
        try:
            date.fromisoformat(value)
        except ValueError:
            return "the calendar has no such day"
    return "write `1941-11-08`, `1941-11` or `1941`"
