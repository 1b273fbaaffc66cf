"""The proof against the TEI's own toolchain: for its customizations our grammar is the same grammar.

Element by element: the content models are compared as regular languages (a bisimulation over the
transitions of both), the attributes by name, whether they are required, their choices, and their values
again as languages. What differs with reason stands in ``differences.json``; what in the TEI's ODDs
refers to things that are gone, which our compiler refuses, stands in ``stale.json``.
"""

import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from tei.odd import compile as compile_odd
from tei.odd import relaxng

HERE = Path(__file__).parent
TEI = HERE.parents[2] / "shared" / "tei"
RNG = "{http://relaxng.org/ns/structure/1.0}"
NAMES = ["tei_bare", "tei_minimal", "tei_lite", "tei_simplePrint", "tei_all"]
DIFFERENCES = json.loads((HERE / "differences.json").read_text("utf-8"))

pytestmark = pytest.mark.skipif(not TEI.exists(), reason="the TEI's schemas (../shared/tei) are not here")


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


@dataclass
class Declared:
    """An element of a grammar: its content, its attributes, the choices between them."""

    content: tuple
    attributes: dict = field(default_factory=dict)
    choices: set = field(default_factory=set)


class Grammar:
    """Reads a RELAX NG grammar of the kind ODD compilers write."""

    def __init__(self, root):
        self.defines = {node.get("name"): node for node in root.iter(RNG + "define")}
        self.memory = {}
        self.start = self.pattern(root.find(RNG + "start"))
        self.elements = {}
        for node in root.iter(RNG + "element"):
            if node.get("name"):
                self.elements[name_of(node)] = self.element(node)

    def element(self, node):
        declared = Declared(self.group(node))
        self.attributes(node, declared, is_required=True)
        return declared

    def group(self, node):
        pattern = EMPTY
        for child in reversed([child for child in node if child.tag in PATTERNS]):
            pattern = group(self.pattern(child), pattern)
        return pattern

    def pattern(self, node):
        """The pattern of ``node``, without its attributes."""
        match node.tag.removeprefix(RNG):
            case "element":
                return ("symbol", name_of(node) or wildcard(node))
            case "ref":
                return self.named(node.get("name"))
            case "choice":
                return choice(self.pattern(child) for child in node if child.tag in PATTERNS)
            case "optional":
                return choice([EMPTY, self.group(node)])
            case "zeroOrMore":
                return star(self.group(node))
            case "oneOrMore":
                return many(self.group(node))
            case "empty" | "attribute":
                return EMPTY
            case "notAllowed":
                return NEVER
            case "text":
                return ("symbol", "#text")
            case "value":
                return ("symbol", f"value {node.text or ''}")
            case "data":
                facets = sorted(f" {facet.get('name')}={facet.text}" for facet in node)
                return ("symbol", f"data {node.get('type')}{''.join(facets)}")
        return self.group(node)

    def named(self, name):
        if name not in self.memory:
            self.memory[name] = self.group(self.defines[name])
        return self.memory[name]

    def attributes(self, node, declared, *, is_required):
        for child in node:
            kind = str(child.tag).removeprefix(RNG)
            if kind == "attribute":
                key = f"{child.get('ns') or ''} {child.get('name')}".replace(
                    "http://www.w3.org/XML/1998/namespace ", "xml:"
                )
                declared.attributes[key.strip()] = (is_required, self.values(child))
            elif kind == "ref" and self.defines[child.get("name")].find(RNG + "element") is None:
                self.attributes(self.defines[child.get("name")], declared, is_required=is_required)
            elif kind == "choice" and any(True for _ in child.iter(RNG + "attribute")):
                declared.choices.add(frozenset(self.alternative(option, declared) for option in child))
            elif kind in {"optional", "group"}:
                self.attributes(child, declared, is_required=is_required and kind == "group")

    def alternative(self, node, declared):
        inner = Declared(EMPTY)
        shell = etree.Element("shell")
        shell.append(etree.fromstring(etree.tostring(node)))
        self.attributes(shell, inner, is_required=True)
        declared.attributes |= {name: (False, values) for name, (_, values) in inner.attributes.items()}
        return frozenset((name, is_required) for name, (is_required, _) in inner.attributes.items())

    def values(self, attribute):
        """Whether the value is a list, and the language of it; an empty attribute is text."""
        listed = attribute.find(RNG + "list")
        language = self.group(attribute if listed is None else listed)
        is_free = not any(child.tag in PATTERNS for child in attribute)
        language = ("symbol", "#text") if is_free else language
        return is_list(listed, language), language


def is_list(listed, language):
    """An optional datum is the list of at most one."""
    return listed is not None or (is_nullable(language) and "#text" not in transitions(language))


def name_of(node):
    """The name of an element, with its namespace where that is not the grammar's."""
    return f"{node.get('ns')} {node.get('name')}" if node.get("ns") else node.get("name")


def wildcard(node):
    """The name class of an element of many names, in one canonical line."""
    inner = " ".join(wildcard(child) for child in node if child.tag in NAME_CLASSES)
    attributes = [*sorted(node.attrib.values()), (node.text or "").strip()]
    return f"{node.tag.removeprefix(RNG)}({' '.join(filter(None, [*attributes, inner]))})"


NAME_CLASSES = {RNG + name for name in ("anyName", "nsName", "name", "except", "choice")}
PATTERNS = {
    RNG + name
    for name in (
        "element ref choice optional zeroOrMore oneOrMore group empty notAllowed text value data list attribute".split()
    )
}


def grammars(name, customization):
    schema = compile_odd((TEI / "p5subset.xml").read_bytes(), customization)
    return Grammar(etree.fromstring(relaxng(schema))), Grammar(etree.parse(TEI / f"{name}.rng").getroot())


def differences(name, customization):
    ours, theirs = grammars(name, customization)
    if message := are_equal(ours.start, theirs.start):
        yield "start", message
    for ident in sorted({*ours.elements, *theirs.elements}):
        if ident not in ours.elements or ident not in theirs.elements:
            yield ident, "in one only"
        else:
            yield from of_element(ident, ours.elements[ident], theirs.elements[ident])


def of_element(ident, ours, theirs):
    if message := are_equal(ours.content, theirs.content):
        yield ident, message
    if ours.choices != theirs.choices:
        yield f"{ident}/@*", f"choices {ours.choices ^ theirs.choices}"
    for name in sorted({*ours.attributes, *theirs.attributes}):
        here, there = ours.attributes.get(name), theirs.attributes.get(name)
        if here is None or there is None:
            yield f"{ident}/@{name}", f"in {'theirs' if here is None else 'ours'} only"
        elif here[0] != there[0] or here[1][0] != there[1][0]:
            yield (
                f"{ident}/@{name}",
                f"required, list: ours {here[0]}, {here[1][0]}, theirs {there[0]}, {there[1][0]}",
            )
        elif message := are_equal(here[1][1], there[1][1]):
            yield f"{ident}/@{name}", message


@pytest.mark.parametrize("name", NAMES)
def test_our_grammar_is_that_of_the_tei(name, customization):
    found = dict(differences(name, customization(name)))
    justified = {place for entry in DIFFERENCES if name in entry["in"] for place in entry["places"]}
    assert {place: message for place, message in found.items() if place not in justified} == {}
    assert justified <= set(found), "a difference is gone: cross it off in differences.json"
