"""The metadata of a transcription to ``teiHeader``: the print, the transcription and this file, kept apart.

Nothing stands in the header without evidence or configuration. Each element whose words come from the
source is noted with the stretch it came from, for the account.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from tei import __version__
from tei.document.account import Origin
from tei.encoder.dates import attributes as dating
from tei.encoder.elements import Content, make
from tei.encoder.people import People, name_parts
from tei.encoder.settings import Settings
from tei.transcription import Extent, Transcription
from tei.transcription.metadata import (
    Date,
    Metadata,
    Organisation,
    Part,
    Person,
    PrintedSource,
    RelatedPrint,
    Title,
    TitleKind,
)

PRINT, DIGITAL = "print", "digital"


@cache
def statements() -> dict[str, Any]:
    """The words of ``statements.toml``."""
    return tomllib.loads(Path(__file__).with_name("statements.toml").read_text("utf-8"))


@dataclass
class Header:
    """Makes ``teiHeader``; ``known`` tells which of its elements repeat which stretch of the source."""

    transcription: Transcription
    settings: Settings
    people: People
    language: tuple[str, str]
    has_corrections: bool = False
    known: dict[etree._Element, tuple[Origin, int, int]] = field(default_factory=dict)

    @property
    def _metadata(self) -> Metadata:
        return self.transcription.metadata

    def header(self) -> etree._Element:
        """The element ``teiHeader``."""
        return make(
            "teiHeader",
            make("fileDesc", self._title_statement(), self._publication(), self._source_description()),
            self._encoding_description(),
            self._profile(),
            self._revisions(),
        )

    def _from(
        self, element: etree._Element, extent: Extent | None, origin: Origin = Origin.COPY
    ) -> etree._Element:
        """Note that ``element`` repeats the source at ``extent``; nothing is noted for what an editor gave."""
        if extent is not None:
            self.known[element] = (origin, extent.start, extent.end)
        return element

    # ------------------------------------------------------------ this file

    def _title_statement(self) -> etree._Element:
        return make("titleStmt", *self._titles(), *self._authors(with_parts=True), *self._responsibilities())

    def _titles(self, level: str | None = None) -> Iterator[etree._Element]:
        titles = self._metadata.titles or (Title(TitleKind.MAIN, statements()["untitled"]),)
        for title in titles:
            yield self._from(make("title", title.text, level=level, type=title.kind.value), title.extent)

    def _authors(self, *, with_parts: bool) -> Iterator[etree._Element]:
        for person in self._metadata.authors:
            parts = name_parts(person) if with_parts else (person.text,)
            yield make("author", self._person(person, parts))

    def _person(self, person: Person, parts: tuple[Content, ...]) -> etree._Element:
        return self._from(make("persName", *parts, ref=self.people.ref(person.text)), person.extent)

    def _agent(self, agent: Person | Organisation) -> etree._Element:
        if isinstance(agent, Organisation):
            return self._from(make("orgName", agent.text), agent.extent)
        return self._person(agent, name_parts(agent))

    def _responsibilities(self) -> Iterator[etree._Element]:
        words = statements()["responsibilities"]
        for one in self._metadata.responsibilities:
            yield make("respStmt", make("resp", words[one.task.value]), self._agent(one.agent))

    def _publication(self) -> etree._Element:
        publication = self.settings.publication
        by = "publisher" if publication.publisher else "authority"
        return make(
            "publicationStmt",
            make(by, publication.publisher or publication.authority),
            make("pubPlace", publication.place) if publication.place else None,
            make("date", publication.date, when=publication.date) if publication.date else None,
            self._availability(),
        )

    def _availability(self) -> etree._Element:
        publication = self.settings.publication
        if publication.licence or publication.licence_target:
            words = publication.licence or publication.licence_target
            return make("availability", make("licence", make("p", words), target=publication.licence_target))
        stated = self._metadata.licence
        if stated is not None:
            terms = self._from(make("p", stated.text), stated.extent)
            return make("availability", make("licence", terms, target=stated.target))
        return make("availability", make("p", statements()["no_licence"]), status="unknown")

    def _revisions(self) -> etree._Element | None:
        revision = self.settings.revision
        if revision.date is None and revision.note is None:
            return None
        return make(
            "revisionDesc", make("change", revision.note or statements()["change"], when=revision.date)
        )

    # ------------------------------------------------------------ the print and its transcription

    def _source_description(self) -> etree._Element:
        printed = self._print()
        digital = self._digital(has_print=printed is not None)
        if printed is None and len(digital) == 0:
            return make("sourceDesc", make("p", statements()["no_source"]))
        return make("sourceDesc", printed, digital)

    def _date(self, date: Date, **attributes: str | None) -> etree._Element:
        return self._from(make("date", date.text, **attributes, **dating(date)), date.extent)

    def _print(self) -> etree._Element | None:
        """The print as ``biblStruct``; None when nothing is known of it."""
        source = self._metadata.source
        is_apart = bool(self._metadata.titles and (source.publisher or source.place or source.date))
        if source.title is None and not is_apart:
            return None
        if source.title is not None:
            titles = [*(self._titles(level="a") if self._metadata.titles else ()), *self._article(source)]
            analytic = make("analytic", *titles, *self._authors(with_parts=False))
            monograph = self._monograph(source, analytic=analytic if len(analytic) else None)
        else:
            # What names no print it stands in was published by itself.
            whole = [*self._authors(with_parts=False), *self._titles(level="m")]
            monograph = [make("monogr", *whole, *self._imprint(source))]
        related = (self._related(one) for one in source.related if one.source.title is not None)
        return make("biblStruct", *monograph, *related, xml_id=PRINT, type=PRINT)

    def _related(self, related: RelatedPrint) -> etree._Element:
        """Another print, by its title and its date: the rest stands in the note that keeps the line."""
        source = related.source
        title = self._from(make("title", source.title, level=_level(source)), source.title_extent)
        described: list[Content] = [title, *((", ", self._date(source.date)) if source.date else ())]
        return make("relatedItem", make("bibl", *described), type=related.relation.value)

    def _article(self, source: PrintedSource) -> Iterator[etree._Element]:
        """What the source line calls the text, where it has another title."""
        titles = {title.text.casefold() for title in self._metadata.titles}
        if source.article and source.article.casefold() not in titles:
            yield make("title", source.article, level="a", type="alt")

    def _monograph(
        self, source: PrintedSource, analytic: etree._Element | None = None
    ) -> list[etree._Element | None]:
        title = self._from(make("title", source.title, level=_level(source)), source.title_extent)
        return [analytic, make("monogr", title, *self._imprint(source))]

    def _imprint(self, source: PrintedSource) -> Iterator[etree._Element]:
        """The imprint and, beside it, the scope of the text in the print."""
        scopes = list(self._scopes(source))
        facts = [
            make("pubPlace", source.place) if source.place else None,
            make("publisher", source.publisher) if source.publisher else None,
            self._date(source.date) if source.date else None,
        ]
        # An imprint may not be empty; with nothing else known the scope must do.
        inside = (
            facts if any(fact is not None for fact in facts) else [scopes.pop(0) if scopes else make("date")]
        )
        yield make("imprint", *inside)
        yield from scopes

    def _scopes(self, source: PrintedSource) -> Iterator[etree._Element]:
        for unit, part in (("volume", source.volume), ("issue", source.issue)):
            if part is not None:
                yield self._scope(unit, part)
        for pages in source.pages:
            # What the print shortens stays as printed: "186–90" has no last page of its own.
            to = pages.last if pages.is_complete else None
            scope = make("biblScope", pages.text, unit="page", from_=pages.first, to=to)
            yield self._from(scope, pages.extent)

    def _scope(self, unit: str, part: Part) -> etree._Element:
        return self._from(make("biblScope", part.text, unit=unit, n=part.number), part.extent)

    def _digital(self, *, has_print: bool) -> etree._Element:
        metadata = self._metadata
        return make(
            "bibl",
            self._from(make("publisher", metadata.publisher.text), metadata.publisher.extent)
            if metadata.publisher
            else None,
            self._date(metadata.updated, type="updated") if metadata.updated else None,
            make("relatedItem", type="original", target=f"#{PRINT}") if has_print else None,
            self._copied(metadata.copied_from) if metadata.copied_from else None,
            *self._records(),
            xml_id=DIGITAL,
            type=DIGITAL,
        )

    def _copied(self, whence: Organisation) -> etree._Element:
        """Whence the transcription was copied."""
        owner = self._from(make("publisher", whence.text), whence.extent)
        return make("relatedItem", make("bibl", owner, type=DIGITAL), type="source")

    def _records(self) -> Iterator[etree._Element]:
        for record in self.transcription.records:
            note = make("note", record.extent.of(self.transcription.source), type=record.kind.value)
            yield self._from(note, record.extent, Origin.RECORD)

    # ------------------------------------------------------------ how it was encoded, what it is

    def _encoding_description(self) -> etree._Element:
        words = statements()
        return make(
            "encodingDesc",
            make(
                "editorialDecl",
                self._statement("correction", "some_corrections", method="markup")
                if self.has_corrections
                else self._statement("correction", "corrections"),
                self._statement("normalization", "normalization"),
                self._statement("quotation", "quotation", marks="all"),
                self._statement("hyphenation", "hyphenation"),
                self._statement("segmentation", "segmentation"),
                make("p", words["records"]) if self.transcription.records else None,
            ),
            make(
                "appInfo",
                make(
                    "application",
                    make("label", "tei"),
                    make("p", words["application"]),
                    ident="tei",
                    version=__version__,
                ),
            ),
        )

    def _statement(self, name: str, words: str, **attributes: str) -> etree._Element:
        return make(name, make("p", statements()[words]), **attributes)

    def _profile(self) -> etree._Element:
        tag, name = self.language
        date = self._metadata.date or self._metadata.source.date
        return make(
            "profileDesc",
            make("creation", self._date(date)) if date else None,
            make("langUsage", make("language", name, ident=tag)),
        )


def _level(source: PrintedSource) -> str:
    """The bibliographic level of a print: what has issues or days is a periodical."""
    exact = source.date is not None and (source.date.first or "").count("-") > 1
    return "j" if source.is_serial or (exact and not source.publisher) else "m"
