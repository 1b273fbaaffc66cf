"""Does a text match a ``data`` or ``value`` pattern? The bridge from patterns to datatypes.

Datatypes are made when a value is first looked at: a document whose values were all seen before needs none.
"""

from typing import TYPE_CHECKING

from tei.relaxng.matching.patterns import Data, Value

if TYPE_CHECKING:
    from tei.relaxng.datatypes.datatype import Datatype, Resolve

_MADE: "dict[tuple[str, str, tuple[tuple[str, str], ...]], Datatype]" = {}


def datatype_of(pattern: Data | Value) -> "Datatype":
    """Give the datatype of the pattern, parameters included."""
    parameters = pattern.parameters if isinstance(pattern, Data) else ()
    key = (pattern.library, pattern.type, parameters)
    made = _MADE.get(key)
    if made is None:
        from tei.relaxng.datatypes import datatype  # noqa: PLC0415 -- only a value not seen before needs it

        made = _MADE[key] = datatype(*key)
    return made


def holds(pattern: Data | Value, text: str, resolve: "Resolve") -> bool:
    """Say whether ``text`` is of the datatype, or equal to the value."""
    datatype = datatype_of(pattern)
    if isinstance(pattern, Data):
        return datatype.allows(text, resolve)
    value = datatype.value(text, resolve)
    return value is not None and value == datatype.value(pattern.text, dict(pattern.namespaces).get)
