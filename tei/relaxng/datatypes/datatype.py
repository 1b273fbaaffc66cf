"""What the engine asks of a datatype (RELAX NG specification, sections 5 and 6.2.8)."""

from collections.abc import Callable, Hashable
from typing import Protocol

Resolve = Callable[[str], str | None]
"""Give the namespace URI of a prefix ("" is the default namespace) where the text stands; None for one not declared."""


class DatatypeError(Exception):
    """A datatype, or a parameter of it, does not exist or makes no sense; the text says which and why."""


class Datatype(Protocol):
    """A set of texts with a notion of equality: a type of a library, its parameters included."""

    id_type: str
    """``"ID"``, ``"IDREF"``, ``"IDREFS"`` or empty: what the RELAX NG DTD compatibility check does with a value."""
    needs_context: bool
    """True where the verdict depends on the namespaces in scope (QName, NOTATION)."""

    def allows(self, text: str, resolve: Resolve) -> bool:
        """Say whether the text, as it stands in the document, is one of the type's."""

    def value(self, text: str, resolve: Resolve) -> Hashable | None:
        """Give what the text means, so that equal values are equal texts of the type; None where it is not allowed."""

    def fault(self, text: str, resolve: Resolve) -> str:
        """Say in a few plain words what is wrong with a text that is not allowed ("30 February does not exist").

        Empty where nothing better can be said than what is expected.
        """

    def description(self) -> str:
        """Say in a few plain words, with an example, what is expected ("a date like 1941-11-08"); never a pattern."""
