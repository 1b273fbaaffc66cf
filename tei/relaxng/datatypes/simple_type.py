"""What every type without parameters has: how a text is normalised, what it means, how values are ordered.

A type says what a normalised text means (``meaning``: None where the text is not of the type) and, in plain words,
what is wrong with one (``wrong``). Facets ask for more: ``length`` of values and how two of them ``compare``.
"""

from collections.abc import Hashable

from tei.relaxng.datatypes.datatype import Resolve
from tei.relaxng.datatypes.white_space import collapsed

PRESERVE, REPLACE, COLLAPSE = "preserve", "replace", "collapse"


def digits(text: str) -> bool:
    """Whether a text is one or more of the ten digits 0 to 9."""
    return text.isdigit() and text.isascii()


class SimpleType:
    """A type of a library, without parameters."""

    id_type = ""
    needs_context = False
    white_space = COLLAPSE
    has_length = False
    """Whether the facets length, minLength and maxLength make sense."""
    ordered = False
    """Whether minInclusive and its three sisters make sense."""
    has_digits = False
    """Whether totalDigits and fractionDigits make sense."""
    unit = "character"
    """What ``length`` counts."""

    def __init__(self, name: str) -> None:
        self.name = name

    def normalised(self, text: str) -> str:
        """The text with the white space that counts."""
        return collapsed(text)

    def meaning(self, text: str, resolve: Resolve) -> Hashable | None:
        """What a normalised text means; None where it is not of the type."""
        raise NotImplementedError

    def wrong(self, text: str, resolve: Resolve) -> str:
        """Say what is wrong with a normalised text that is not of the type; empty where nothing is better said."""
        del text, resolve
        return ""

    def description(self) -> str:
        """Say what is expected."""
        raise NotImplementedError

    def allows(self, text: str, resolve: Resolve) -> bool:
        return self.meaning(self.normalised(text), resolve) is not None

    def value(self, text: str, resolve: Resolve) -> Hashable | None:
        return self.meaning(self.normalised(text), resolve)

    def fault(self, text: str, resolve: Resolve) -> str:
        normal = self.normalised(text)
        if self.meaning(normal, resolve) is not None:
            return ""
        if not normal and self.white_space == COLLAPSE:
            return self.wrong(normal, resolve) or "the value is empty"
        return self.wrong(normal, resolve)

    def length(self, text: str) -> int:
        """The length of what a normalised text of the type means."""
        return len(text)

    def compare(self, first: Hashable, second: Hashable) -> int | None:
        """Order two values: below, equal to or above 0; None where neither comes first."""
        raise NotImplementedError
