"""Names of people in a line: how many there are, and which word is the surname where something says so."""

import re
from collections.abc import Iterator
from functools import cache

from tei.readers.vocabulary import any_of, words
from tei.transcription.extent import Extent
from tei.transcription.metadata import Person

# A word of a name: a capital, or initials, or a particle; apostrophes as people type them.
_WORD = r"(?:(?:d’)?[^\W\d_a-z][\w’'.-]*|[a-z]{1,3}|d’|van|von|de|der|den|la|le)"
_INITIALS = r"[^\W\d_a-z]\.(?:[ -]?[^\W\d_a-z]\.)*"
_MOST_WORDS = 10  # of a name that is divided
_ONLY_INITIALS = re.compile(_INITIALS)
_NAME = re.compile(rf"[^\W\d_a-z][\w’'.-]*(?:\s+{_WORD}){{0,5}}")


def is_name_like(text: str) -> bool:
    """Whether ``text`` could be the name of a person: up to six words, the first and last with capitals."""
    parts = text.split()
    return bool(parts) and _NAME.fullmatch(text) is not None and parts[-1].removeprefix("d’")[:1].isupper()


@cache
def _separator() -> re.Pattern[str]:
    return re.compile(rf"[,;/]|(?<=\s){any_of(words('credits', 'and'))}(?=\s)")


@cache
def _belongs_before() -> re.Pattern[str]:
    """What stands behind a comma and yet is no name of its own: initials ("Lender, E. B.") or "Jr."."""
    return re.compile(rf"\s*(?:{_INITIALS}|{any_of(words('names', 'generations'))})\s*")


def split_names(text: str, start: int = 0) -> Iterator[tuple[str, Extent]]:
    """The names of a list such as "A, B & C", each with its extent; ``text`` begins at offset ``start``."""
    pieces: list[tuple[int, int]] = []
    at = 0
    marks = [*_separator().finditer(text), None]
    for mark, last in zip(marks, [None, *marks], strict=False):
        end = mark.start() if mark else len(text)
        name = text[at:end]
        if pieces and last and last.group() == "," and _belongs_before().fullmatch(name):
            pieces[-1] = pieces[-1][0], end
        else:
            pieces.append((at, end))
        at = mark.end() if mark else end
    for first, end in pieces:
        name = text[first:end]
        if name.strip():
            before, behind = len(name) - len(name.lstrip()), len(name.rstrip())
            yield name.strip(), Extent(start + first + before, start + first + behind)


def are_names(text: str) -> bool:
    """Whether ``text`` could be the name of a person, or a list of such names."""
    names = [name for name, _ in split_names(text)]
    return bool(names) and all(is_name_like(name) and (len(names) == 1 or " " in name) for name in names)


# ------------------------------------------------------------ the parts of a name


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(
        rf"({any_of(words('names', 'roles'))}(?:\s+{any_of(words('names', 'roles'))})*)\s+(?=\S)"
    )


@cache
def _generation() -> re.Pattern[str]:
    return re.compile(rf"(?<=\S),?\s+({any_of(words('names', 'generations'))})")


@cache
def _particle() -> re.Pattern[str]:
    return re.compile(rf"\s({any_of(words('names', 'particles'))})(?:\s+|(?<=’))([^\W\d_a-z]\S*)")


def with_parts(person: Person, surnames: frozenset[str]) -> Person:
    """``person`` with the parts of the name that something tells: initials and pen names alone stay whole.

    The surname is what stands alone among ``surnames``; or before a comma and initials; or, at the end, behind a particle,
    behind initials, or before "Jr.".
    """
    name = person.text
    role = _titles().match(name)
    generation = next((match for match in _generation().finditer(name) if match.end() == len(name)), None)
    start, end = role.end() if role else 0, generation.start() if generation else len(name)
    found = _divided(name[start:end], surnames, has_generation=generation is not None)
    if found:
        person = person._replace(forename=found[0], name_link=found[1], surname=found[2])
    return person._replace(
        role_name=role[1] if role else None, gen_name=generation[1] if generation else None
    )


def _divided(
    name: str, surnames: frozenset[str], *, has_generation: bool
) -> tuple[str | None, str | None, str] | None:
    """Forename, particle and surname of ``name``; None where nothing tells which is which."""
    parts = name.split()
    if len(parts) > _MOST_WORDS:
        return None
    for count in range(1, len(parts)):
        if (surname := " ".join(parts[count:])) in surnames:
            return " ".join(parts[:count]), None, surname
    surname, comma, initials = name.partition(", ")
    if comma and (_ONLY_INITIALS.fullmatch(initials) or surname in surnames):
        return initials, None, surname
    linked = next((match for match in _particle().finditer(name) if match.end() == len(name)), None)
    if linked:
        return name[: linked.start()], linked[1], linked[2]
    is_certain = has_generation or _ONLY_INITIALS.fullmatch(" ".join(parts[:-1]))
    if len(parts) > 1 and is_certain and len(parts[-1]) > 2 and "." not in parts[-1]:
        return " ".join(parts[:-1]), None, parts[-1]
    return None


_YEAR_BEHIND = re.compile(r"\s*\(\d{4}\)$")


def without_year(text: str) -> str:
    """``text`` without a year in brackets behind it, as title pages have it behind a name."""
    return _YEAR_BEHIND.sub("", text)
