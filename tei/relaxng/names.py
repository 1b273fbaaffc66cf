"""Names and name classes (RELAX NG specification, section 5 and 6.1)."""

from collections.abc import Iterator
from typing import NamedTuple

from tei.relaxng.namespaces import XML

__all__ = ["XML", "AnyName", "Name", "NameChoice", "NameClass", "NsName", "contains"]


class Name(NamedTuple):
    """An expanded name: namespace URI (empty for none) and local name."""

    namespace: str
    local: str

    def __str__(self) -> str:
        """Clark notation: ``{uri}local``."""
        return f"{{{self.namespace}}}{self.local}" if self.namespace else self.local


class AnyName(NamedTuple):
    """Every name, save those of ``excluded``."""

    excluded: "NameClass | None" = None


class NsName(NamedTuple):
    """Every name in ``namespace``, save those of ``excluded``."""

    namespace: str
    excluded: "NameClass | None" = None


class NameChoice(NamedTuple):
    """Every name that one of ``options`` contains; options are no choices themselves, and there are at least two."""

    options: tuple["Name | AnyName | NsName", ...]


NameClass = Name | AnyName | NsName | NameChoice


def contains(names: NameClass, name: Name) -> bool:
    """Say whether the class has the name in it."""
    if isinstance(names, Name):
        return names == name
    if isinstance(names, NameChoice):
        return any(contains(option, name) for option in names.options)
    if isinstance(names, NsName) and names.namespace != name.namespace:
        return False
    return names.excluded is None or not contains(names.excluded, name)


def options(names: NameClass) -> tuple[Name | AnyName | NsName, ...]:
    """Give the parts of a choice, or the class itself."""
    return names.options if isinstance(names, NameChoice) else (names,)


def single_names(names: NameClass) -> Iterator[Name]:
    """Give the names that the class lists one by one; wildcards give none."""
    return (option for option in options(names) if isinstance(option, Name))


def has_wildcard(names: NameClass) -> bool:
    """Say whether the class holds more names than can be listed."""
    return any(not isinstance(option, Name) for option in options(names))
