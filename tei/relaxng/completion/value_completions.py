"""Values that may be written: of an attribute or of the content of an element, whole or token by token.

In come the patterns that a value must match and what was typed of it, out come the texts that the schema lists and, in
words, the datatypes that allow others.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tei.relaxng.matching.derivatives import Derivatives, tokens
from tei.relaxng.matching.patterns import (
    Choice,
    Data,
    Group,
    Interleave,
    List,
    OneOrMore,
    Pattern,
    Text,
    Value,
)
from tei.relaxng.matching.values import datatype_of

Resolve = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Values:
    """``typed`` is what was typed of the value, or of its last token where it is a list."""

    typed: str
    texts: tuple[str, ...]
    expected: tuple[str, ...]
    allows_text: bool


def values(derivatives: Derivatives, patterns: Iterable[Pattern], typed: str, resolve: Resolve) -> Values:
    """Give what may come at the end of what was typed."""
    leaves = list(_leaves(patterns))
    lists = [leaf for leaf in leaves if isinstance(leaf, List)]
    if lists:
        before, typed = _last_token(typed)
        rests = [_behind(derivatives, leaf.members[0], before, resolve) for leaf in lists]
        leaves = [leaf for leaf in leaves if leaf not in lists and not before] + list(_leaves(rests))
    texts = dict.fromkeys(text for leaf in leaves for text in _texts(leaf))
    data = dict.fromkeys(leaf for leaf in leaves if isinstance(leaf, Data))
    expected = dict.fromkeys(filter(None, (datatype_of(one).description() for one in data)))
    return Values(typed, tuple(texts), tuple(expected), any(isinstance(leaf, Text) for leaf in leaves))


def _last_token(typed: str) -> tuple[list[str], str]:
    found = tokens(typed)
    is_within = bool(typed) and not typed[-1].isspace()
    return (found[:-1], found[-1]) if is_within else (found, "")


def _behind(derivatives: Derivatives, pattern: Pattern, before: list[str], resolve: Resolve) -> Pattern:
    for token in before:
        pattern = derivatives.after_token(pattern, token, resolve)
    return pattern


def _leaves(patterns: Iterable[Pattern]) -> Iterator[Pattern]:
    """Give the texts, values, datatypes and lists that patterns may begin with."""
    waiting = list(patterns)[::-1]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Choice | OneOrMore | Interleave):
            waiting += reversed(one.members)
        elif isinstance(one, Group):
            waiting += reversed(list(_heads(one)))
        elif isinstance(one, Data | Value | List | Text):
            yield one


def _heads(group: Group) -> Iterator[Pattern]:
    for member in group.members:
        yield member
        if not member.is_nullable:
            return


def _texts(leaf: Pattern) -> tuple[str, ...]:
    if isinstance(leaf, Value):
        return (leaf.text if leaf.type == "string" else " ".join(tokens(leaf.text)),)
    return ("true", "false") if isinstance(leaf, Data) and leaf.type == "boolean" and leaf.library else ()
