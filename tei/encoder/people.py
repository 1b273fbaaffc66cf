"""Who is who: the people of a document, and the one that a name means."""

from collections.abc import Container
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
        meant = [full for full, person in self._people.items() if name == person.surname]
        return f"#{self._ids[meant[0]]}" if len(meant) == 1 else None

    def _only(self, persons: tuple[Person, ...]) -> str | None:
        return self.ref(persons[0].text) if len(persons) == 1 else None

    def writer(self, writer: Writer) -> str | None:
        """The pointer to the one who wrote a note, when the header names just one that it can be."""
        return self._only(self._authors if writer is Writer.AUTHOR else self._writers.get(writer, ()))

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


def name_parts(person: Person) -> tuple[Content, ...]:
    """The name of ``person`` in parts as far as they are known."""
    if person.surname is None:
        return (person.text,)
    if person.forename is None or f"{person.forename} {person.surname}" != person.text:
        before, found, after = person.text.rpartition(person.surname)
        return (before or None, make("surname", person.surname), after or None) if found else (person.text,)
    return (make("forename", person.forename), " ", make("surname", person.surname))
