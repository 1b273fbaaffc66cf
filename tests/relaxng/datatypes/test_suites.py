"""James Clark's suites for the datatypes of XML Schema and their regular expressions, complete, with no exception.

And documents with one value, whose verdicts two other programs gave; where the two differ or are both wrong, the text
of XSD decides (``DECIDED``).
"""

import json
import re
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from tei.relaxng.datatypes import XSD, datatype
from tei.relaxng.datatypes.datatype import DatatypeError
from tei.relaxng.datatypes.white_space import words as white_space_words
from tests.conftest import SHARED, need

SUITES = SHARED / "validation" / "suites"
BOUNDS = ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive")

# Value -> what is right where another program says otherwise, and the clause that decides.
DECIDED = {
    "24:00:00": True,  # XSD 1.0 second edition, 3.2.8: the end of a day
    "2020-01-01T24:00:00": True,  # 3.2.7
    "1850-01-01T12:00:00.": False,  # 3.2.7.1: digits follow the point
    "\u00ad": False,  # appendix F.1.1: Cf is in \p{C}
    "a\u200db": False,
    "\ufeff": False,
    "\U000e0041": False,
    "\u180e": False,  # Cf since Unicode 6.3
    "\u061c": False,  # Cf since Unicode 6.3
    "\U00020000": True,  # a name by XML 1.0, fifth edition
    "\u0132": True,
}
WORD = ("token", (("pattern", r"[^\p{C}\p{Z}]+"),))
NUMBER = (("double", ()), ("token", (("pattern", r"(\-?[\d]+/\-?[\d]+)"),)), ("decimal", ()))
DATES = ["date", "gYear", "gMonth", "gDay", "gYearMonth", "gMonthDay", "time", "dateTime"]
PLACES = {
    "date/@when": tuple((name, ()) for name in DATES),
    "time/@dur": (("duration", ()),),
    "measure/@quantity": NUMBER,
    "table/@cols": (("nonNegativeInteger", ()),),
    "ref/@target": (("anyURI", (("pattern", r"\S+"),)),),
    "div/@type": (WORD,),
    "p/@xml:lang": (("language", ()), ("token", (("length", "0"),))),
    "p/@xml:id": (("ID", ()),),
    "certainty/@degree": (("double", (("minInclusive", "0"), ("maxInclusive", "1"))),),
    "space/@extent? damage/@group": (("nonNegativeInteger", ()),),
}


class Context(dict):
    """Prefixes and unparsed entities where a value stands."""

    def __init__(self, namespaces, subset):
        super().__init__(namespaces)
        self.unparsed_entities = set(re.findall(r"!ENTITY (\w+)", subset))

    def __call__(self, prefix):
        return self.get(prefix)


def suite(name):
    """The elements of a suite and the namespaces declared on each."""
    namespaces, declared, root = {}, [], None
    path = need(SUITES / name, f"the suite {name}")
    for event, found in ET.iterparse(path, events=("start-ns", "start")):  # noqa: S314 -- a suite that we have
        if event == "start-ns":
            declared.append(found)
        else:
            root = found if root is None else root
            namespaces[found], declared = dict(declared), []
    return root, namespaces


def test_every_pattern_and_string_of_the_suite():
    wrong, count = [], 0
    for case in suite("regextest.xml")[0]:
        pattern, strings = case[0], case[1:]
        count += 1 + len(strings)
        try:
            found = datatype(XSD, "string", (("pattern", pattern.text or ""),))
        except DatatypeError:
            wrong += [pattern.text] if pattern.tag == "correct" else []
            continue
        wrong += [pattern.text] if pattern.tag == "incorrect" else []
        allowed = [found.allows(string.text or "", Context({}, "")) for string in strings]
        wrong += [pattern.text] if allowed != [string.tag == "valid" for string in strings] else []
    assert (wrong, count) == ([], 120)


def test_every_value_of_the_suite():
    root, namespaces = suite("xsdtest.xml")
    wrong, count = [], 0
    for group in root:
        for item in group:
            context = Context(namespaces[group] | namespaces[item], item.get("internalSubset", ""))
            for right in CHECKS[item.tag](group.get("name"), item, context):
                count += 1
                wrong += [] if right else [(group.get("name"), item.tag, item.text)]
    assert (wrong, count) == ([], 3817)


def one_value(name, item, context):
    yield datatype(XSD, name).allows(item.text or "", context) == (item.tag == "valid")


def lengths(name, item, context):
    length = int(item.get("value"))
    for limit in range(max(length - 1, 0), length + 2):
        for facet, right in (
            ("length", limit == length),
            ("minLength", limit <= length),
            ("maxLength", limit >= length),
        ):
            yield datatype(XSD, name, ((facet, str(limit)),)).allows(item.text or "", context) == right


def classes(name, item, context):
    found = datatype(XSD, name)
    values = [
        (place, found.value(text.text or "", context)) for place, group in enumerate(item) for text in group
    ]
    for (place, value), (other_place, other) in combinations(values, 2):
        yield value is not None
        yield (value == other) == (place == other_place)
        yield value != other or hash(value) == hash(other)


def order(name, item, context):
    first, second = (value.text for value in item)
    less = item.tag == "lessThan"
    for facet in BOUNDS:
        lower = facet.startswith("min")
        yield datatype(XSD, name, ((facet, first),)).allows(second, context) == (less and lower)
        yield datatype(XSD, name, ((facet, second),)).allows(first, context) == (less and not lower)


CHECKS = {"valid": one_value, "invalid": one_value, "length": lengths, "equiv": classes}
CHECKS |= {"lessThan": order, "incomparable": order}


def test_values_of_documents():
    path = need(SHARED / "validation" / "values" / "expected.json", "the documents with one value")
    rows = [row for row in json.loads(path.read_text("utf-8")) if row["where"] in PLACES]
    right = {row["value"]: DECIDED.get(row["value"], row["jing"] == "valid") for row in rows}
    found = {row["value"]: allowed(row["value"], row["where"]) for row in rows}
    assert len(rows) > 100
    assert {value for value in right if found[value] != right[value]} == set()


@pytest.mark.parametrize("value", DECIDED)
def test_what_the_text_of_the_specification_decides(value):
    places = [place for place in PLACES if place in ("date/@when", "div/@type", "p/@xml:id")]
    kinds = {"date/@when": "T" in value or ":" in value, "p/@xml:id": value in ("\u0132", "\U00020000")}
    place = next((place for place in places if kinds.get(place)), "div/@type")
    assert allowed(value, place) == DECIDED[value]


def allowed(value, place):
    """Whether a type of the place allows a value; a pointer is a list."""
    words = white_space_words(value) if place == "ref/@target" else [value]
    types = [datatype(XSD, *kind) for kind in PLACES[place]]
    return bool(words) and all(any(one.allows(word, Context({}, "")) for one in types) for word in words)
