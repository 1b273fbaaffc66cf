"""Which schemas a file names: its ``xml-model`` instructions, and the schema locations of its root element.

In come the bytes of a file and its name, out come associations in their order, and findings for instructions that cannot
be read. Only what stands before the content of the root element is looked at, so that a large file costs no more than a
small one. The sources are "Associating Schemas with XML documents 1.0" (W3C, 2012), whose pseudo-attributes are written
as those of "Associating Style Sheets with XML documents", and XML Schema 1.0, part 1, section 2.6.3.
"""

import re
from typing import Any, NamedTuple
from xml.parsers import expat

from tei.diagnostics import Diagnostic, Rule, Span

INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
# What `schematypens` or `type` says, and the check that it is for.
_BY_NAMESPACE = {
    "http://relaxng.org/ns/structure/1.0": "rng",
    "http://purl.oclc.org/dsdl/schematron": "sch",
    "http://www.ascc.net/xml/schematron": "sch",
    "http://www.w3.org/2001/xmlschema": "xsd",
}
_BY_TYPE = {
    "application/relax-ng-compact-syntax": "rng",
    "application/x-rnc": "rng",
    "application/schematron+xml": "sch",
}
_BY_SUFFIX = {"rng": "rng", "rnc": "rng", "sch": "sch", "xsd": "xsd"}
_SPACE = "[ \t\r\n]"
_NAME = r"[^\W\d][\w.·:-]*"
_ATTRIBUTE = re.compile(
    rf"{_SPACE}*({_NAME}){_SPACE}*={_SPACE}*(?:\"([^\"<]*)\"|'([^'<]*)')(?={_SPACE}|$)", re.DOTALL
)
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));")
_PREDEFINED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_PIECE = 8192


class XmlModelMalformed(Rule):
    """An `xml-model` instruction cannot be read, and so the schema that it names was passed over.

    What: such an instruction holds pseudo-attributes, written as attributes are, each once; `href` must be
    among them.

    Why: editors and validators will not find the schema, and the file counts as checked when it was not.

    Example: `<?xml-model href=tei_all.rng?>`, without quotation marks.

    Instead: write `<?xml-model href="tei_all.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>`.
    """

    message = "this `xml-model` instruction cannot be read: {reason}"


class Association(NamedTuple):
    """A schema that a file names.

    ``kind`` is the check that it is for (``rng``, ``sch``, ``xsd``), None where that is none of them. ``is_hint`` is true
    of the locations of XML Schemas, which a processor may leave aside.
    """

    href: str
    kind: str | None
    span: Span
    phase: str | None = None
    group: str | None = None
    title: str | None = None
    charset: str | None = None
    is_hint: bool = False


class _Found(Exception):
    """The root element is reached: what follows says nothing of schemas."""


def associations(data: bytes, file: str) -> tuple[list[Association], list[Diagnostic]]:
    """Read what a file says of its schemas; a file that is no XML says nothing, other rooms say that."""
    instructions, root = _head(data)
    named, findings = [], []
    for line, column, text in instructions:
        span = Span(file, line, column + 1)
        try:
            named.append(_association(pseudo_attributes(text), span))
        except ValueError as error:
            findings.append(XmlModelMalformed.at(span, reason=error))
    if root is not None:
        named += _locations(*root, file)
    return named, findings


def pseudo_attributes(text: str) -> dict[str, str]:
    """Parse the pseudo-attributes of an instruction; ValueError says what is wrong with them."""
    found: dict[str, str] = {}
    at = 0
    while text[at:].strip(" \t\r\n"):
        match = _ATTRIBUTE.match(text, at)
        if match is None:
            rest = text[at:].strip(" \t\r\n")
            raise ValueError(f'`{rest[:40]}` is not of the form `name="value"`')
        if match[1] in found:
            raise ValueError(f"`{match[1]}` stands twice")
        found[match[1]] = _replaced(match[2] if match[2] is not None else match[3])
        at = match.end()
    return found


def _replaced(value: str) -> str:
    """Replace character references and predefined entities; others do not exist here."""
    if re.search("&", _REFERENCE.sub("", value)):
        raise ValueError("`&` begins no reference; write `&amp;`")

    def character(match: re.Match[str]) -> str:
        if match[3]:
            return _PREDEFINED[match[3]]
        code = int(match[1]) if match[1] else int(match[2], 16)
        if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            raise ValueError(f"`{match[0]}` is no character")
        return chr(code)

    return _REFERENCE.sub(character, value)


def _association(attributes: dict[str, str], span: Span) -> Association:
    href = attributes.get("href", "").strip()
    if not href:
        raise ValueError("it has no `href`")
    return Association(
        href,
        _kind(attributes, href),
        span,
        attributes.get("phase") or None,
        attributes.get("group"),
        attributes.get("title"),
        attributes.get("charset"),
    )


def _kind(attributes: dict[str, str], href: str) -> str | None:
    """Say which check a schema is for: what it says itself goes before what its name looks like."""
    namespace = attributes.get("schematypens", "").strip().casefold()
    if namespace:
        return _BY_NAMESPACE.get(namespace.rstrip("/"))
    media = attributes.get("type", "").split(";")[0].strip().casefold()
    if media in _BY_TYPE:
        return _BY_TYPE[media]
    return _BY_SUFFIX.get(
        href.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0].rpartition(".")[2].casefold()
    )


def _locations(name: str, attributes: dict[str, str], line: int, column: int, file: str) -> list[Association]:
    """Read ``xsi:schemaLocation`` for the namespace of the root element, or the location for none."""
    namespace, _, local = name.rpartition(" ")
    if namespace:
        words = attributes.get(f"{INSTANCE} schemaLocation", "").split()
        hrefs = [href for of, href in zip(words[::2], words[1::2], strict=False) if of == namespace]
    else:
        hrefs = attributes.get(f"{INSTANCE} noNamespaceSchemaLocation", "").split()[:1]
    span = Span(file, line, column + 1, line, column + 1 + len(local) + 1)
    return [Association(href, "xsd", span, is_hint=True) for href in hrefs]


def _head(data: bytes) -> tuple[list[tuple[int, int, str]], tuple[str, dict[str, str], int, int] | None]:
    """Read up to the start tag of the root element: the instructions with their places, and that tag."""
    found = _read(data, None)
    if found is None:
        from tei.document.parse import decode  # noqa: PLC0415 -- encodings that expat does not know are rare

        try:
            found = _read(decode(data)[0].encode(errors="replace"), "utf-8")
        except (UnicodeError, LookupError):
            found = None
    return found or ([], None)


def _read(
    data: bytes, encoding: str | None
) -> tuple[list[tuple[int, int, str]], tuple[str, dict[str, str], int, int] | None] | None:
    """Read with expat; None where it cannot read the encoding."""
    parser = expat.ParserCreate(encoding, " ")
    instructions: list[tuple[int, int, str]] = []
    root: list[tuple[str, dict[str, str], int, int]] = []
    within: list[bool] = []  # of the internal subset, whose instructions are the DTD's

    def instruction(target: str, text: str) -> None:
        if target == "xml-model" and not within:
            instructions.append((parser.CurrentLineNumber, parser.CurrentColumnNumber, text))

    def element(name: str, attributes: dict[str, str]) -> None:
        root.append((name, attributes, parser.CurrentLineNumber, parser.CurrentColumnNumber))
        raise _Found

    def doctype(*_: Any) -> None:  # noqa: ANN401 -- expat's signature
        within.append(True)

    parser.ProcessingInstructionHandler = instruction
    parser.StartElementHandler = element
    parser.StartDoctypeDeclHandler = doctype
    parser.EndDoctypeDeclHandler = within.clear
    try:
        for start in range(0, len(data), _PIECE):
            parser.Parse(data[start : start + _PIECE], start + _PIECE >= len(data))
    except _Found:
        return instructions, root[0]
    except expat.ExpatError as error:
        unknown = (
            expat.errors.codes[expat.errors.XML_ERROR_UNKNOWN_ENCODING],
            expat.errors.codes[expat.errors.XML_ERROR_INCORRECT_ENCODING],
        )
        return None if encoding is None and error.code in unknown else (instructions, None)
    except (ValueError, LookupError):
        return None if encoding is None else (instructions, None)
    return instructions, None
