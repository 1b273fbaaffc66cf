"""The bibliographic record of a document as CSL-JSON, which citation processors read.

In comes a :class:`~tei.document.parse.Document`, out comes ``{"citation.json": bytes}``: a list of items as the schema
of CSL data has them (csl-data.json 1.0.2). A date has its parts, and the EDTF expression where that says more.
"""

import json
import re
from collections.abc import Sequence
from typing import Any

from tei.document.parse import Document
from tei.publications.record import Kind, Record, When, records, with_own_keys
from tei.publications.record_names import Name

SUFFIX = ".json"
_TYPES = {
    Kind.NEWSPAPER: "article-newspaper",
    Kind.JOURNAL: "article-journal",
    Kind.CHAPTER: "chapter",
    Kind.BOOK: "book",
    Kind.MANUSCRIPT: "manuscript",
    Kind.LETTER: "personal_communication",
    Kind.PAGE: "webpage",
    Kind.DOCUMENT: "document",
}
_SEASON = re.compile(r"-?\d{4}-2([1-4])[?~%]?")


def publish(document: Document) -> dict[str, bytes]:
    """Write the records of ``document``."""
    return {f"citation{SUFFIX}": listing(records(document)).encode("utf-8")}


def listing(found: Sequence[Record]) -> str:
    """All ``found`` as one list."""
    return json.dumps([_item(one) for one in with_own_keys(found)], ensure_ascii=False, indent=2) + "\n"


def _item(record: Record) -> dict[str, Any]:
    item = {
        "id": record.key,
        "type": _TYPES[record.kind],
        "title": record.title,
        "author": [_name(one) for one in record.authors],
        "editor": [_name(one) for one in record.editors],
        "translator": [_name(one) for one in record.translators],
        "recipient": [_name(one) for one in record.recipients],
        "container-title": record.container,
        "collection-title": record.series,
        "collection-number": record.series_number,
        "volume": record.volume,
        "issue": record.issue,
        "page": ", ".join(first if first == last else f"{first}-{last}" for first, last in record.pages),
        "issued": _date(record.date) if record.date else None,
        "publisher": record.publisher,
        "publisher-place": record.place,
        "language": record.language,
        "DOI": record.doi,
        "URL": record.url,
        "ISBN": record.isbn,
        "ISSN": record.issn,
        "keyword": ", ".join(record.keywords),
        "note": record.note,
    }
    return {key: value for key, value in item.items() if value}


def _name(name: Name) -> dict[str, str]:
    if name.family is None:
        return {"literal": name.whole}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {key: value for key, value in parts.items() if value}


def _date(date: When) -> dict[str, Any]:
    """The parts of ``date``; its words where it has none, or only one limit."""
    if date.first is None or date.last is None:
        return {"literal": date.text} | ({"edtf": date.edtf} if date.edtf else {})
    season = _SEASON.fullmatch(date.edtf)
    ends = list(dict.fromkeys((date.first, date.last)))
    said: dict[str, Any] = {"date-parts": [_parts(end) for end in ends]}
    if season:
        said["season"] = int(season[1])
    if date.is_doubtful:
        said["circa"] = True
    if date.edtf != "/".join(ends):
        said["edtf"] = date.edtf
    return said


def _parts(when: str) -> list[int]:
    """Year, month and day of a W3C date."""
    sign = -1 if when.startswith("-") else 1
    year, *rest = when.lstrip("-").partition("T")[0].split("-")
    return [sign * int(year), *map(int, rest)]
