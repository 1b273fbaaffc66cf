"""What a document is checked against: a set of schema files that belong together.

A check asks for the bytes by suffix (``rng``, ``sch``, ``xsd``) and may keep what it has compiled of them here,
so that a thousand documents pay for one compilation.
"""

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar, cast, runtime_checkable

T = TypeVar("T")


@dataclass(frozen=True)
class Schemas:
    """``read(file)`` gives the bytes of a schema file; ``names`` says which file has which suffix.

    ``read`` raises SchemaError when a file is not there. A schema may name others, by URIs from its own name. ``cache``
    keeps what was computed of a schema for later processes, under names; it may lose it at any time. ``phase`` is the
    Schematron phase that is asked for, None for the schema's own choice. ``folder`` is where the files lie, None where that is
    no folder: for what reads files itself.
    """

    read: Callable[[str], bytes]
    names: dict[str, str]
    cache: MutableMapping[str, bytes] | None = field(default=None, compare=False, repr=False)
    phase: str | None = None
    folder: str | None = None
    _made: dict[tuple[str, Callable[..., Any]], Any] = field(default_factory=dict, compare=False, repr=False)

    def has(self, suffix: str) -> bool:
        return suffix in self.names

    @property
    def is_made(self) -> bool:
        """Whether something could be made of one of the schemas."""
        return bool(self._made)

    def data(self, suffix: str) -> bytes:
        return self.read(self.names[suffix])

    def made(self, suffix: str, make: Callable[[bytes, str], T]) -> T:
        """What ``make(bytes, name)`` makes of the schema of this suffix; it is called once."""
        key = (suffix, make)
        if key not in self._made:
            self._made[key] = make(self.data(suffix), self.names[suffix])
        return cast("T", self._made[key])

    def read_as(self, suffix: str, make: "Callable[[str, Schemas], T]") -> T:
        """What ``make(name, self)`` makes of the schema of this suffix and the files it names; it is called once."""
        key = (suffix, make)
        if key not in self._made:
            self._made[key] = make(self.names[suffix], self)
        return cast("T", self._made[key])

    def keep(self, least: int = 1) -> None:
        """Let what was made of the schemas keep in the cache what documents have taught it, if that is ``least`` steps."""
        for made in self._made.values():
            if isinstance(made, Learning):
                made.save(least)


@runtime_checkable
class Learning(Protocol):
    """What is made of a schema and gets faster with each document."""

    def save(self, least: int) -> None:
        """Keep what was learnt in ``Schemas.cache``, if it is ``least`` steps or more."""
