"""Pages of the web: HTML and XHTML, in whatever state, to a ``Transcription``.

The source text is what a browser shows; headings, paragraphs, quotations, lists, tables, notes, pictures, emphasis
and links are what the mark-up says they are, by elements and by the classes that houses use. What no text can hold
(scripts, styles, forms, comments) is told in one finding with its counts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from tei.diagnostics import Diagnostic, Rule, Severity, Span
from tei.errors import InputError
from tei.readers.assembly import assemble
from tei.readers.chunks.chunk import Chunk
from tei.readers.facts.names import split_names
from tei.readers.page.marks import Way, WayWithin
from tei.readers.page.notes import find_notes
from tei.readers.page.order import ordered
from tei.readers.page.text import write_page
from tei.readers.page.tree import is_page, parse_page
from tei.transcription import Transcription
from tei.transcription.decisions import Kind, Settled
from tei.transcription.metadata import Metadata, Person, Title, TitleKind

SUFFIXES = (".html", ".htm", ".xhtml")


class LeftOut(Rule):
    """Parts of the page are not in the edition.

    What: a page holds things that are no text: scripts, styles, forms, comments, hidden elements, pictures of the
    site's own. They were left out, and are counted here.

    Why: nothing is dropped without a word.

    Example: `2 comments, 1 script`.

    Instead: nothing, unless something among them belongs to the text; then bring it into the text of the page.
    """

    severity = Severity.NOTE
    message = "left out of the text: {counts}"
    hint = "look whether something among them belongs to the text"


def recognises(data: bytes) -> float:
    """How sure it is, from 0 to 1, that ``data`` is a page."""
    return is_page(data)


def read(data: bytes, file: str, settled: Iterable[Settled] = ()) -> tuple[Transcription, list[Diagnostic]]:
    """The transcription on the page ``data`` and what is to be said of it; InputError for what is no page.

    ``settled`` is what an editor decided about it.
    """
    root, lines, findings = parse_page(data, file)
    text = write_page(root, find_notes(root), lines, file)
    if not text.written.source.strip():
        raise InputError(f"{file} is empty; a page has at least one line of text")
    chunks = ordered(text.written.chunks, [author.text for author in _authors(root)])
    chunks = [_unlinked(chunk, text.left_out) for chunk in chunks]
    transcription, more = assemble(text.written.source, file, chunks, settled, text.written.anchors)
    if text.left_out:
        findings.append(LeftOut.at(Span(file), counts=_counts(text.left_out)))
    metadata = _completed(transcription.metadata, root)
    return replace(transcription, metadata=metadata), [*findings, *more]


def _unlinked(chunk: Chunk, left_out: Counter[str]) -> Chunk:
    """``chunk`` without links when it lists contents: they lead where the titles stand, as in print."""
    if chunk.kind is not Kind.CONTENTS or not chunk.marks:
        return chunk
    kept = tuple(mark for mark in chunk.marks if not isinstance(mark.make, Way | WayWithin))
    left_out["link of a table of contents"] += len(chunk.marks) - len(kept)
    return chunk._replace(marks=kept)


def _counts(left_out: Counter[str]) -> str:
    return ", ".join(
        f"{count} {name}{'s' if count > 1 else ''}" for name, count in sorted(left_out.items()) if count
    )


def _completed(metadata: Metadata, root: etree._Element) -> Metadata:
    """``metadata`` with what the head of the page says and its text does not."""
    language = _language(root)
    if language is not None:
        metadata = metadata._replace(language=language, is_language_guessed=False)
    title = _title(root)
    if not metadata.titles and title:
        metadata = metadata._replace(titles=(Title(TitleKind.MAIN, title),))
    if not metadata.authors:
        metadata = metadata._replace(authors=tuple(_authors(root)))
    return metadata


def _title(root: etree._Element) -> str:
    found = next(root.iter("{*}title"), None)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def _stated(root: etree._Element, name: str) -> str:
    """What the page's ``meta`` called ``name`` says."""
    for one in root.iter("{*}meta"):
        if (one.get("name") or one.get("http-equiv") or "").lower() == name:
            return " ".join((one.get("content") or "").split())
    return ""


def _authors(root: etree._Element) -> Iterator[Person]:
    for name, _ in split_names(_stated(root, "author"), 0):
        yield Person(name)


def _language(root: etree._Element) -> str | None:
    """The language that the page states, as a tag."""
    body = next(root.iter("{*}body"), root)
    for element in (body, root):
        for name in ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang"):
            if element.get(name):
                return str(element.get(name)).strip()
    return _stated(root, "content-language").partition(",")[0] or None
