"""What the header of an edition says of the text, with the keys of a sidecar.

In comes the root of a TEI document, out comes what a Markdown file carries above its text: the reader of Markdown
takes these keys back (``docs/editions.md`` says what each means). What the header says of the encoded file itself
(who publishes it, how it was encoded) is no property of the text and stays behind.
"""

from collections.abc import Iterable
from typing import Any

from lxml import etree

from tei.document.namespaces import NS, XML_LANG
from tei.document.whitespace import name

# What the encoder says of each task: the other way round.
TASKS = {
    "transcribed by": "transcription",
    "marked up by": "markup",
    "proofread by": "proofreading",
    "translated by": "translation",
    "scanned by": "scanning",
    "edited by": "editing",
}
_PRINT = "tei:sourceDesc/tei:biblStruct/tei:monogr"
_DIGITAL = "tei:sourceDesc/tei:bibl[@type='digital']"


def front_matter(root: etree._Element) -> dict[str, Any]:
    """The keys for which the header of ``root`` has something, in the order of a sidecar."""
    description = root.find("tei:teiHeader/tei:fileDesc", NS)
    if description is None:
        return {}
    titles = "tei:titleStmt/tei:title"
    fields = {
        "title": _words(description, f"{titles}[@type='main']") or _title(description),
        "subtitle": _words(description, f"{titles}[@type='sub']"),
        "authors": [_person(author) for author in description.iterfind("tei:titleStmt/tei:author", NS)],
        "date": _date(root.find("tei:teiHeader/tei:profileDesc/tei:creation/tei:date", NS)),
        "language": _language(root),
        "licence": _words(description, "tei:publicationStmt/tei:availability/tei:licence"),
        "made_for": _words(description, f"{_DIGITAL}/tei:publisher"),
        "updated": _date(description.find(f"{_DIGITAL}/tei:date[@type='updated']", NS)),
        "source": _source(description),
        "responsibilities": _responsibilities(description),
        "people": _people(root),
    }
    return _filled(fields)


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value}


def _text(element: etree._Element) -> str:
    return " ".join("".join(str(piece) for piece in element.itertext()).split())


def _words(parent: etree._Element, path: str) -> str | None:
    found = parent.find(path, NS)
    return (_text(found) or None) if found is not None else None


def _title(description: etree._Element) -> str | None:
    """The first title that is not said to be anything in particular."""
    titles = description.iterfind("tei:titleStmt/tei:title", NS)
    return next((_text(one) for one in titles if one.get("type") is None), None)


def _language(root: etree._Element) -> str | None:
    tag = root.get(XML_LANG)
    return tag if tag != "und" else None


def _date(element: etree._Element | None) -> str | None:
    """A date as it is known, not as it is printed: a day, a month, a year, or a stretch between two of them."""
    if element is None:
        return None
    ends = [element.get(one) for one in ("notBefore", "notAfter")]
    return element.get("when") or ("/".join(filter(None, ends)) if all(ends) else None)


def _person(element: etree._Element) -> Any:  # noqa: ANN401 -- a text or a table
    """A name, or the parts of it that are told apart."""
    parts = _filled(
        {
            "name": _text(element),
            "forename": _words(element, ".//tei:forename"),
            "surname": _words(element, ".//tei:surname"),
            "ref": _address(element),
        }
    )
    return parts if len(parts) > 1 else parts.get("name")


def _address(element: etree._Element) -> str | None:
    """The address of a person beyond the file; what leads to a person of the file is made again."""
    pointers = (one.get("ref") for one in element.iter() if one.get("ref"))
    return next((pointer for pointer in pointers if pointer and not pointer.startswith("#")), None)


def _source(description: etree._Element) -> dict[str, Any]:
    scopes: Iterable[tuple[str, str]] = (("volume", "volume"), ("issue", "issue"))
    pages = [_text(scope) for scope in description.iterfind(f"{_PRINT}//tei:biblScope[@unit='page']", NS)]
    return _filled(
        {
            "title": _words(description, f"{_PRINT}/tei:title"),
            **{key: _words(description, f"{_PRINT}//tei:biblScope[@unit='{unit}']") for key, unit in scopes},
            "date": _date(description.find(f"{_PRINT}/tei:imprint/tei:date", NS)),
            "pages": ", ".join(pages),
            "publisher": _words(description, f"{_PRINT}/tei:imprint/tei:publisher"),
            "place": _words(description, f"{_PRINT}/tei:imprint/tei:pubPlace"),
        }
    )


def _responsibilities(description: etree._Element) -> list[dict[str, Any]]:
    found = []
    for statement in description.iterfind("tei:titleStmt/tei:respStmt", NS):
        task = TASKS.get(_words(statement, "tei:resp") or "")
        for agent in statement.iterfind("*"):
            if task and name(agent) == "orgName":
                found.append({"task": task, "organisation": _text(agent)})
            elif task and name(agent) in ("persName", "name"):
                found.append({"task": task, "person": _person(agent)})
    return found


def _people(root: etree._Element) -> list[Any]:
    """The people whom the edition lists; an author among them stands under ``authors``."""
    authors = {_text(one) for one in root.iterfind("tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:author", NS)}
    people = root.iterfind("tei:standOff/tei:listPerson/tei:person/tei:persName", NS)
    found = (_person(one) for one in people if _text(one) not in authors)
    return [one if isinstance(one, dict) else {"name": one} for one in found if one]
