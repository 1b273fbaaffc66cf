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


def attributes(pattern: Pattern) -> list[Attribute]:
    """Give the attributes in a pattern, each once."""
    found: list[Attribute] = []
    seen: set[int] = set()
    pending = [pattern]
    while pending:
        part = pending.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        if isinstance(part, Attribute):
            found.append(part)
        else:
            pending += parts(part)[::-1]
    return found


def survey(start: Pattern, contents: Sequence[Pattern]) -> tuple[list[Pattern], list[int]]:
    """Give all patterns that can be reached from the start, each once and after its parts, and the elements in order.

    ``contents`` are those of the elements, by number.
    """
    patterns: list[Pattern] = []
    numbers: list[int] = []
    seen: set[int] = set()
    _visit(start, seen, patterns, numbers)
    for number in numbers:  # grows while it is gone through
        _visit(contents[number], seen, patterns, numbers)
    return patterns, numbers


def _visit(root: Pattern, seen: set[int], patterns: list[Pattern], numbers: list[int]) -> None:
    pending = [root]
    while pending:
        pattern = pending[-1]
        missing = [part for part in parts(pattern) if id(part) not in seen]
        if missing:
            pending += missing[::-1]
            continue
        pending.pop()
        if id(pattern) in seen:
            continue
        seen.add(id(pattern))
        patterns.append(pattern)
        if isinstance(pattern, Ref):
            numbers.append(pattern.number)
