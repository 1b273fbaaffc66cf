"""The keys that ``tei.toml`` and the sidecars may have: one table, and what holds a file to it.

The README shows the same table. Keys of a sidecar that describe the text (title, author, date, source …) belong to
the transcription and are checked there; here stand those that describe the project and the encoded file.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from tei.diagnostics.nearest import did_you_mean
from tei.errors import ConfigError
from tei.files import read, shown
from tei.transcription.decisions import Kind, Settled
from tei.transcription.fields import KEYS as FIELDS

CONFIG, FOLDER, SIDECAR = "tei.toml", "metadata.toml", "STEM.toml"
_EVERYWHERE = (CONFIG, FOLDER, SIDECAR)
_W3C_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?")


class Key(NamedTuple):
    """One key: its table (empty at the top), what it takes, in which files it may stand, what it is for."""

    table: str
    name: str
    takes: str
    places: tuple[str, ...]
    meaning: str


KEYS = (
    Key("project", "title", "text", (CONFIG,), "what the project is called"),
    Key("publication", "publisher", "text", _EVERYWHERE, "the body that publishes the encoded file"),
    Key("publication", "authority", "text", _EVERYWHERE, "who makes it available, where no body publishes"),
    Key("publication", "place", "text", _EVERYWHERE, "where it is published"),
    Key("publication", "date", "date", _EVERYWHERE, "when it is published"),
    Key("publication", "licence", "text", _EVERYWHERE, "the terms of use, in words"),
    Key("publication", "licence_target", "text", _EVERYWHERE, "the address of the terms of use"),
    Key("build", "output", "text", (CONFIG,), "the folder for built files (`build`)"),
    Key("build", "formats", "texts", (CONFIG,), 'what to publish (`["html"]`)'),
    Key("build", "checks", "texts", (CONFIG,), 'how to validate (`["rng", "sch", "pointers"]`)'),
    Key(
        "build", "sources", "texts", (CONFIG,), "which files are editions, as patterns (`**/transcription.*`)"
    ),
    Key(
        "validate",
        "catalog",
        "text",
        (CONFIG,),
        "the XML catalog that says where schemas lie (the nearest `catalog.xml`)",
    ),
    Key("revision", "date", "date", (SIDECAR,), "when the encoded file was last changed"),
    Key("revision", "note", "text", (SIDECAR,), "what was changed"),
    Key("", "id", "text", (SIDECAR,), "the `xml:id` of the encoded file (the name of the edition)"),
)

# The list of tables in a sidecar that settles what a reader would guess, and its keys.
DECISION = "decision"
DECISION_KEYS = ("line", "column", "text", "kind", "correction")


def load(path: Path) -> dict[str, Any]:
    """Read a TOML file; ConfigError names the line that cannot be understood."""
    try:
        return tomllib.loads(read(path).decode("utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{shown(path)} is not valid TOML: {_lower(str(error))}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{shown(path)} is not written in UTF-8") from None
    except RecursionError:
        raise ConfigError(f"{shown(path)} is not valid TOML: lists stand in lists without end") from None


def own(values: Mapping[str, Any], place: str, file: str) -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    """Divide a file into our tables, checked and with dates as text, and the keys that describe the text.

    Keys at the top stand in the table of the empty name. In ``tei.toml`` nothing describes the text.
    """
    tables = {key.table for key in KEYS if key.table and place in key.places}
    tops = {key.name for key in KEYS if not key.table and place in key.places}
    ours: dict[str, dict[str, Any]] = {"": {}}
    rest: dict[str, Any] = {}
    for name, value in values.items():
        if name in tables:
            ours[name] = _table(name, value, place, file)
        elif name in tops:
            ours[""][name] = _value(_key("", name, place), value, file)
        elif name == DECISION and place == SIDECAR:
            continue  # see `settled`
        elif place == CONFIG:
            raise ConfigError(_unknown(name, tables | tops, "table", file))
        elif name not in FIELDS:
            raise ConfigError(
                _unknown(
                    name,
                    tables | tops | set(FIELDS) | ({DECISION} if place == SIDECAR else set()),
                    "key",
                    file,
                )
            )
        else:
            rest[name] = value
    return ours, rest


def settled(values: Mapping[str, Any], file: str) -> tuple[Settled, ...]:
    """Read what an editor decided: the tables ``[[decision]]`` of a sidecar."""
    tables = values.get(DECISION, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ConfigError(f"{file}: `{DECISION}` is a list of tables; write each as `[[{DECISION}]]`")
    return tuple(
        _settled(table, f"{file}: `[[{DECISION}]]` number {number}") for number, table in enumerate(tables, 1)
    )


def _settled(table: Mapping[str, Any], which: str) -> Settled:
    for name in table:
        if name not in DECISION_KEYS:
            raise ConfigError(_unknown(name, set(DECISION_KEYS), "key", which))
    text, line = table.get("text"), table.get("line")
    kind, correction = table.get("kind"), table.get("correction")
    if not isinstance(text, str) or not text.strip():
        raise ConfigError(f"{which} needs a `text`: the first words of the lines that it is about")
    for name in ("line", "column"):
        number = table.get(name)
        if number is not None and (not isinstance(number, int) or isinstance(number, bool) or number < 1):
            raise ConfigError(f"{which}: `{name}` must be the number of a {name}, not {number!r}")
    if (kind is None) == (correction is None):
        raise ConfigError(f"{which} needs either a `kind` or a `correction`")
    if correction is not None:
        if not isinstance(correction, str) or not correction:
            raise ConfigError(f"{which}: `correction` must be a text in quotation marks")
        return Settled(text, line=line, correction=correction, column=table.get("column"))
    kinds = {one.value for one in Kind}
    if kind not in kinds:
        raise ConfigError(_unknown(str(kind), kinds, "kind", which))
    return Settled(text, Kind(kind), line)


def _table(table: str, values: object, place: str, file: str) -> dict[str, Any]:
    if not isinstance(values, dict):
        raise ConfigError(f"{file}: `{table}` must be a table, written `[{table}]`")
    names = {key.name for key in KEYS if key.table == table and place in key.places}
    for name in values:
        if name not in names:
            raise ConfigError(_unknown(name, names, f"key in [{table}]", file))
    return {name: _value(_key(table, name, place), value, file) for name, value in values.items()}


def _key(table: str, name: str, place: str) -> Key:
    return next(key for key in KEYS if (key.table, key.name) == (table, name) and place in key.places)


def _value(key: Key, value: object, file: str) -> object:
    shown_key = f"{key.table}.{key.name}".lstrip(".")
    match key.takes, value:
        case "text", str():
            return value
        case "texts", list() if all(isinstance(item, str) for item in value):
            return value
        case "date", datetime() | date():
            return value.isoformat()[:10]
        case "date", str():
            return w3c_date(value, f"{file}: `{shown_key}`")
        case _:
            raise ConfigError(f"{file}: `{shown_key}` must be {_KINDS[key.takes]}, not {_kind(value)}")


def w3c_date(value: str, what: str) -> str:
    """Give ``value`` back when it is a date that exists, a month or a year; ConfigError begins with ``what``."""
    if not _is_w3c_date(value):
        raise ConfigError(f"{what} must be a date such as 1941-11-08, 1941-11 or 1941, not {value!r}")
    return value


def _is_w3c_date(value: str) -> bool:
    try:
        date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        return False
    return _W3C_DATE.fullmatch(value) is not None


_KINDS = {
    "text": "a text in quotation marks",
    "texts": "a list of texts",
    "date": "a date such as 1941-11-08",
}


def _kind(value: object) -> str:
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "a table",
        str: "a text",
    }
    return next((words for kind, words in names.items() if isinstance(value, kind)), "a date or time")


def _unknown(name: str, known: set[str], noun: str, file: str) -> str:
    advice = did_you_mean(name, known) or f"there are {', '.join(f'`{one}`' for one in sorted(known))}"
    return f"{file}: there is no {noun} called `{name}`; {advice}"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
