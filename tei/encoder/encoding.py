"""The whole way from a transcription to a TEI file, with the account that nothing was lost."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from lxml import etree

from tei.diagnostics import Diagnostic, Span
from tei.document.account import Account, balance, holdings_of
from tei.document.serialise import serialise
from tei.encoder.body import Body
from tei.encoder.claims import claims
from tei.encoder.elements import make
from tei.encoder.findings import (
    LanguageGuessed,
    LanguageUnknown,
    LicenceUnknown,
    TextMissing,
    TitleMissing,
)
from tei.encoder.guesses import guesses
from tei.encoder.header import DIGITAL, PRINT, Header
from tei.encoder.ids import Ids
from tei.encoder.inlines import Inlines, span
from tei.encoder.notes import Notes
from tei.encoder.people import People
from tei.encoder.settings import Settings
from tei.errors import LossError
from tei.transcription import Extent, Transcription
from tei.transcription.blocks import LetterPart, LetterPartKind, Note, Paragraph, Section
from tei.transcription.inlines import Correction, EmphasisNote, Gap, Inline, Insertion
from tei.transcription.languages import name_of
from tei.transcription.walk import blocks_within, inlines, nested, texts

_ID = re.compile(r'xml:id="([^"]+)"')
SCHEMAS = (
    ("tei-edition.rng", "http://relaxng.org/ns/structure/1.0"),
    ("tei-edition.sch", "http://purl.oclc.org/dsdl/schematron"),
)


class Encoding(NamedTuple):
    """An encoded transcription: the file, what is to be said of it, its account, and where its lines come from.

    ``origins`` are lines of the file, in order, each with the place in the transcription that it begins.
    """

    data: bytes
    findings: list[Diagnostic]
    account: Account
    origins: tuple[tuple[int, Span], ...]


def _language(transcription: Transcription) -> tuple[str, str]:
    """Tag and English name of the language; a tag without a name is its own name."""
    tag = transcription.metadata.language or "und"
    return tag, name_of(tag)


def _statements(transcription: Transcription, settings: Settings) -> Iterator[Diagnostic]:
    """What is to be said of the transcription as a whole, at its first line."""
    start, metadata = Span(transcription.file), transcription.metadata
    tag, name = _language(transcription)
    if metadata.language is None:
        yield LanguageUnknown.at(start)
    elif metadata.is_language_guessed:
        yield LanguageGuessed.at(start, tag=tag, name=name)
    if not metadata.titles:
        yield TitleMissing.at(start)
    if not transcription.body:
        yield TextMissing.at(start)
    yield from guesses(transcription)
    publication = settings.publication
    if not (metadata.licence or publication.licence or publication.licence_target):
        yield LicenceUnknown.at(start)


_Written = Insertion | EmphasisNote | Gap  # what says who wrote it


def _headings(transcription: Transcription) -> Iterator[str]:
    """The words of all headings of sections."""
    for block in blocks_within(transcription.body):
        if isinstance(block, Section):
            yield _words(transcription, block.heading.content)


def _paragraphs(transcription: Transcription) -> Iterator[str]:
    """The words of everything that becomes a ``p``, in order."""
    for block in blocks_within(transcription.body):
        if isinstance(block, Paragraph) or (
            isinstance(block, LetterPart) and block.kind is LetterPartKind.POSTSCRIPT
        ):
            yield _words(transcription, block.content)


def _words(transcription: Transcription, content: Iterable[Inline]) -> str:
    return transcription.words(texts(content))


def _instructions() -> Iterator[str]:
    for schema, kind in SCHEMAS:
        yield f'xml-model href="{schema}" type="application/xml" schematypens="{kind}"'


class Tree(NamedTuple):
    """A transcription as a tree of TEI, before it is written and its account is made."""

    root: etree._Element
    body: Body
    header: Header


def tree(transcription: Transcription, settings: Settings) -> Tree:
    """``transcription`` as a tree of TEI elements."""
    ids = Ids(list(_headings(transcription)), list(_paragraphs(transcription)))
    for reserved in filter(None, (settings.id, PRINT, DIGITAL)):
        ids.reserve(reserved)
    within = list(chain.from_iterable(_within(transcription)))
    writers = {inline.writer for inline in within if isinstance(inline, _Written)}
    writers |= {block.writer for block in blocks_within(transcription.body) if isinstance(block, Note)}
    people = People(transcription.metadata, ids, writers)
    body = Body(Inlines(transcription, people, Notes(transcription.body, within, ids)), ids)
    text = body.text()
    corrected = any(isinstance(inline, Correction) for inline in within)
    language = _language(transcription)
    header = Header(transcription, settings, people, language, has_corrections=corrected)
    root = make("TEI", header.header(), people.stand_off(), text, xml_id=settings.id, xml_lang=language[0])
    return Tree(root, body, header)


def _within(transcription: Transcription) -> Iterator[Iterable[Inline]]:
    """Every inline of the transcription, in the order of the text."""
    for part in transcription.front:
        yield nested(part.content)
    yield inlines(transcription.body)


def encode(transcription: Transcription, settings: Settings) -> Encoding:
    """``transcription`` as a TEI file; LossError when a character of it would be lost, doubled or moved."""
    made = tree(transcription, settings)
    data = serialise(made.root, _instructions())
    paths = made.root.getroottree().getpath
    account = balance(
        transcription.source,
        claims(transcription),
        holdings_of(made.root, made.header.known),
        data,
        additions=[paths(element) for element in made.body.inlines.additions],
    )
    if not account.is_balanced:
        raise LossError(
            f"{transcription.file} was not encoded, since text would be lost: {account.problems[0]}"
        )
    origins = tuple(_origins(data, transcription, made.body.places))
    findings = [*_statements(transcription, settings), *made.body.inlines.findings]
    return Encoding(data, findings, account, origins)


def _origins(
    data: bytes, transcription: Transcription, places: dict[str, Extent]
) -> Iterator[tuple[int, Span]]:
    """The lines of the file on which something with a place in the transcription begins."""
    for number, line in enumerate(data.decode("utf-8").split("\n"), 1):
        for id_ in _ID.findall(line):
            if id_ in places:
                yield number, span(transcription, places[id_])
