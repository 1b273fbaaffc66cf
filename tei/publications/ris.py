"""The bibliographic record of a document as RIS, which reference managers read.

In comes a :class:`~tei.document.parse.Document`, out comes ``{"citation.ris": bytes}``. One tag a line ("AU  - Author,
Anna"), from ``TY`` to ``ER``, lines ended by CR and LF, UTF-8; authors and keywords have no asterisk, and a date is
year/month/day/other, where "other" is what it says besides.
"""

import re
from collections.abc import Iterator, Sequence

from tei.document.parse import Document
from tei.publications.record import Kind, Record, When, records, with_own_keys

SUFFIX = ".ris"
_TYPES = {
    Kind.NEWSPAPER: "NEWS",
    Kind.JOURNAL: "JOUR",
    Kind.CHAPTER: "CHAP",
    Kind.BOOK: "BOOK",
    Kind.MANUSCRIPT: "UNPB",
    Kind.LETTER: "PCOMM",
    Kind.PAGE: "ELEC",
    Kind.DOCUMENT: "GEN",
}


def publish(document: Document) -> dict[str, bytes]:
    """Write the records of ``document``."""
    return {f"citation{SUFFIX}": listing(records(document)).encode("utf-8")}


def listing(found: Sequence[Record]) -> str:
    """All ``found``, one after the other."""
    return "\r\n".join("".join(f"{line}\r\n" for line in _lines(one)) for one in with_own_keys(found))


def _lines(record: Record) -> Iterator[str]:
    for tag, text in _tags(record):
        words = " ".join(text.split()) if text else ""
        if words:
            yield f"{tag}  - {words}"
    yield "ER  - "


def _tags(record: Record) -> Iterator[tuple[str, str | None]]:
    yield "TY", _TYPES[record.kind]
    yield "ID", record.key
    people = {"AU": record.authors, "ED": record.editors, "A4": record.translators, "A2": record.recipients}
    for tag, names in people.items():
        yield from ((tag, name.inverted.replace("*", "")) for name in names)
    yield "TI", record.title
    yield "T2", record.container
    yield "T3", record.series
    if record.date:
        yield "PY", record.date.year
        yield "DA", _date(record.date)
    yield "VL", record.volume
    yield "IS", record.issue or record.series_number
    yield from _pages(record.pages)
    yield "PB", record.publisher
    yield "CY", record.place
    yield "LA", record.language
    yield "SN", record.isbn or record.issn
    yield "DO", record.doi
    yield "UR", record.url
    yield from (("KW", word.replace("*", "")) for word in record.keywords)
    yield "N1", record.note


def _pages(pages: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """First and last page of one range; several ranges, which have no tag of their own, stand in the first."""
    if len(pages) == 1:
        yield "SP", pages[0][0]
        if pages[0][0] != pages[0][1]:
            yield "EP", pages[0][1]
    elif pages:
        yield "SP", ", ".join(first if first == last else f"{first}-{last}" for first, last in pages)


def _date(date: When) -> str | None:
    """``date`` with its printed words where it is more than one day, month or year."""
    if date.year is None:
        return None
    is_plain = date.first == date.last == date.edtf
    parts = (
        re.fullmatch(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?", date.first or "")
        if date.first == date.last
        else None
    )
    year, month, day = parts.groups(default="") if parts else (date.year, "", "")
    return f"{year}/{month}/{day}/{'' if is_plain else date.text.replace('/', '-')}"
