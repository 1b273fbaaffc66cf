"""What an expression may refer to, known before any document: namespaces, variables, the version of XPath."""

from collections.abc import Mapping
from typing import NamedTuple


class Static(NamedTuple):
    """``variables`` are the names declared around an expression; ``is_compatible`` is XPath 1.0.

    ``keys`` are the names of keys.
    """

    namespaces: Mapping[str, str]
    variables: frozenset[str] = frozenset()
    is_compatible: bool = False
    keys: frozenset[str] = frozenset()

    def with_variable(self, name: str) -> "Static":
        """The same with one more variable."""
        return self._replace(variables=self.variables | {name})
