"""Who, what, when, whence: what a transcription or its sidecar says about the text.

A value that was read from the source keeps the ``extent`` it was read from; one that an editor gave
has none. ``text`` is always as printed, line ends replaced by a space.
"""

from enum import StrEnum
from typing import NamedTuple

from tei.transcription.extent import Extent


class Date(NamedTuple):
    """A date as printed, and as far as it is known: W3C dates (1941, 1941-11, 1941-11-08).

    ``from_`` and ``to`` are the ends of a period, ``not_before`` and ``not_after`` the limits of a moment. ``edtf`` is
    the whole expression (1941~, 194X, 1941-21), ``certainty`` is medium or low where something is in doubt.
    """

    text: str
    when: str | None = None
    not_before: str | None = None
    not_after: str | None = None
    extent: Extent | None = None
    from_: str | None = None
    to: str | None = None
    edtf: str | None = None
    certainty: str | None = None

    @property
    def first(self) -> str | None:
        """The earliest date that it allows, as exact as it is known."""
        return self.when or self.from_ or self.not_before or self.to or self.not_after


class TitleKind(StrEnum):
    """Main title, subtitle, or what a periodical prints above a title: a column, a series."""

    MAIN = "main"
    SUB = "sub"
    KICKER = "kicker"


class Title(NamedTuple):
    """A title of the text."""

    kind: TitleKind
    text: str
    extent: Extent | None = None


class Person(NamedTuple):
    """A person; the parts of the name only as far as there is evidence for them.

    Each part stands in ``text`` as it is printed: ``role_name`` ("Dr."), ``forename``, ``name_link`` ("van der"),
    ``surname``, ``gen_name`` ("Jr.").
    """

    text: str
    forename: str | None = None
    surname: str | None = None
    ref: str | None = None
    extent: Extent | None = None
    role_name: str | None = None
    name_link: str | None = None
    gen_name: str | None = None


class Organisation(NamedTuple):
    """A body that did something or for which it was done."""

    text: str
    extent: Extent | None = None


class Task(StrEnum):
    """What was done to make the transcription."""

    TRANSCRIPTION = "transcription"
    MARKUP = "markup"
    PROOFREADING = "proofreading"
    TRANSLATION = "translation"
    SCANNING = "scanning"
    EDITING = "editing"


class Responsibility(NamedTuple):
    """One task and the one who did it."""

    task: Task
    agent: Person | Organisation


class Part(NamedTuple):
    """A volume, issue or column of the print: as printed, and as a number where it is a numeral."""

    text: str
    number: str | None = None
    extent: Extent | None = None


class Pages(NamedTuple):
    """A page or a range of pages; ``first`` and ``last`` are equal for a single page."""

    text: str
    first: str
    last: str
    extent: Extent | None = None

    @property
    def is_complete(self) -> bool:
        """Whether the last page is printed in full and lies behind the first; of 186–90 it is not."""
        if not (self.first.isdecimal() and self.last.isdecimal()):
            return True
        return int(self.first) <= int(self.last)


class PrintRelation(StrEnum):
    """What another print of the text is to the one that was transcribed."""

    ORIGINAL = "original"
    REPRINT = "reprint"


class RelatedPrint(NamedTuple):
    """Another print of the same text."""

    relation: PrintRelation
    source: "PrintedSource"


class PrintedSource(NamedTuple):
    """The print that was transcribed. ``is_serial`` for a newspaper or journal.

    ``article`` is what the source line calls the text within the print, or the column it stands in.
    """

    title: str | None = None
    title_extent: Extent | None = None
    volume: Part | None = None
    issue: Part | None = None
    date: Date | None = None
    pages: tuple[Pages, ...] = ()
    publisher: str | None = None
    place: str | None = None
    article: str | None = None
    related: tuple[RelatedPrint, ...] = ()

    @property
    def is_serial(self) -> bool:
        return self.volume is not None or self.issue is not None


class Licence(NamedTuple):
    """The terms on which the transcription may be used, in its own words; ``target`` is their address."""

    text: str
    extent: Extent | None = None
    target: str | None = None


class Metadata(NamedTuple):
    """All of it. ``publisher`` is the body that the transcription was made for, ``copied_from`` whence it has it."""

    titles: tuple[Title, ...] = ()
    authors: tuple[Person, ...] = ()
    date: Date | None = None
    source: PrintedSource = PrintedSource()
    publisher: Organisation | None = None
    copied_from: Organisation | None = None
    responsibilities: tuple[Responsibility, ...] = ()
    licence: Licence | None = None
    updated: Date | None = None
    language: str | None = None
    is_language_guessed: bool = False
    people: tuple[Person, ...] = ()
