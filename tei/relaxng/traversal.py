"""Going through patterns without recursion: what is in one, and which elements it refers to."""

from collections.abc import Iterable, Sequence

from tei.relaxng.grammar import (
    Attribute,
    Choice,
    Data,
    Group,
    Interleave,
    List,
    OneOrMore,
    Pattern,
    Ref,
)


def parts(pattern: Pattern) -> tuple[Pattern, ...]:
    """Give the patterns directly in a pattern; an element is not in it, only the reference to it."""
    if isinstance(pattern, (Choice, Group, Interleave)):
        return pattern.members
    if isinstance(pattern, (OneOrMore, List)):
        return (pattern.member,)
    if isinstance(pattern, Attribute):
        return (pattern.content,)
    if isinstance(pattern, Data) and pattern.excluded is not None:
        return (pattern.excluded,)
    return ()


def references(patterns: Iterable[Pattern], seen: set[int]) -> list[int]:
    """Give the numbers of the elements that patterns refer to, in order; what is in ``seen`` is passed over.

    ``seen`` has the identities of patterns and grows by those that are met.
    """
    found: dict[int, None] = {}
    pending = list(patterns)[::-1]
    while pending:
        pattern = pending.pop()
        if id(pattern) in seen:
            continue
        seen.add(id(pattern))
        if isinstance(pattern, Ref):
            found[pattern.number] = None
        else:
            pending += parts(pattern)[::-1]
    return list(found)


def reachable(start: Pattern, contents: Sequence[Pattern]) -> list[int]:
    """Give the numbers of all elements that can be reached from the start; ``contents`` are theirs, by number."""
    seen: set[int] = set()
    found = dict.fromkeys(references([start], seen))
    pending = list(found)[::-1]
    while pending:
        for number in references([contents[pending.pop()]], seen):
            if number not in found:
                found[number] = None
                pending.append(number)
    return list(found)
