"""What a bibliography says of an edition, read from its TEI header: one record for each ``TEI`` element.

In comes a :class:`~tei.document.parse.Document`, out come :class:`Record` s, which ``bibtex``, ``csl`` and ``ris`` write.
A record describes the print that was edited, where the header names one (``sourceDesc//biblStruct``): an article when
its title has the level j, in a newspaper when it came out on a day; a chapter when the text has a title of its own within
a book; else a book. Without a print it describes the letter (``correspDesc``) or the digital edition itself. Names are
divided as far as the TEI divides them; nothing is guessed.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import chain, count
from typing import NamedTuple

from lxml import etree

from tei.document.namespaces import XML_ID, XML_LANG, tei
from tei.document.parse import Document
from tei.publications.interface import interface
from tei.publications.record_names import Name, credited, names
from tei.publications.record_paths import all_at, attribute_at, first_at, line, text_at

_EDTF = re.compile(r"[-0-9XY.?~%/TZ:+]+")
_WORD = re.compile(r"[a-z0-9]+")
_KEY = re.compile(r"[^A-Za-z0-9:._+/-]+")
_LONG = 4  # letters of a word that can stand in a key


class Kind(StrEnum):
    """What is cited."""

    NEWSPAPER = "newspaper"
    JOURNAL = "journal"
    CHAPTER = "chapter"
    BOOK = "book"
    MANUSCRIPT = "manuscript"
    LETTER = "letter"
    PAGE = "page"
    DOCUMENT = "document"


class When(NamedTuple):
    """A date: as printed, as an EDTF expression, and its first and last W3C date (equal for a moment)."""

    text: str
    edtf: str
    first: str | None
    last: str | None

    @property
    def is_doubtful(self) -> bool:
        """Whether it is about or uncertain, or only known within limits."""
        return any(sign in self.edtf for sign in "?~%X")

    @property
    def year(self) -> str | None:
        """The first year that it may be."""
        found = re.match(r"-?\d{4}", self.first or self.last or "")
        return found.group() if found else None


class Record(NamedTuple):
    """One entry of a bibliography; ``container`` is the newspaper, journal or book that holds the text."""

    key: str
    kind: Kind
    title: str
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    recipients: tuple[Name, ...] = ()
    container: str | None = None
    series: str | None = None
    series_number: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: tuple[tuple[str, str], ...] = ()
    date: When | None = None
    publisher: str | None = None
    place: str | None = None
    language: str | None = None
    doi: str | None = None
    url: str | None = None
    isbn: str | None = None
    issn: str | None = None
    note: str | None = None
    keywords: tuple[str, ...] = ()


def records(document: Document) -> list[Record]:
    """The records of all ``TEI`` elements of ``document``, in order."""
    return [_record(root) for root in document.root.iter(tei("TEI"))]


def with_own_keys(found: Sequence[Record]) -> list[Record]:
    """``found`` with keys that every format allows and that are all different: the second of a key gets ``-2``."""
    unique: dict[str, Record] = {}
    for one in found:
        key = _KEY.sub("-", one.key)
        others = (f"{key}-{number}" for number in count(2))
        own = next(name for name in chain((key,), others) if name not in unique)
        unique[own] = one._replace(key=own)
    return list(unique.values())


# ------------------------------------------------------------ one record


def _record(root: etree._Element) -> Record:
    header, printed = first_at(root, "tei:teiHeader"), first_at(root, _PRINT)
    statement = first_at(header, "tei:fileDesc/tei:titleStmt")
    correspondence = first_at(header, "tei:profileDesc/tei:correspDesc")
    publication = first_at(header, "tei:fileDesc/tei:publicationStmt")
    date = _date(printed, header)
    title = _title(statement, printed)
    authors = names(statement, "tei:author") or names(
        printed, "tei:analytic/tei:author | tei:monogr/tei:author"
    )
    about = printed if printed is not None else publication
    language = root.get(XML_LANG) or attribute_at(header, ".//tei:langUsage/tei:language", "ident")
    address = _id(publication, "URI", "URL")
    return Record(
        key=_key(root.get(XML_ID), authors, date, title),
        kind=_kind(printed, correspondence, date, has_address=address is not None),
        title=title,
        authors=authors,
        editors=names(printed, "tei:monogr/tei:editor[not(@role='translator')]")
        or credited(statement, "editing"),
        translators=credited(statement, "translation"),
        recipients=names(
            correspondence, "tei:correspAction[@type='received']/*[self::tei:persName or self::tei:orgName]"
        ),
        container=_container(printed),
        series=text_at(printed, "tei:series/tei:title")
        or text_at(header, "tei:fileDesc/tei:seriesStmt/tei:title"),
        series_number=_scope(printed, "tei:series/tei:biblScope"),
        volume=_scope(printed, "tei:monogr//tei:biblScope[@unit='volume']"),
        issue=_scope(printed, "tei:monogr//tei:biblScope[@unit='issue']"),
        pages=tuple(_pages(printed)),
        date=date,
        publisher=text_at(about, ".//tei:publisher") or (text_at(about, ".//tei:authority")),
        place=text_at(about, ".//tei:pubPlace"),
        language=language if language != "und" else None,
        doi=_doi(_id(publication, "DOI") or _id(printed, "DOI")),
        url=address or _id(printed, "URI", "URL"),
        isbn=_id(printed, "ISBN"),
        issn=_id(printed, "ISSN"),
        note=_edition(publication, language) if printed is not None else None,
        keywords=tuple(line(one) for one in all_at(header, ".//tei:textClass/tei:keywords/tei:term")),
    )


# The print: the one that is called so, else the first.
_PRINT = (
    "(tei:teiHeader/tei:fileDesc/tei:sourceDesc//tei:biblStruct[@type='print']"
    " | tei:teiHeader/tei:fileDesc/tei:sourceDesc[not(.//tei:biblStruct[@type='print'])]//tei:biblStruct)[1]"
)


def _kind(
    printed: etree._Element | None,
    correspondence: etree._Element | None,
    date: When | None,
    *,
    has_address: bool,
) -> Kind:
    if printed is None:
        if correspondence is not None:
            return Kind.LETTER
        return Kind.PAGE if has_address else Kind.DOCUMENT
    level = attribute_at(printed, "tei:monogr/tei:title[@level]", "level")
    if level == "j":
        is_of_a_day = date is not None and (date.first or "").count("-") > 1
        return Kind.NEWSPAPER if is_of_a_day else Kind.JOURNAL
    if level == "u":
        return Kind.MANUSCRIPT
    return Kind.CHAPTER if first_at(printed, "tei:analytic/tei:title") is not None else Kind.BOOK


def _title(statement: etree._Element | None, printed: etree._Element | None) -> str:
    """Main title and subtitle of the text, else of the book."""
    for within, path in ((printed, "tei:analytic"), (statement, "."), (printed, "tei:monogr")):
        main = text_at(within, f"{path}/tei:title[not(@type) or @type='main']")
        if main:
            subs = [line(one) for one in all_at(within, f"{path}/tei:title[@type='sub']")]
            return _joined([main, *subs])
    return text_at(statement, "tei:title") or ""


def _joined(titles: Iterable[str]) -> str:
    whole = ""
    for title in titles:
        whole += (
            title if not whole else f" {title}" if whole.endswith(("?", "!", ":", ".", "…")) else f": {title}"
        )
    return whole


def _container(printed: etree._Element | None) -> str | None:
    """The title of what holds the text; none for a book, which is the text."""
    is_held = first_at(printed, "tei:analytic/tei:title | tei:monogr/tei:title[@level='j']") is not None
    titles = all_at(printed, "tei:monogr/tei:title[not(@type) or @type='main' or @type='sub']")
    return (_joined(line(one) for one in titles) or None) if is_held else None


def _pages(printed: etree._Element | None) -> Iterator[tuple[str, str]]:
    for scope in all_at(printed, "tei:monogr//tei:biblScope[@unit='page'] | tei:biblScope[@unit='page']"):
        ends = re.split(r"\s*[-–—]\s*", line(scope))
        first = scope.get("from") or ends[0]
        last = scope.get("to") or (ends[-1] if len(ends) > 1 else first)
        if first:
            yield first, _in_full(first, last)


def _in_full(first: str, last: str) -> str:
    """The last page with the figures that the print leaves out: of 186–90 it is 190."""
    if first.isdecimal() and last.isdecimal() and int(last) < int(first):
        return first[: max(0, len(first) - len(last))] + last
    return last


def _scope(printed: etree._Element | None, path: str) -> str | None:
    """A number as figures where it is a numeral, else as printed."""
    found = first_at(printed, path)
    return None if found is None else found.get("n") or line(found) or None


def _edition(publication: etree._Element | None, language: str | None) -> str | None:
    """Who publishes the digital edition of a print, and when, in the words of its language."""
    by = text_at(publication, "tei:publisher") or text_at(publication, "tei:authority")
    date = first_at(publication, ".//tei:date")
    year = (date.get("when") or line(date))[:4] if date is not None else None
    stated = ", ".join(filter(None, (by, year)))
    return interface(language).word("cite-edition", stated) if stated else None


def _key(own: str | None, authors: Sequence[Name], date: When | None, title: str) -> str:
    """The id of the edition, which does not change; else author, year and the first long word of the title."""
    if own and own.isascii():
        return own
    author = (authors[0].family or authors[0].whole) if authors else ""
    words = _WORD.findall(_plain(title))
    word = next((one for one in words if len(one) >= _LONG), "".join(words[:1]))
    made = ["".join(_WORD.findall(_plain(author))), (date.year if date else None) or "", word]
    return "-".join(filter(None, made)) or "edition"


def _plain(text: str) -> str:
    """Lower case without accents."""
    apart = unicodedata.normalize("NFKD", re.sub("['’]", "", text).replace("ß", "ss").casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


# ------------------------------------------------------------ dates and numbers


def _date(printed: etree._Element | None, header: etree._Element | None) -> When | None:
    """When the print came out; else when the letter was sent, the text written, the edition published."""
    places = (
        (printed, "tei:monogr/tei:imprint//tei:date"),
        (header, ".//tei:correspAction[@type='sent']/tei:date"),
        (header, "tei:profileDesc/tei:creation//tei:date"),
        (header, "tei:fileDesc/tei:publicationStmt//tei:date"),
    )
    found = (_when(one) for within, path in places for one in all_at(within, path))
    return next((when for when in found if when), None)


def _when(date: etree._Element) -> When | None:
    text = line(date)
    when, first, last = date.get("when"), date.get("from"), date.get("to")
    earliest, latest = date.get("notBefore"), date.get("notAfter")
    custom = date.get("when-custom", "")
    if not (text or when or first or last or earliest or latest):
        return None
    if when:
        first = last = when
        expression = when
    elif first or last:
        expression = f"{first or '..'}/{last or '..'}"
    else:
        first, last = earliest, latest
        expression = f"{first or ''}/{last or ''}" if first or last else ""
    return When(text or expression, custom if _EDTF.fullmatch(custom) else expression, first, last)


def _id(within: etree._Element | None, *types: str) -> str | None:
    found = (text_at(within, f".//tei:idno[@type='{one}']") for one in types)
    return next((one for one in found if one), None)


def _doi(found: str | None) -> str | None:
    """A DOI without the address of its resolver."""
    return (
        re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", found, flags=re.IGNORECASE) if found else None
    )
