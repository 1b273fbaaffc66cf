"""Types whose values are texts: string, normalizedString, token, language; and boolean (XSD part 2, 3.2.1, 3.2.2, 3.3).

``untypedAtomic`` and ``anyAtomicType`` (XQuery and XPath Data Model, 2.6) are in the library too, as in other
implementations of it; they allow every text.
"""

from collections.abc import Hashable

from tei.relaxng.datatypes.datatype import Resolve
from tei.relaxng.datatypes.simple_type import PRESERVE, REPLACE, SimpleType
from tei.relaxng.datatypes.white_space import replaced


class String(SimpleType):
    """Every text as it stands."""

    white_space = PRESERVE
    has_length = True

    def normalised(self, text: str) -> str:
        return text

    def meaning(self, text: str, resolve: Resolve) -> Hashable:
        del resolve
        return text

    def allows(self, text: str, resolve: Resolve) -> bool:
        del text, resolve
        return True

    def description(self) -> str:
        return "any text"


class NormalizedString(String):
    """Every text, tabs and line ends read as blanks."""

    white_space = REPLACE

    def normalised(self, text: str) -> str:
        return replaced(text)


class Token(String):
    """Every text, white space collapsed."""

    white_space = SimpleType.white_space

    def normalised(self, text: str) -> str:
        return SimpleType.normalised(self, text)


class Language(SimpleType):
    """A language tag by the form of RFC 3066: parts of one to eight letters, digits too after the first hyphen."""

    has_length = True

    def meaning(self, text: str, resolve: Resolve) -> Hashable | None:
        return None if not text or self.wrong(text, resolve) else text

    def wrong(self, text: str, resolve: Resolve) -> str:
        del resolve
        first, *others = text.split("-")
        if " " in text:
            return "a blank is not allowed inside"
        if "_" in text:
            return "the parts are joined by a hyphen, not by “_”"
        if others and not all([first, *others]):
            return "a part is empty before or after a hyphen"
        if text and not (text.isascii() and first.isalpha() and all(part.isalnum() for part in others)):
            return "only the letters a to z and, after the first hyphen, digits are allowed"
        return next(
            (f"“{part}” has more than eight characters" for part in (first, *others) if len(part) > 8), ""
        )

    def allows(self, text: str, resolve: Resolve) -> bool:
        if len(text) <= 8 and text.isalpha() and text.isascii():
            return True
        return self.meaning(self.normalised(text), resolve) is not None

    def description(self) -> str:
        return "a language tag like en or de-AT"


class Boolean(SimpleType):
    """Yes or no."""

    values = {"true": True, "1": True, "false": False, "0": False}  # noqa: RUF012 -- never changed

    def meaning(self, text: str, resolve: Resolve) -> Hashable | None:
        del resolve
        return self.values.get(text)

    def allows(self, text: str, resolve: Resolve) -> bool:
        del resolve
        return text in self.values or self.normalised(text) in self.values

    def wrong(self, text: str, resolve: Resolve) -> str:
        del resolve
        if text.lower() in self.values:
            return f"it is written “{text.lower()}”, in small letters"
        return ""

    def description(self) -> str:
        return "true or false"


TYPES: dict[str, type[SimpleType]] = {
    "string": String,
    "normalizedString": NormalizedString,
    "token": Token,
    "language": Language,
    "boolean": Boolean,
    "untypedAtomic": String,
    "anyAtomicType": String,
}


def make(name: str) -> SimpleType:
    """The type of that name."""
    return TYPES[name](name)
