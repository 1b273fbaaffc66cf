"""What a document is checked against: a set of schema files that belong together.

A check asks for the bytes by suffix (``rng``, ``sch``, ``xsd``) and may keep what it has compiled of them here,
so that a thousand documents pay for one compilation.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

T = TypeVar("T")


@dataclass(frozen=True)
class Schemas:
    """``read(file)`` gives the bytes of a schema file; ``names`` says which file has which suffix.

    ``read`` raises SchemaError when a file is not there. A schema may name others, by URIs from its own name.
    """

    read: Callable[[str], bytes]
    names: dict[str, str]
    _made: dict[tuple[str, Callable[..., Any]], Any] = field(default_factory=dict, compare=False, repr=False)

    def has(self, suffix: str) -> bool:
        return suffix in self.names

    def data(self, suffix: str) -> bytes:
        return self.read(self.names[suffix])

    def made(self, suffix: str, make: Callable[[bytes, str], T]) -> T:
        """What ``make(bytes, name)`` makes of the schema of this suffix; it is called once."""
        key = (suffix, make)
        if key not in self._made:
            self._made[key] = make(self.data(suffix), self.names[suffix])
        return cast("T", self._made[key])

    def read_as(self, suffix: str, make: Callable[[str, Callable[[str], bytes]], T]) -> T:
        """What ``make(name, read)`` makes of the schema of this suffix and the files it names; it is called once."""
        key = (suffix, make)
        if key not in self._made:
            self._made[key] = make(self.names[suffix], self.read)
        return cast("T", self._made[key])
