r"""Bytes to characters: UTF-8 and UTF-16 with or without a byte order mark, else Windows-1252, which is said.

Line ends become ``\\n`` as they do in XML. A file that holds NUL bytes outside UTF-16 is no text.
"""

import codecs
import re
from collections.abc import Iterator

from tei.diagnostics import Diagnostic, Rule, Severity, Span
from tei.errors import InputError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Windows-1252 leaves five bytes without a character; they mean that the file is in another encoding.
_UNASSIGNED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_MARKUP = re.compile(r"\s*<(?:\?xml|!doctype|html|tei|!--)", re.IGNORECASE)
_LINE_END = re.compile(rb"\r\n|\r|\n")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class EncodingAssumed(Rule):
    """The file is not UTF-8 and was read as Windows-1252.

    What: some byte of the file cannot be UTF-8. Transcriptions of older pages are often in Windows-1252,
    so the file was read as that.

    Why: if it is in yet another encoding, letters with accents, quotation marks and dashes come out wrong.

    Example: the byte 0x93 is an opening quotation mark in Windows-1252.

    Instead: look at the accented letters and quotation marks of the result, and save the file as UTF-8.
    """

    severity = Severity.WARNING
    message = "the file is not UTF-8; it was read as Windows-1252"
    hint = "look at quotation marks and accents, then save the file as UTF-8"


class EncodingMisdeclared(Rule):
    """The page declares an encoding that it is not in.

    What: bytes of the page do not fit the encoding it declares, or are UTF-8 beyond doubt although it declares
    another.

    Why: read as declared, letters with accents, quotation marks and dashes would come out wrong.

    Example: `<meta charset="iso-8859-1">` in a page that an editor saved as UTF-8.

    Instead: declare the encoding that the page is saved in.
    """

    severity = Severity.WARNING
    message = "the page declares `{declared}`, but was read as {used}"
    hint = "look at quotation marks and accents, then mend the declaration"


class MarkupGiven(Rule):
    """The file is not plain text but HTML or XML.

    What: the file begins as HTML or XML does, and is read as plain text, tags and all.

    Why: every tag becomes text of the edition.

    Example: a web page saved as `page.txt`.

    Instead: save the text of the page without its mark-up.
    """

    severity = Severity.WARNING
    message = "this looks like HTML or XML, and is read as plain text with its tags"
    hint = "save it as plain text, without tags"


class ControlCharacter(Rule):
    """A character that XML cannot carry.

    What: the source holds a control character, such as a form feed, which no XML document may contain.

    Why: a space takes its place in the edition, and nothing is changed silently.

    Example: a form feed (U+000C) between two pages of a scan.

    Instead: remove it from the transcription, or mark the page break in words.
    """

    severity = Severity.WARNING
    message = "the character U+{code:04X} cannot stand in XML; a space takes its place"
    hint = "remove it from the transcription"


def decode(data: bytes, file: str) -> tuple[str, list[Diagnostic]]:
    r"""The characters of ``data``, line ends as ``\\n``; InputError for an empty or a binary file."""
    if not data.strip():
        raise InputError(f"{file} is empty; a transcription has at least one line of text")
    text, findings = decode_marked(data, file) or _decode_unmarked(data, file)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise InputError(f"{file} is not a text file; give a transcription as plain text")
    text, controls = without_controls(text, file)
    findings += controls
    if _MARKUP.match(text):
        findings.append(MarkupGiven.at(Span(file)))
    if not text.strip():
        raise InputError(f"{file} is empty; a transcription has at least one line of text")
    return text, findings


def form_feeds(data: bytes, file: str) -> tuple[int, ...]:
    """The offsets of the form feeds in the text of ``data``, in whose place it has blanks."""
    if b"\f" not in data:
        return ()
    text, _ = decode_marked(data, file) or _decode_unmarked(data, file)
    return tuple(
        at for at, character in enumerate(text.replace("\r\n", "\n").replace("\r", "\n")) if character == "\f"
    )


def decode_marked(data: bytes, file: str) -> tuple[str, list[Diagnostic]] | None:
    """The characters of ``data`` where a byte order mark says how they are encoded; else None."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), []
            except UnicodeDecodeError as error:
                raise InputError(
                    f"{file} says that it is {encoding.upper()}, but byte {len(mark) + error.start + 1} is not"
                ) from None
    return None


def _decode_unmarked(data: bytes, file: str) -> tuple[str, list[Diagnostic]]:
    if b"\0" in data:
        raise InputError(f"{file} is not a text file; give a transcription as plain text")
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = len(_LINE_END.findall(data, 0, error.start)) + 1
    if _UNASSIGNED.search(data):
        raise InputError(f"{file} is neither UTF-8 nor Windows-1252 (line {line}); save it as UTF-8")
    return data.decode("cp1252"), [EncodingAssumed.at(Span(file, line))]


def without_controls(text: str, file: str) -> tuple[str, list[Diagnostic]]:
    """``text`` with a space for each character that XML cannot carry, and a finding for each."""
    found = list(_controls(text, file))
    return (_FORBIDDEN.sub(" ", text), found) if found else (text, found)


def _controls(text: str, file: str) -> Iterator[Diagnostic]:
    """A finding for each character that XML cannot carry (XML 1.0, clause 2.2)."""
    for match in _FORBIDDEN.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        yield ControlCharacter.at(Span(file, line, column), code=ord(match.group()))
