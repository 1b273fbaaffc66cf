"""Who is who: the people of a document, and the one that a name means."""

import re
from collections.abc import Container, Iterable
from itertools import chain

from lxml import etree

from tei.encoder.elements import Content, make
from tei.encoder.ids import Ids
from tei.transcription.inlines import Writer
from tei.transcription.metadata import Metadata, Person, Task

# Whose notes stand in a text besides the author's, and the task that names them.
_TASKS = {
    Writer.EDITOR: Task.EDITING,
    Writer.TRANSLATOR: Task.TRANSLATION,
    Writer.TRANSCRIBER: Task.TRANSCRIPTION,
}


class People:
    """The authors, the editors and those named in notes, each once, each with an id."""

    def __init__(self, metadata: Metadata, ids: Ids, writers: Container[Writer] = ()) -> None:
        """``writers`` are those whose notes stand in the text."""
        self._authors = metadata.authors
        self._writers = {
            writer: tuple(
                one.agent
                for one in metadata.responsibilities
                if one.task is task and isinstance(one.agent, Person)
            )
            for writer, task in _TASKS.items()
            if writer in writers or writer is Writer.EDITOR
        }
        everyone = (*self._authors, *chain.from_iterable(self._writers.values()), *metadata.people)
        self._people = {person.text: person for person in reversed(everyone)}
        self._ids = {name: ids.person(name) for name in dict.fromkeys(person.text for person in everyone)}

    def ref(self, name: str) -> str | None:
        """The pointer to the person that ``name`` means: by the full name, or by a surname only one has."""
        if name in self._ids:
            return f"#{self._ids[name]}"
        meant = [full for full, person in self._people.items() if name in _surnames(person)]
        return f"#{self._ids[meant[0]]}" if len(meant) == 1 else None

    def _only(self, persons: tuple[Person, ...]) -> str | None:
        return self.ref(persons[0].text) if len(persons) == 1 else None

    def writer(self, writer: Writer, name: str | None = None) -> str | None:
        """The pointer to the one who wrote a note: the one that ``name`` means, or the only one that it can be.

        What authors write together is all of theirs.
        """
        if name is not None:
            return self.ref(name)
        if writer is Writer.AUTHOR:
            return " ".join(filter(None, (self.ref(author.text) for author in self._authors))) or None
        return self._only(self._writers.get(writer, ()))

    def stand_off(self) -> etree._Element | None:
        """The register of these people, or None when there are none."""
        if not self._ids:
            return None
        persons = (
            make(
                "person",
                make("persName", *name_parts(self._people[name]), ref=self._people[name].ref),
                xml_id=id_,
            )
            for name, id_ in self._ids.items()
        )
        return make("standOff", make("listPerson", *persons))


def _surnames(person: Person) -> tuple[str | None, ...]:
    """The surname, without and with what links it."""
    return person.surname, " ".join(filter(None, (person.name_link, person.surname)))


def name_parts(person: Person) -> tuple[Content, ...]:
    """The name of ``person`` in parts as far as they are known, its words in the order in which they stand."""
    surname = ("nameLink", person.name_link), ("surname", person.surname), ("genName", person.gen_name)
    forename = ("roleName", person.role_name), ("forename", person.forename)
    alone = (("surname", person.surname),)
    found = (_parted(person.text, order) for order in ((*forename, *surname), (*surname, *forename), alone))
    return next((parts for parts in found if parts), (person.text,))


def _parted(text: str, parts: Iterable[tuple[str, str | None]]) -> tuple[Content, ...] | None:
    """``text`` with ``parts`` marked in this order; None when one is missing, or there are none."""
    content: list[Content] = []
    at = 0
    for name, words in parts:
        if words is None:
            continue
        match = re.compile(rf"(?<!\w){re.escape(words)}(?:(?!\w)|(?<=’))").search(text, at)
        if match is None:
            return None
        content += [text[at : match.start()] or None, make(name, words)]
        at = match.end()
    return (*content, text[at:] or None) if content else None
