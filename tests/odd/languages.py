"""Regular languages over names, and whether two are the same: what the proofs of this room compare."""

import re
from functools import cache

# Patterns as tuples, built only by these: equal patterns are equal values, what cannot be is one value.
EMPTY, NEVER = ("empty",), ("never",)
WORD = ("symbol", r"data token pattern=[^\p{C}\p{Z}]+")


def choice(patterns):
    parts = {q for p in patterns for q in (p[1] if p[0] == "choice" else [p])} - {NEVER}
    if WORD in parts:  # a listed value that is a word adds nothing to the datatype of words
        parts = {part for part in parts if part == WORD or not re.fullmatch(r"value \S+", str(part[1]))}
    if not parts:
        return NEVER
    return next(iter(parts)) if len(parts) == 1 else ("choice", frozenset(parts))


def group(first, second):
    if NEVER in (first, second):
        return NEVER
    if EMPTY in (first, second):
        return second if first == EMPTY else first
    return ("group", first[1], group(first[2], second)) if first[0] == "group" else ("group", first, second)


def many(pattern):
    return pattern if pattern in (EMPTY, NEVER) or pattern[0] == "many" else ("many", pattern)


def star(pattern):
    return choice([EMPTY, many(pattern)])


@cache
def is_nullable(pattern):
    match pattern:
        case ("empty",) | ("symbol", "#text"):
            return True
        case ("choice", parts):
            return any(map(is_nullable, parts))
        case ("group", first, second):
            return is_nullable(first) and is_nullable(second)
        case ("many", inner):
            return is_nullable(inner)
    return False


@cache
def transitions(pattern):
    """What may come first, and what is left then."""
    found = {}
    for symbol, rest in steps(pattern):
        found[symbol] = choice([found.get(symbol, NEVER), rest])
    return {symbol: rest for symbol, rest in found.items() if rest != NEVER}


def steps(pattern):
    match pattern:
        case ("symbol", "#text"):
            yield "#text", pattern
        case ("symbol", name):
            yield name, EMPTY
        case ("choice", parts):
            for part in parts:
                yield from transitions(part).items()
        case ("group", first, second):
            yield from ((symbol, group(rest, second)) for symbol, rest in transitions(first).items())
            if is_nullable(first):
                yield from transitions(second).items()
        case ("many", inner):
            yield from ((symbol, group(rest, star(inner))) for symbol, rest in transitions(inner).items())


def are_equal(left, right):
    """Whether two patterns are one language; "" or a word that tells them apart."""
    waiting, seen = [(left, right, ())], set()
    while waiting:
        a, b, word = waiting.pop()
        if (a, b) in seen:
            continue
        seen.add((a, b))
        if is_nullable(a) != is_nullable(b):
            return f"{' '.join(word)} . ends in one only"
        here, there = transitions(a), transitions(b)
        if set(here) != set(there):
            return f"{' '.join(word)} . then {sorted(set(here) ^ set(there))[:5]} in one only"
        waiting.extend((here[symbol], there[symbol], (*word, symbol)) for symbol in here)
    return ""
