"""Names of people in a line: how many there are, and which word is the surname where something says so."""

import re
from collections.abc import Iterator

from tei.readers.vocabulary import any_of, words
from tei.transcription.extent import Extent
from tei.transcription.metadata import Person

# A word of a name: a capital, or initials, or a particle; apostrophes as people type them.
_WORD = r"(?:(?:d’)?[^\W\d_a-z][\w’'.-]*|[a-z]{1,3}|d’|van|von|de|der|den|la|le)"
_NAME = re.compile(rf"[^\W\d_a-z][\w’'.-]*(?:\s+{_WORD}){{0,5}}")


def is_name_like(text: str) -> bool:
    """Whether ``text`` could be the name of a person: up to six words, the first and last with capitals."""
    parts = text.split()
    return bool(parts) and _NAME.fullmatch(text) is not None and parts[-1].removeprefix("d’")[:1].isupper()


def split_names(text: str, start: int = 0) -> Iterator[tuple[str, Extent]]:
    """The names of a list such as "A, B & C", each with its extent; ``text`` begins at offset ``start``."""
    separator = re.compile(rf"[,;/]|(?<=\s){any_of(words('credits', 'and'))}(?=\s)")
    at = 0
    for match in [*separator.finditer(text), None]:
        end = match.start() if match else len(text)
        name = text[at:end]
        if name.strip():
            yield (
                name.strip(),
                Extent(start + at + len(name) - len(name.lstrip()), start + at + len(name.rstrip())),
            )
        at = match.end() if match else end


def are_names(text: str) -> bool:
    """Whether ``text`` could be the name of a person, or a list of such names."""
    names = [name for name, _ in split_names(text)]
    return bool(names) and all(is_name_like(name) and (len(names) == 1 or " " in name) for name in names)


def with_parts(person: Person, surnames: frozenset[str]) -> Person:
    """``person`` with forename and surname when its last words stand alone among ``surnames``."""
    parts = person.text.split()
    for count in range(1, len(parts)):
        surname = " ".join(parts[count:])
        if surname in surnames:
            return person._replace(forename=" ".join(parts[:count]), surname=surname)
    return person
