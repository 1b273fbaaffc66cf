"""Types with parameters: the facets of XML Schema (XSD part 2, 4.3) as RELAX NG takes them.

By the guidelines for RELAX NG ``pattern`` may stand several times and a text must match every one; ``enumeration`` and
``whiteSpace`` are no parameters. Any other facet that stands again restricts further, too. A parameter that makes no
sense for its type is refused.
"""

from collections.abc import Callable, Hashable

from tei.relaxng.datatypes.datatype import Datatype, DatatypeError, Resolve
from tei.relaxng.datatypes.facets import ONE_WORD, Bound, Digits, Facet, Length, Pattern
from tei.relaxng.datatypes.simple_type import SimpleType, digits
from tei.relaxng.datatypes.strings import String

LENGTHS = ("length", "minLength", "maxLength")
BOUNDS = ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive")
DIGITS = ("totalDigits", "fractionDigits")
NO_PARAMETERS = {
    "enumeration": "; use value elements instead",
    "whiteSpace": "; the type decides about white space",
}


class Restricted:
    """A type with parameters."""

    def __init__(self, plain: SimpleType, facets: tuple[Facet, ...]) -> None:
        self.plain = plain
        self.facets = facets
        self.patterns = tuple(facet for facet in facets if isinstance(facet, Pattern))
        self.others = tuple(facet for facet in facets if not isinstance(facet, Pattern))
        self.id_type, self.needs_context = plain.id_type, plain.needs_context

    def allows(self, text: str, resolve: Resolve) -> bool:
        return self.value(text, resolve) is not None

    def value(self, text: str, resolve: Resolve) -> Hashable | None:
        normal = self.plain.normalised(text)
        for pattern in self.patterns:
            if not pattern.matches(normal):
                return None
        meaning = self.plain.meaning(normal, resolve)
        if meaning is None or not all(facet.holds(normal, meaning) for facet in self.others):
            return None
        return meaning

    def fault(self, text: str, resolve: Resolve) -> str:
        fault = self.plain.fault(text, resolve)
        normal = self.plain.normalised(text)
        meaning = self.plain.meaning(normal, resolve)
        if meaning is None:
            return fault
        broken = (facet for facet in self.facets if not facet.holds(normal, meaning))
        return next((facet.wrong(normal) for facet in broken), "")

    def description(self) -> str:
        plain = self.plain.description()
        if self.patterns and isinstance(self.plain, String):
            plain = ""
        elif any(pattern.source in ONE_WORD for pattern in self.patterns):
            plain = f"{plain}, without blanks"
        patterns = [
            facet.description() for facet in self.patterns if not plain or facet.source not in ONE_WORD
        ]
        return ", ".join(words for words in (plain, *patterns, *self._limits()) if words)

    def _limits(self) -> list[str]:
        """What the facets other than patterns say, two ends of a range in one."""
        lower, upper = (
            [facet for facet in self.others if isinstance(facet, Bound) and facet.name == name]
            for name in ("minInclusive", "maxInclusive")
        )
        if len(lower) != 1 or len(upper) != 1:
            return [facet.description() for facet in self.others]
        others = [facet.description() for facet in self.others if facet not in (*lower, *upper)]
        return [f"from {lower[0].text} to {upper[0].text}", *others]


class Word(Restricted):
    """A type whose one parameter is a pattern for a word without blanks."""

    def allows(self, text: str, resolve: Resolve) -> bool:
        if text.isprintable() and " " not in text and text:
            return self.plain.allows(text, resolve)
        return self.value(text, resolve) is not None


def restrict(plain: SimpleType, parameters: tuple[tuple[str, str], ...]) -> Datatype:
    """Give a type its parameters."""
    facets = tuple(_facet(plain, name, text) for name, text in parameters)
    _refuse_contradictions(facets)
    if len(facets) == 1 and isinstance(facets[0], Pattern) and facets[0].source in ONE_WORD:
        return Word(plain, facets)
    return Restricted(plain, facets)


def _facet(plain: SimpleType, name: str, text: str) -> Facet:
    makers: dict[str, Callable[[SimpleType, str, str], Facet]] = dict.fromkeys(LENGTHS, _length)
    makers |= dict.fromkeys(BOUNDS, _bound) | dict.fromkeys(DIGITS, _digits) | {"pattern": _pattern}
    if name not in makers:
        raise DatatypeError(f"“{name}” is no parameter of datatypes{NO_PARAMETERS.get(name, '')}")
    return makers[name](plain, name, text)


def _pattern(plain: SimpleType, name: str, text: str) -> Facet:
    del plain, name
    return Pattern(text)


def _length(plain: SimpleType, name: str, text: str) -> Facet:
    if not plain.has_length:
        raise DatatypeError(f"“{name}” makes no sense for the datatype “{plain.name}”")
    return Length(plain, name, _number(name, text))


def _digits(plain: SimpleType, name: str, text: str) -> Facet:
    if not plain.has_digits:
        raise DatatypeError(f"“{name}” makes no sense for the datatype “{plain.name}”")
    number = _number(name, text)
    if name == "totalDigits" and number == 0:
        raise DatatypeError("“totalDigits” must be 1 or more")
    return Digits(name, number)


def _bound(plain: SimpleType, name: str, text: str) -> Facet:
    if not plain.ordered:
        raise DatatypeError(f"“{name}” makes no sense for the datatype “{plain.name}”, which has no order")
    value = plain.value(text, lambda _: None)
    if value is None:
        fault = plain.fault(text, lambda _: None) or plain.description()
        raise DatatypeError(f"“{text}” cannot be “{name}” of the datatype “{plain.name}”: {fault}")
    return Bound(plain, name, plain.normalised(text), value)


def _number(name: str, text: str) -> int:
    bare = text.strip(" \t\n\r").removeprefix("+")
    if not digits(bare):
        raise DatatypeError(f"“{name}” must be a whole number, not “{text}”")
    if len(bare.lstrip("0")) > 18:
        raise DatatypeError(f"“{name}” is too great: {text}")
    return int(bare.lstrip("0") or "0")


def _refuse_contradictions(facets: tuple[Facet, ...]) -> None:
    """Refuse facets that exclude each other (XSD part 2, 4.3.1.4 to 4.3.10.4)."""
    lengths = [facet for facet in facets if isinstance(facet, Length)]
    least = max((facet.least for facet in lengths), default=0)
    greatest = min((facet.most for facet in lengths if facet.most is not None), default=None)
    if greatest is not None and least > greatest:
        raise DatatypeError(f"no text is {least} or more and {greatest} or less long")
    bounds = [facet for facet in facets if isinstance(facet, Bound)]
    for lower in bounds:
        for upper in bounds:
            if lower.contradicts(upper):
                raise DatatypeError(
                    f"no value can have {lower.name} {lower.text} and {upper.name} {upper.text}"
                )
