"""A schema after reading: everything included, abstract patterns and rules filled in, ready to be run.

Texts of expressions are as they were written; ``Place`` says where, for messages.
"""

from typing import NamedTuple


class Place(NamedTuple):
    """A file and a line (from 1; 0 where unknown)."""

    uri: str
    line: int


class Let(NamedTuple):
    """A variable: an expression, or (``xml``) the content of the element."""

    name: str
    value: str | None
    xml: str
    place: Place


class Key(NamedTuple):
    """A key: which nodes it has (``match``, a pattern), and by what they are found (``use``)."""

    name: str
    match: str
    use: str
    place: Place


class Insertion(NamedTuple):
    """What a message inserts: the value of an expression, or (``is_name``) the name of a node."""

    expression: str
    is_name: bool
    place: Place


Message = tuple[str | Insertion, ...]


class Remark(NamedTuple):
    """A diagnostic or a property: its id and text; ``role`` and ``scheme`` are those of a property."""

    id: str
    message: Message
    role: str = ""
    scheme: str = ""


class Assertion(NamedTuple):
    """An ``assert`` or a ``report``."""

    is_report: bool
    test: str
    message: Message
    id: str
    role: str
    flag: str
    subject: str
    see: str
    diagnostics: tuple[str, ...]
    properties: tuple[str, ...]
    place: Place


class Rule(NamedTuple):
    """A rule with the assertions of those that it extends; ``parts`` are variables and assertions in their order."""

    context: str
    parts: tuple[Let | Assertion, ...]
    id: str
    role: str
    flag: str
    subject: str
    place: Place


class Pattern(NamedTuple):
    """A pattern: of its rules, only the first that matches a node is about it."""

    id: str
    title: str
    lets: tuple[Let, ...]
    rules: tuple[Rule, ...]
    role: str
    place: Place


class Phase(NamedTuple):
    """A selection of patterns, with variables of its own."""

    id: str
    patterns: tuple[str, ...]
    lets: tuple[Let, ...]
    place: Place


class Schema(NamedTuple):
    """A schema; ``is_old`` where its query language is XPath 1.0."""

    uri: str
    title: str
    is_old: bool
    namespaces: dict[str, str]
    lets: tuple[Let, ...]
    keys: tuple[Key, ...]
    patterns: tuple[Pattern, ...]
    phases: tuple[Phase, ...]
    default_phase: str
    diagnostics: dict[str, Remark]
    properties: dict[str, Remark]
