"""The facets one by one: whether a value has them, and in plain words what it should be."""

from collections.abc import Callable, Hashable
from importlib import import_module
from typing import cast

from tei.relaxng.datatypes.simple_type import SimpleType

# Both allow every text that is printable (by Python's reckoning) and has no blank: no automaton is needed for most.
ONE_WORD = frozenset({r"\S+", r"[^\p{C}\p{Z}]+"})
EXPRESSIONS = "tei.relaxng.datatypes.regular_expressions"
WORDING = "tei.relaxng.datatypes.wording"


class Facet:
    """A property that values must have."""

    def holds(self, text: str, meaning: Hashable) -> bool:
        """Say whether a normalised text, which means this, has it."""
        raise NotImplementedError

    def wrong(self, text: str) -> str:
        """Say what is wrong with a normalised text that does not have it."""
        del text
        return self.description()

    def description(self) -> str:
        """Say what is expected."""
        raise NotImplementedError


class Pattern(Facet):
    """The text matches a regular expression (4.3.4)."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._matches: Callable[[str], bool] | None = None
        if source not in ONE_WORD:
            self.matches("")  # refuses what is no expression

    def matches(self, text: str) -> bool:
        """Say whether the whole text matches; the automaton is made when it is needed."""
        if self._matches is None:
            self._matches = import_module(EXPRESSIONS).automaton(self.source).matches
        return self._matches(text)

    def holds(self, text: str, meaning: Hashable) -> bool:
        del meaning
        return self.matches(text)

    def wrong(self, text: str) -> str:
        return cast(str, import_module(WORDING).fault(self.matches, text))

    def description(self) -> str:
        if self.source in ONE_WORD:
            return "one word without blanks"
        return cast(str, import_module(WORDING).description(self.source))


class Length(Facet):
    """The value has a number of characters, octets or items (4.3.1 to 4.3.3)."""

    def __init__(self, plain: SimpleType, name: str, number: int) -> None:
        self.plain, self.name, self.number = plain, name, number
        self.least = 0 if name == "maxLength" else number
        self.most = None if name == "minLength" else number

    def holds(self, text: str, meaning: Hashable) -> bool:
        if not isinstance(meaning, str) and self.plain.needs_context and self.plain.unit == "character":
            return True  # a QName has no length that could be wrong
        size = self.plain.length(text)
        return size >= self.least and (self.most is None or size <= self.most)

    def wrong(self, text: str) -> str:
        size = self.plain.length(text)
        return f"it has {self._counted(size)}, not {self._wanted()}"

    def pattern(self) -> str:
        """A pattern for texts of this many characters."""
        return f"[\\s\\S]{{{self.least},{'' if self.most is None else self.most}}}"

    def _wanted(self) -> str:
        limit = {"minLength": " or more", "maxLength": " or less"}.get(self.name, "")
        return f"{self.number}{limit}"

    def _counted(self, size: int) -> str:
        return f"{size} {self.plain.unit}{'' if size == 1 else 's'}"

    def description(self) -> str:
        limit = {"minLength": "at least ", "maxLength": "at most "}.get(self.name, "")
        return f"{limit}{self._counted(self.number)}"


class Bound(Facet):
    """The value does not lie beyond another (4.3.7 to 4.3.10); one that has no order with it does."""

    WORDS = {  # noqa: RUF012 -- never changed
        "minInclusive": "{} or more",
        "minExclusive": "more than {}",
        "maxInclusive": "{} or less",
        "maxExclusive": "less than {}",
    }

    def __init__(self, plain: SimpleType, name: str, text: str, value: Hashable) -> None:
        self.plain, self.name, self.text, self.value = plain, name, text, value
        self.is_lower = name.startswith("min")
        self.inclusive = name.endswith("Inclusive")

    def holds(self, text: str, meaning: Hashable) -> bool:
        del text
        order = self.plain.compare(meaning, self.value)
        if order is None:
            return False
        if order == 0:
            return self.inclusive
        return (order > 0) == self.is_lower

    def contradicts(self, upper: "Bound") -> bool:
        """Whether no value can lie between this, a lower bound, and an upper one."""
        if not self.is_lower or upper.is_lower:
            return False
        order = self.plain.compare(self.value, upper.value)
        return order is not None and (order > 0 or (order == 0 and self.inclusive != upper.inclusive))

    def wrong(self, text: str) -> str:
        del text
        return f"it must be {self.description()}"

    def description(self) -> str:
        return self.WORDS[self.name].format(self.text)


class Digits(Facet):
    """The number needs no more digits than these, at all or after the point (4.3.11 and 4.3.12)."""

    def __init__(self, name: str, number: int) -> None:
        self.name, self.number = name, number

    def holds(self, text: str, meaning: Hashable) -> bool:
        del text
        whole, _, fraction = str(meaning).lstrip("-").partition(".")
        if self.name == "fractionDigits":
            return len(fraction) <= self.number
        return len(whole.lstrip("0")) + len(fraction) <= self.number

    def wrong(self, text: str) -> str:
        del text
        return f"it must have {self.description()}"

    def description(self) -> str:
        digits = f"{self.number} digit{'' if self.number == 1 else 's'}"
        return f"at most {digits}" + (" after the point" if self.name == "fractionDigits" else "")
