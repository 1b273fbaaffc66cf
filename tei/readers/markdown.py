"""Markdown: bytes to a ``Transcription``, with what its signs say for certain.

CommonMark with YAML front matter, tables, struck-out words and footnotes. Headings, quotations, lists, emphasis and
links are what the file says; nothing of them is guessed. The keys of the front matter are those of a sidecar; what
is no such key is kept in the header as a record. Lines about the text (source, credits) are known as in plain text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import yaml

from tei.diagnostics import Diagnostic, Rule, Severity, Span
from tei.errors import ConfigError, InputError
from tei.readers.assembly import assemble
from tei.readers.chunks.decoding import decode
from tei.readers.commonmark.syntax import DEEPEST, is_too_deep, tokens_of
from tei.readers.commonmark.tags import Remark
from tei.readers.commonmark.text import MarkdownText
from tei.transcription import Extent, Transcription
from tei.transcription.blocks import Presentation, Record, RecordKind
from tei.transcription.decisions import Kind, Settled
from tei.transcription.fields import KEYS, complete
from tei.transcription.metadata import Date, Metadata

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")

# Other words for the same keys.
_ALSO = {
    "author": "authors", "creator": "authors", "lang": "language", "license": "licence", "rights": "licence",
    "modified": "updated", "lastmod": "updated",
}  # fmt: skip
_NOTE_MARKS = "note-marks"  # a key that says how notes are marked: {references: (1), notes: 1)}
_MARKED = ("references", "notes")
_MARK = re.compile(r"[^\w\s]{0,3}1[^\w\s]{0,3}")
_SIGN = re.compile(
    r"^(?:#{1,6} \S|>[ \t]?\S|[*+-] \S|\d{1,3}[.)] \S|\[\^[^\]\s]+\]:|\|.*\|[ \t]*$|```|={3,}[ \t]*$)"
    r"|\*\*[^\s*]|\]\([^)\s]+\)|(?<![\w_])_[^\W_][^_\n]{0,80}_(?!\w)",
    re.MULTILINE,
)
_LOOKED_AT = 65536


class FrontMatterUnreadable(Rule):
    """What stands above the text of a Markdown file, or a part of it, could not be read.

    What: the lines between the two `---` are no YAML, or a key has a value that it cannot have. They are kept
    word for word in the header.

    Why: title, author and source of the edition are read there.

    Example: `title: Part one: the beginning`, with a second colon and without quotation marks.

    Instead: put the value in quotation marks; write a date as 1941-11-08.
    """

    severity = Severity.WARNING
    message = "the front matter could not be read: {reason}"


class KeyUnknown(Rule):
    """The front matter of a Markdown file has a key that says nothing about the text.

    What: the key is none of those that a sidecar knows. It is kept word for word in the header.

    Why: what it says does not reach title, author, date or source of the edition.

    Example: `layout: post`

    Instead: nothing, if it is meant for another program; else use one of the keys of `docs/editions.md`.
    """

    severity = Severity.NOTE
    message = "the front matter has a key `{key}` that is not known; it is kept in the header"


class HtmlKept(Rule):
    """HTML in a Markdown file that the reader does not know; its words are kept as text.

    What: tags stand in the file that say more than the reader understands. The words between them became
    paragraphs, the tags are gone.

    Why: Markdown allows any HTML, and what a tag was meant to say may be lost.

    Example: `<details><summary>More</summary> …`

    Instead: write it in Markdown, or with a class that names a kind of block: `<div class="verse">`,
    `<p class="dateline">`.
    """

    severity = Severity.NOTE
    message = "the tag `<{tag}>` is not understood; its words are kept"


class HtmlLeftOut(Rule):
    """HTML that no browser shows as text, and so is not in the edition.

    What: a comment, a script or a style sheet stands in the Markdown file. It is not part of the text.

    Why: what is left out is said.

    Example: `<!-- to be checked -->`

    Instead: nothing, if it was meant for nobody to read; else write it as text.
    """

    severity = Severity.NOTE
    message = "{what} is left out"


def recognises(data: bytes) -> float:
    """How sure it is that ``data`` is Markdown, from 0 to 1: never so sure that a page or a plain text would be."""
    text = data[:_LOOKED_AT].decode("utf-8", "replace")
    if re.match(r"\ufeff?---[ \t]*\r?\n(?:[\w-]+:.*\r?\n|[ \t#-].*\r?\n)+?---[ \t]*\r?\n", text):
        return 0.95
    signs = len({match.group()[:2] for match in _SIGN.finditer(text)})
    return min(0.2 * signs, 0.85)


def read(data: bytes, file: str, settled: Iterable[Settled] = ()) -> tuple[Transcription, list[Diagnostic]]:
    """The transcription in ``data`` and what is to be said of it; InputError for an empty or binary file.

    ``settled`` is what an editor decided about it.
    """
    source, findings = decode(data, file)
    tokens, footnotes = tokens_of(source)
    if is_too_deep(tokens):
        raise InputError(f"{file} has quotations or lists within {DEEPEST // 2} others; take them apart")
    matter = next((token.content for token in tokens if token.type == "front_matter"), "")
    fields, kept, more = _fields(matter, file)
    marks = _note_marks(fields.pop(_NOTE_MARKS, None))
    text = MarkdownText(lines=source.split("\n"), footnotes=footnotes, known=_known(fields), marks=marks)
    written = text.write(tokens)
    if not written.chunks and not fields:
        raise InputError(f"{file} is empty; a transcription has at least one line of text")
    transcription, settling = assemble(written.source, file, written.chunks, settled, written.anchors)
    transcription, wrong = _completed(transcription, fields)
    kept += [words for words, _ in wrong]
    findings = [*findings, *more, *(finding for _, finding in wrong), *_said(text.remarks, file), *settling]
    return _with_records(transcription, kept), findings


def _said(remarks: Iterable[Remark], file: str) -> Iterator[Diagnostic]:
    for remark in remarks:
        place = Span(file, remark.line)
        yield (
            HtmlKept.at(place, tag=remark.what) if remark.is_kept else HtmlLeftOut.at(place, what=remark.what)
        )


# ------------------------------------------------------------ front matter


def _known(fields: Mapping[str, Any]) -> dict[Kind, list[str]]:
    """The words of the front matter that the title block of the text may repeat."""
    authors = [one.get("name") if isinstance(one, dict) else one for one in fields.get("authors", [])]
    found = {Kind.TITLE: [fields.get("title")], Kind.SUBTITLE: [fields.get("subtitle")], Kind.AUTHOR: authors}
    return {kind: [one for one in ones if isinstance(one, str)] for kind, ones in found.items()}


def _fields(matter: str, file: str) -> tuple[dict[str, Any], list[str], list[Diagnostic]]:
    """What the front matter says by the keys of a sidecar, what of it is kept as it stands, and what is said of it."""
    if not matter.strip():
        return {}, [], []
    try:
        given = yaml.safe_load(matter)
    except (yaml.YAMLError, ValueError) as error:  # a date that is none is a ValueError
        reason = " ".join(str(getattr(error, "problem", None) or error).split())
        mark = getattr(error, "problem_mark", None)
        place = Span(file, mark.line + 2 if mark else 1)
        return {}, [matter], [FrontMatterUnreadable.at(place, reason=reason)]
    if not isinstance(given, dict):
        return {}, [matter], [FrontMatterUnreadable.at(Span(file, 1), reason="it has no keys")]
    fields: dict[str, Any] = {}
    kept, findings = [], []
    for key, value in given.items():
        known = _ALSO.get(str(key).lower(), str(key))
        if (known in KEYS or known == _NOTE_MARKS) and known not in fields and value is not None:
            fields[known] = _valued(known, value)
        elif value is not None:
            kept.append(_words(key, value))
            findings.append(KeyUnknown.at(Span(file, _line_of(matter, str(key))), key=key))
    return fields, kept, findings


def _note_marks(given: object) -> dict[str, str]:
    """What is printed for the mark of a note, by the front matter: a text with one 1 in it."""
    if not isinstance(given, dict):
        return {}
    found = {str(key): shape for key, shape in given.items() if isinstance(shape, str)}
    return {key: shape for key, shape in found.items() if key in _MARKED and _MARK.fullmatch(shape)}


def _valued(key: str, value: Any) -> Any:  # noqa: ANN401 -- what YAML gives
    """``value`` as a sidecar would give it: one author is a list of authors, a number a text where text is wanted."""
    if key in ("authors", "people") and not isinstance(value, list):
        return [value]
    if key in ("title", "subtitle", "licence", "made_for") and isinstance(value, int | float):
        return str(value)
    return value


def _words(key: object, value: object) -> str:
    return str(yaml.safe_dump({key: value}, allow_unicode=True, sort_keys=False, width=10_000)).strip()


def _line_of(matter: str, key: str) -> int:
    lines = matter.split("\n")
    return next((number for number, line in enumerate(lines, 2) if line.startswith(key)), 1)


def _completed(
    transcription: Transcription, fields: Mapping[str, Any]
) -> tuple[Transcription, list[tuple[str, Diagnostic]]]:
    """``transcription`` with what the front matter says; a value that cannot be is kept in its words, and reported."""
    wrong = []
    read_there = transcription.metadata
    for key, value in fields.items():
        try:
            transcription = complete(transcription, {key: value}, override=True)
        except ConfigError as error:
            finding = FrontMatterUnreadable.at(Span(transcription.file, 1), reason=str(error))
            wrong.append((_words(key, value), finding))
    return replace(transcription, metadata=_agreeing(read_there, transcription.metadata)), wrong


def _agreeing(there: Metadata, given: Metadata) -> Metadata:
    """``given``, but for what the text says in its own words: those stand, with the place where they do."""
    titles = {(one.kind, " ".join(one.text.split())): one for one in there.titles}
    places = {" ".join(one.text.split()): one.extent for one in there.authors}
    return given._replace(
        authors=tuple(
            one._replace(extent=one.extent or places.get(" ".join(one.text.split()))) for one in given.authors
        ),
        titles=tuple(titles.get((one.kind, " ".join(one.text.split())), one) for one in given.titles),
        date=_date(there.date, given.date),
        updated=_date(there.updated, given.updated),
        source=given.source._replace(date=_date(there.source.date, given.source.date)),
    )


def _date(there: Date | None, given: Date | None) -> Date | None:
    if there is None or given is None:
        return given
    known = [(one.when, one.not_before, one.not_after) for one in (there, given)]
    return there if known[0] == known[1] else given


def _with_records(transcription: Transcription, kept: Iterable[str]) -> Transcription:
    """``transcription`` with ``kept`` behind its text, on record."""
    source, records, blanks = (
        transcription.source,
        list(transcription.records),
        list(transcription.presentation),
    )
    for words in kept:
        start = len(source) + 2 if source else 0
        if source:
            blanks.append(Presentation(Extent(len(source), start)))
        source = source.ljust(start, "\n") + words
        records.append(Record(RecordKind.LABEL, Extent(start, len(source))))
    return replace(transcription, source=source, records=tuple(records), presentation=tuple(blanks))
