"""libxml2 as grammar engine: its verdict, and our own search for the causes.

libxml2 decides whether a document is valid. What it says about the causes is vague and comes in cascades, so the
names of the grammar (``vocabulary.py``) are asked first: unknown elements and attributes, elements and text where the
parent cannot have them, children and attributes that are missing. These faults are mended in a copy; what libxml2
still refuses there is about order, number and values, and each such place is reported once, at its deepest element.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from functools import cached_property

from lxml import etree

from tei.checks.fault import Fault, Offence
from tei.checks.vocabulary import RNG, Element, Vocabulary
from tei.diagnostics.nearest import nearest
from tei.errors import SchemaError

_VALUE = re.compile(r"Invalid attribute (\S+) for element")
# Values of the commonest kinds, to try in the place of one that may be bad.
_SAMPLES = ("a", "1", "1911-11-08", "https://example.org/", "#a", "true")
_MOST_TRIED = 20
_MOST_ATTRIBUTES = 8
_OFFENCES = {
    "RELAXNG_ERR_ELEMWRONG": Offence.ELEMENT_OUT_OF_ORDER,
    "RELAXNG_ERR_EXTRACONTENT": Offence.ELEMENT_OUT_OF_ORDER,
    "RELAXNG_ERR_ELEMNAME": Offence.ELEMENT_OUT_OF_ORDER,
    "RELAXNG_ERR_TEXTWRONG": Offence.TEXT_MISPLACED,
    "RELAXNG_ERR_NOELEM": Offence.CONTENT_INCOMPLETE,
}


class Compiled:
    """A grammar that libxml2 has compiled, and its names, which only an invalid document asks for."""

    def __init__(self, grammar: etree.RelaxNG, tree: etree._Element) -> None:
        self.grammar = grammar
        self._tree = tree

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(self._tree)


def compiled(data: bytes, name: str) -> Compiled:
    """Compile a grammar; SchemaError where it is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise SchemaError(f"{name} is not well-formed XML: {error.msg}") from None
    if etree.QName(tree).namespace != RNG:
        raise SchemaError(
            f"{name} is not a RELAX NG schema: its root element is {etree.QName(tree).localname!r}"
        )
    try:
        return Compiled(etree.RelaxNG(tree), tree)
    except etree.RelaxNGParseError as error:
        raise SchemaError(f"{name} is not a RELAX NG schema that can be used: {error}") from None


def faults(schema: Compiled, root: etree._Element) -> Iterator[Fault]:
    """Give the faults of a document in document order, one for each cause; nothing when it is valid."""
    is_crowded = any(len(element.attrib) > _MOST_ATTRIBUTES for element in root.iter("*"))
    found = list(_faults_of_parts(schema, root) if is_crowded else _faults(schema, root))
    place = {element: index for index, element in enumerate(root.iter("*"))} if found else {}
    yield from sorted(found, key=lambda fault: place[fault.element])


def _faults_of_parts(schema: Compiled, root: etree._Element) -> Iterator[Fault]:
    """Give the faults of the document that its thinned copies have, each once."""
    known = set()
    for part, original in _thinned(schema, root):
        for fault in _faults(schema, part):
            element = original[fault.element]
            is_thinned = fault.attribute is not None and element.get(fault.attribute) is not None
            key = (fault.offence, element, fault.attribute)
            if key not in known and not (fault.offence is Offence.ATTRIBUTE_MISSING and is_thinned):
                known.add(key)
                yield replace(fault, element=element)


def _thinned(
    schema: Compiled, root: etree._Element
) -> Iterator[tuple[etree._Element, Mapping[etree._Element, etree._Element]]]:
    """Give copies of the document that share the optional attributes of crowded elements among them.

    libxml2 follows two ways for each optional attribute that an element bears: with sixteen on one element it
    does not come back. Attributes do not depend on one another, so they may be looked at a few at a time. With each
    copy comes the element of the document that each of its elements stands for.
    """
    most = max(len(element.attrib) for element in root.iter("*"))
    for start in range(0, most, _MOST_ATTRIBUTES):
        copy = deepcopy(root)
        for element in copy.iter("*"):
            if len(element.attrib) > _MOST_ATTRIBUTES:
                _thin(element, schema.vocabulary.elements.get(str(element.tag)), start)
        yield copy, dict(zip(copy.iter("*"), root.iter("*"), strict=True))


def _thin(element: etree._Element, facts: Element | None, start: int) -> None:
    """Keep of ``element`` the required attributes and, from number ``start``, a few of the others."""
    known = facts.attributes if facts else {}
    others = [name for name in element.attrib if not (name in known and known[str(name)].is_required)]
    for name in {*others} - {*others[start : start + _MOST_ATTRIBUTES]}:
        del element.attrib[name]


def _faults(schema: Compiled, root: etree._Element) -> Iterator[Fault]:
    if schema.grammar.validate(root):
        return
    named = list(_scan(schema.vocabulary, root)) if schema.vocabulary.is_whole else []
    found = [*named, *_rest(schema, root, named)]
    if not found:
        found = [Fault(Offence.CONTENT_WRONG, root)]
    yield from found


def _scan(names: Vocabulary, root: etree._Element) -> Iterator[Fault]:
    """Find what the names of the grammar deny."""
    for element in root.iter("*"):
        parent = element.getparent()
        facts = names.elements.get(str(element.tag))
        around = names.elements.get(str(parent.tag)) if parent is not None else None
        if facts is None:
            yield from _unknown(names, element, around)
            continue
        if around is not None and parent is not None and not _may_contain(around, str(element.tag)):
            wrappers = _wrappers(names, around, holding=str(element.tag))
            yield Fault(
                Offence.ELEMENT_MISPLACED, element, expected=tuple(around.children), wrappers=wrappers
            )
        yield from _own(names, element, facts)


def _misplaced(names: Vocabulary, element: etree._Element, around: Element) -> Fault:
    wrappers = _wrappers(names, around, holding=str(element.tag))
    return Fault(Offence.ELEMENT_MISPLACED, element, expected=tuple(around.children), wrappers=wrappers)


def _unknown(names: Vocabulary, element: etree._Element, around: Element | None) -> Iterator[Fault]:
    parent = element.getparent()
    if around is not None and around.allows_any_child:
        return
    name = etree.QName(element)
    namesakes = [known for known in names.elements if etree.QName(known).localname == name.localname]
    if parent is not None and str(parent.tag) not in names.elements and not _meant(parent, names):
        return  # it stands in an element that is unknown as a whole
    is_foreign = all(etree.QName(known).namespace != name.namespace for known in names.elements)
    if is_foreign and parent is not None and etree.QName(parent).namespace == name.namespace:
        return  # its parent stands in the same wrong namespace and has said so
    offence = Offence.ELEMENT_IN_WRONG_NAMESPACE if namesakes else Offence.ELEMENT_UNKNOWN
    allowed = tuple(around.children) if around is not None else tuple(names.elements)
    yield Fault(offence, element, expected=tuple(namesakes) or allowed)


def _own(names: Vocabulary, element: etree._Element, facts: Element) -> Iterator[Fault]:
    """Find what is wrong with attributes, text and missing children of one known element."""
    for attribute, value in element.attrib.items():
        known = facts.attributes.get(str(attribute))
        if known is None and not facts.allows_any_attribute:
            yield Fault(Offence.ATTRIBUTE_UNKNOWN, element, str(attribute), tuple(facts.attributes))
        elif known is not None and not known.allows(str(value)):
            yield Fault(Offence.VALUE_WRONG, element, str(attribute), known.values or ())
    for attribute, known in facts.attributes.items():
        if known.is_required and element.get(attribute) is None and not _slips(element, attribute, facts):
            yield Fault(Offence.ATTRIBUTE_MISSING, element, attribute, known.values or ())
    if not facts.allows_text and not facts.allows_any_child and any(map(str.strip, _texts(element))):
        wrappers = _wrappers(names, facts)
        yield Fault(Offence.TEXT_MISPLACED, element, expected=tuple(facts.children), wrappers=wrappers)
    children = {str(child.tag) for child in element.iterchildren("*")}
    missed = [tuple(sorted(need)) for need in facts.needs if not need & children]
    if (
        missed and children <= facts.children.keys()
    ):  # a child that is wrong here may stand for the missed one
        expected = tuple(sorted({name for need in missed for name in need}))
        yield Fault(Offence.CHILD_MISSING, element, expected=expected, needs=tuple(missed))


def _slips(element: etree._Element, attribute: str, facts: Element) -> bool:
    """Whether an unknown attribute of the element is the missed one, written with a slip."""
    unknown = [str(name) for name in element.attrib if name not in facts.attributes]
    return any(nearest(name, facts.attributes) == (attribute,) for name in unknown)


def _texts(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    yield from (child.tail or "" for child in element)


def _may_contain(around: Element, name: str) -> bool:
    return around.allows_any_child or name in around.children


def _wrappers(names: Vocabulary, around: Element, holding: str | None = None) -> tuple[str, ...]:
    """Give the children of an element that can hold another, or text."""
    known = {name: names.elements[name] for name in around.children if name in names.elements}
    return tuple(
        name for name, facts in known.items() if (holding in facts.children if holding else facts.allows_text)
    )


def _rest(schema: Compiled, root: etree._Element, named: list[Fault]) -> Iterator[Fault]:
    """Mend the named faults in a copy and give what libxml2 still refuses, the deepest place of each cascade."""
    copy = deepcopy(root)
    original = dict(zip(copy.iter("*"), root.iter("*"), strict=True))
    mended = {ours: theirs for theirs, ours in original.items()}
    told = {mended[fault.element] for fault in named}
    above_told = {ancestor for element in told for ancestor in element.iterancestors()}
    for fault in named:
        _mend(fault, mended[fault.element], schema.vocabulary)
    if schema.grammar.validate(copy):
        return
    places = _places(schema.grammar, copy)
    above = above_told | {ancestor for element in places for ancestor in element.iterancestors()}
    for element, entries in places.items():
        if element in above or element in told or element.getparent() in told:
            continue
        fault = _fault(element, entries, schema.vocabulary)
        if fault.offence in {Offence.ELEMENT_OUT_OF_ORDER, Offence.CONTENT_WRONG} and not fault.needs:
            fault = _value_below(schema, copy, element) or _needed_value_below(schema, copy, element) or fault
        yield replace(fault, element=original[fault.element])


def _places(grammar: etree.RelaxNG, root: etree._Element) -> dict[etree._Element, list[etree._LogEntry]]:
    """Group what libxml2 said last by the element it said it of."""
    prefixes = {prefix: uri for element in root.iter("*") for prefix, uri in element.nsmap.items() if prefix}
    places: dict[etree._Element, list[etree._LogEntry]] = {}
    for entry in grammar.error_log:
        found = etree.XPath(entry.path or "/*", namespaces=prefixes)(root)
        for element in found if isinstance(found, list) else []:
            if etree.iselement(element):
                places.setdefault(element, []).append(entry)
    return places


def _value_below(schema: Compiled, root: etree._Element, element: etree._Element) -> Fault | None:
    """Find the bad value for which libxml2 blames an element above it.

    Where content is ambiguous libxml2 backtracks and gives up at the outermost choice. Without the attributes below
    the blame is gone, so they are halved until one is left that makes the difference.
    """
    facts = schema.vocabulary.elements
    suspects = [
        (inner, str(name))
        for inner in element.iter("*")
        for name in inner.attrib
        if str(inner.tag) in facts and not _is_required(facts[str(inner.tag)], str(name))
    ]
    if not _is_freed(schema.grammar, root, element, suspects):
        return None
    while len(suspects) > 1:
        half = suspects[: len(suspects) // 2]
        suspects = half if _is_freed(schema.grammar, root, element, half) else suspects[len(half) :]
    inner, name = suspects[0]
    known = facts[str(inner.tag)].attributes.get(name)
    return Fault(Offence.VALUE_WRONG, inner, name, (known.values if known else None) or ())


def _needed_value_below(schema: Compiled, root: etree._Element, element: etree._Element) -> Fault | None:
    """Find the bad value of an attribute that cannot be left out: with a better one the blame is gone."""
    facts = schema.vocabulary.elements
    needed = [
        (inner, str(name))
        for inner in element.iter("*")
        for name in inner.attrib
        if str(inner.tag) in facts and _is_required(facts[str(inner.tag)], str(name))
    ]
    for inner, name in needed[:_MOST_TRIED]:
        value = inner.attrib[name]
        for sample in _SAMPLES:
            inner.set(name, sample)
            if schema.grammar.validate(root) or element not in _places(schema.grammar, root):
                inner.set(name, value)
                return Fault(Offence.VALUE_WRONG, inner, name)
        inner.set(name, value)
    return None


def _is_required(facts: Element, attribute: str) -> bool:
    return attribute in facts.attributes and facts.attributes[attribute].is_required


def _is_freed(
    grammar: etree.RelaxNG,
    root: etree._Element,
    element: etree._Element,
    without: list[tuple[etree._Element, str]],
) -> bool:
    """Whether ``element`` is blamed no more when it lacks these attributes; they are put back."""
    kept = [(inner, name, inner.attrib.pop(name)) for inner, name in without]
    is_freed = grammar.validate(root) or element not in _places(grammar, root)
    for inner, name, value in kept:
        inner.set(name, value)
    return is_freed and bool(without)


def _mend(fault: Fault, element: etree._Element, names: Vocabulary) -> None:
    match fault.offence:
        case Offence.ATTRIBUTE_UNKNOWN:
            element.attrib.pop(fault.attribute or "")
        case Offence.VALUE_WRONG:
            element.set(fault.attribute or "", fault.expected[0])
        case Offence.TEXT_MISPLACED:
            element.text = None
            for child in element:
                child.tail = None
        case Offence.ELEMENT_UNKNOWN | Offence.ELEMENT_IN_WRONG_NAMESPACE:
            meant = _meant(element, names, fault.expected)
            if meant and fault.offence is Offence.ELEMENT_UNKNOWN:
                element.tag = meant
            elif fault.offence is Offence.ELEMENT_IN_WRONG_NAMESPACE:
                _adopt(element, fault.expected[0])
            else:
                _remove(element)
        case Offence.ELEMENT_MISPLACED:
            _remove(element)
        case _:
            pass


def _meant(element: etree._Element, names: Vocabulary, preferred: tuple[str, ...] = ()) -> str | None:
    """Guess which element of the grammar an unknown one is, misspelt."""
    found = nearest(str(element.tag), preferred) or nearest(str(element.tag), names.elements)
    is_near = found and etree.QName(found[0]).namespace == etree.QName(element).namespace
    return found[0] if is_near and nearest(_local(element.tag), [_local(found[0])]) else None


def _local(name: object) -> str:
    return etree.QName(str(name)).localname


def _adopt(element: etree._Element, name: str) -> None:
    """Bring an element and those below that share its namespace into the namespace of ``name``."""
    wrong, right = etree.QName(element).namespace, etree.QName(name).namespace
    for inner in element.iter("*"):
        if etree.QName(inner).namespace == wrong:
            inner.tag = etree.QName(right, etree.QName(inner).localname)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    tail, before = element.tail or "", element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _fault(element: etree._Element, entries: list[etree._LogEntry], names: Vocabulary) -> Fault:
    facts = names.elements.get(str(element.tag))
    for entry in entries:
        if match := _VALUE.search(entry.message):
            attribute = _attribute(match[1], element)
            values = facts.attributes[attribute].values if facts and attribute in facts.attributes else None
            return Fault(Offence.VALUE_WRONG, element, attribute, values or ())
    offence = next((_OFFENCES[entry.type_name] for entry in entries if entry.type_name in _OFFENCES), None)
    if offence is Offence.ELEMENT_OUT_OF_ORDER:
        earlier = _earlier(element, names)
        return Fault(offence, element, expected=earlier, needs=(earlier,) if earlier else ())
    return Fault(offence or Offence.CONTENT_WRONG, element, expected=tuple(facts.children) if facts else ())


def _earlier(element: etree._Element, names: Vocabulary) -> tuple[str, ...]:
    """Give the children that must come before ``element`` and do not."""
    parent = element.getparent()
    facts = names.elements.get(str(parent.tag)) if parent is not None else None
    order = list(facts.children) if facts else []
    if facts is None or str(element.tag) not in order:
        return ()
    before = {str(sibling.tag) for sibling in element.itersiblings("*", preceding=True)}
    first = set(order[: order.index(str(element.tag))])
    missed = [need for need in facts.needs if need <= first and not need & before]
    return tuple(sorted(missed[0])) if missed else ()


def _attribute(local: str, element: etree._Element) -> str:
    """Find the attribute that libxml2 names without its namespace."""
    return next((str(name) for name in element.attrib if etree.QName(name).localname == local), local)
