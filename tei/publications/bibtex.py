"""The bibliographic record of a document, for BibTeX and biblatex.

In comes a :class:`~tei.document.parse.Document`, out comes ``{"citation.bib": bytes}``. Signs that TeX reads as commands
are escaped, words with capitals stand in braces so that no style takes the capitals away, everything else is UTF-8 as it
is (and the first line says so). ``year`` and ``month`` are for BibTeX, ``date`` for biblatex, which reads EDTF.
"""

import re
from collections.abc import Iterator, Sequence

from tei.document.parse import Document
from tei.publications.record import Kind, Record, When, records, with_own_keys
from tei.publications.record_names import Name

SUFFIX = ".bib"
_TYPES = {
    Kind.NEWSPAPER: "article",
    Kind.JOURNAL: "article",
    Kind.CHAPTER: "incollection",
    Kind.BOOK: "book",
    Kind.MANUSCRIPT: "unpublished",
    Kind.LETTER: "misc",
    Kind.PAGE: "misc",
    Kind.DOCUMENT: "misc",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Braces are counted even where they are escaped, so they need names.
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {sign: f"\\{sign}" for sign in "&%$#_"}
_TABLE = str.maketrans(_ESCAPES)
_ADDRESS = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20"})
_TITLE_WORD = re.compile(r"[^\W_][\w’'-]*")


def publish(document: Document) -> dict[str, bytes]:
    """Write the records of ``document``."""
    return {f"citation{SUFFIX}": listing(records(document)).encode("utf-8")}


def listing(found: Sequence[Record]) -> str:
    """All ``found`` as one file."""
    entries = "\n".join(_entry(one) for one in with_own_keys(found))
    return entries if entries.isascii() else f"% Encoding: UTF-8\n\n{entries}"


def _entry(record: Record) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(record))
    return f"@{_TYPES[record.kind]}{{{record.key},\n{fields}}}\n"


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    holder = {Kind.NEWSPAPER: "journal", Kind.JOURNAL: "journal"}.get(record.kind, "booktitle")
    persons = {"author": record.authors, "editor": record.editors, "translator": record.translators}
    texts = {
        holder: _kept(record.container) if holder == "booktitle" else _escaped(record.container),
        "series": _escaped(record.series),
        "volume": _escaped(record.volume),
        # BibTeX takes a volume or a number of a book, not both.
        "number": _escaped(record.issue or (None if record.volume else record.series_number)),
        "pages": ", ".join(
            first if first == last else f"{first}--{last}" for first, last in record.pages
        ).translate(_TABLE),
        "publisher": _one(record.publisher),
        "address": _escaped(record.place),
        "language": _escaped(record.language),
        "isbn": _escaped(record.isbn),
        "issn": _escaped(record.issn),
        "doi": record.doi and record.doi.translate(_ADDRESS),
        "url": record.url and record.url.translate(_ADDRESS),
        "keywords": _escaped(", ".join(record.keywords)),
        "note": _escaped(
            record.note or (record.date.text if record.kind is Kind.MANUSCRIPT and record.date else None)
        ),
    }
    for name, people in persons.items():
        if people:
            yield name, _braced(" and ".join(map(_name, people)))
    yield "title", _braced(_kept(record.title) or "")
    if record.date:
        yield from _date(record.date)
    yield from ((name, _braced(text)) for name, text in texts.items() if text)


def _date(date: When) -> Iterator[tuple[str, str]]:
    if date.year:
        yield "date", _braced(date.edtf)
        yield "year", _braced(date.year)
    else:
        yield "year", _braced(_escaped(date.text) or "")
    month = re.match(r"-?\d{4}-(\d\d)", date.first or "")
    if month and date.first == date.last:
        yield "month", _MONTHS[int(month[1]) - 1]


def _braced(text: str) -> str:
    return f"{{{text}}}"


def _escaped(text: str | None) -> str | None:
    return text.translate(_TABLE) if text else None


def _one(body: str | None) -> str | None:
    """The name of one body, which "and" does not make two."""
    escaped = _escaped(body)
    return f"{{{escaped}}}" if escaped and re.search(r"\sand\s", escaped) else escaped


def _kept(text: str | None) -> str | None:
    """``text`` escaped, with braces round every word that has a capital, but for the first letter of all."""
    if not text:
        return None
    pieces: list[str] = []
    at = 0
    for word in _TITLE_WORD.finditer(text):
        written = word.group().translate(_TABLE)
        has_capital = any(sign.isupper() for sign in word.group()[0 if pieces else 1 :])
        pieces += [text[at : word.start()].translate(_TABLE), f"{{{written}}}" if has_capital else written]
        at = word.end()
    return "".join(pieces) + text[at:].translate(_TABLE)


def _name(name: Name) -> str:
    """A name in the order that BibTeX cannot mistake; a body, or what holds a comma or "and", in braces."""
    if name.family is None:
        is_one = (
            name.is_body or "," in name.whole or " " not in name.whole or re.search(r"\sand\s", name.whole)
        )
        escaped = _escaped(name.whole) or ""
        return f"{{{escaped}}}" if is_one else escaped
    family = _escaped(name.family) or ""
    # A surname of several words would be divided where one of them is small.
    family = f"{{{family}}}" if re.search(r"(?:^|\s)[^\W\d_A-Z]", name.family) or "," in family else family
    parts = (
        " ".join(filter(None, (_escaped(name.particle), family))),
        _escaped(name.suffix),
        _escaped(name.given),
    )
    return ", ".join(filter(None, parts))
