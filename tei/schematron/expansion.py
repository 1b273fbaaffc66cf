"""Abstract patterns and abstract rules, filled in (ISO 2016, 5.4.10 to 5.4.12, 6.3).

A pattern with ``is-a`` becomes the abstract pattern of that id, ``$name`` in its expressions replaced by what ``param``
says. A rule with ``extends rule`` takes over the variables and assertions of the abstract rule, and so on.
"""

import re
from copy import deepcopy

from tei.schematron.names import sch
from tei.schematron.sources import URI, failed, place
from tei.schematron.xpath.nodes import Element
from tei.schematron.xpath.tokens import NAME

_REFERENCE = re.compile(rf"\$({NAME})")
_EXPRESSIONS = ("context", "test", "select", "value", "path", "subject", "match", "use", "documents")
_LONGEST = 50_000
_MOST = 10_000


def expand(schema: Element) -> None:
    """Fill in all abstract patterns and rules of a schema, in place; the abstract ones are removed."""
    patterns = {one.get("id"): one for one in schema.iter(sch("pattern")) if one.get("abstract") == "true"}
    for pattern in list(schema.iter(sch("pattern"))):
        name = pattern.get("is-a")
        if name is not None:
            if name not in patterns:
                raise failed(pattern, f"there is no abstract pattern `{name}`")
            _instantiate(pattern, patterns[name])
    for pattern in patterns.values():
        _remove(pattern)
    _extend_rules(schema, list(patterns.values()))


def _instantiate(pattern: Element, abstract: Element) -> None:
    if pattern.get("abstract") == "true" or abstract.get("is-a") is not None:
        raise failed(
            pattern, "an abstract pattern cannot be an instance of an abstract pattern; write it out"
        )
    values = _parameters(abstract) | _parameters(pattern)
    uri = place(abstract).uri
    for child in abstract.iterchildren("*"):
        if child.tag == sch("param"):
            continue
        copied = deepcopy(child)
        copied.tail = None
        copied.set(URI, uri)
        for element in copied.iter("*"):
            _substitute(element, values)
        pattern.append(copied)
    for name in ("role", "icon", "see", "fpi"):
        if pattern.get(name) is None and abstract.get(name) is not None:
            pattern.set(name, abstract.get(name, ""))


def _parameters(pattern: Element) -> dict[str, str]:
    return {one.get("name", ""): one.get("value", "") for one in pattern.iterchildren(sch("param"))}


def _substitute(element: Element, values: dict[str, str]) -> None:
    for name in _EXPRESSIONS:
        text = element.get(name)
        if text is not None and "$" in text:
            replaced = _REFERENCE.sub(lambda found: _replaced(found[1], values), text)
            if len(replaced) > _LONGEST:
                raise failed(element, "the parameters make an expression too long")
            element.set(name, replaced)


def _replaced(name: str, values: dict[str, str]) -> str:
    """What stands for a reference; hyphens and full stops may be operators after it: `$a-$b`."""
    if name in values:
        return values[name]
    for length in range(len(name) - 1, 0, -1):
        if name[length] in "-." and name[:length] in values:
            return values[name[:length]] + name[length:]
    return f"${name}"


def _extend_rules(schema: Element, abstract_patterns: list[Element]) -> None:
    rules: dict[str, list[Element]] = {}
    for holder in (schema, *abstract_patterns):
        for rule in holder.iter(sch("rule")):
            if rule.get("abstract") == "true":
                rules.setdefault(rule.get("id", ""), []).append(rule)
    count = [0]
    for rule in [one for one in schema.iter(sch("rule")) if one.get("abstract") != "true"]:
        _extend(rule, rules, (), count)
    for found in rules.values():
        for rule in found:
            if rule.getroottree().getroot() is schema.getroottree().getroot():
                _remove(rule)


def _extend(
    rule: Element, rules: dict[str, list[Element]], within: tuple[str, ...], count: list[int]
) -> None:
    """Replace what a rule extends by its parts, and what those extend."""
    for extends in list(rule.iterchildren(sch("extends"))):
        name = extends.get("rule") or ""
        if name in within:
            raise failed(extends, f"the abstract rule `{name}` extends itself")
        known = rules.get(name)
        if not known:
            raise failed(extends, f"there is no abstract rule `{name}`")
        found = next((one for one in known if one.getparent() is rule.getparent()), known[0])
        count[0] += 1
        if count[0] > _MOST or len(within) > 50:
            raise failed(extends, "abstract rules extend one another too often")
        copied = deepcopy(found)
        copied.set(URI, place(found).uri)
        _extend(copied, rules, (*within, name), count)
        _put(extends, copied)


def _put(extends: Element, rule: Element) -> None:
    above = extends.getparent()
    assert above is not None  # noqa: S101 -- it was found in there
    uri = place(rule).uri
    parts = [one for one in rule if isinstance(one.tag, str)]
    for one in parts:
        one.set(URI, one.get(URI) or uri)
    at = above.index(extends)
    above[at : at + 1] = parts


def _remove(element: Element) -> None:
    above = element.getparent()
    if above is not None:
        above.remove(element)
