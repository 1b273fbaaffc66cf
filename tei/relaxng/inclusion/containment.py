"""Is every text of one value a text of another? Proved, or not proved.

In come one alternative of a value of the first schema and a value of the second, out comes a :class:`Proof`: it holds
or it is not known to, with texts that may show that it does not. Values are decided exactly where their type compares
texts; datatypes by ``datatypes.inclusion``; lists token by token.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from tei.relaxng.datatypes import XSD
from tei.relaxng.inclusion.acceptance import in_scope
from tei.relaxng.inclusion.value_forms import (
    TEXT_TYPES,
    alternatives,
    form,
    ignores_blanks,
    is_unrestricted,
)
from tei.relaxng.inclusion.value_lists import ValueLists, leaves
from tei.relaxng.matching.patterns import Data, Empty, List, Pattern, Text, Value
from tei.relaxng.matching.values import datatype_of

if TYPE_CHECKING:
    from tei.relaxng.datatypes.datatype import Datatype
    from tei.relaxng.inclusion.values import Values

ONE_TOKEN = (("pattern", r"\S+"),)


class Proof(NamedTuple):
    """Whether it is proved, and texts that may refute it."""

    holds: bool
    texts: tuple[str, ...] = ()


class Containment:
    """Proofs about the values of two schemas."""

    def __init__(self, values: "Values") -> None:
        self.ours, self.theirs = values.ours, values.theirs
        self.lists = ValueLists(values)

    def of(self, one: Pattern, other: Pattern, *, is_token: bool = False) -> Proof:
        """Prove that each text of ``one`` is a text of ``other``; ``is_token``: each that is one token."""
        wider = alternatives(other)
        if any(is_unrestricted(each) or form(each) == form(one) for each in wider):
            return Proof(holds=True)
        if isinstance(one, Value | Empty):
            return Proof(self._value_within(one, other))
        if isinstance(one, List):
            return self.lists.within(one, wider)
        if isinstance(one, Text):
            one = self.ours.patterns.data("", "string")
        if isinstance(one, Data):
            narrow = self._token(one) if is_token else one
            holds = any(self._data_within(narrow, each) for each in wider)
            return Proof(holds, () if holds else tuple(_witnesses(narrow, wider)))
        return Proof(holds=False)

    # -- values -------------------------------------------------------------------------------------------------

    def _value_within(self, one: Value | Empty, other: Pattern) -> bool:
        text = one.text if isinstance(one, Value) else ""
        if not self.theirs.takes(other, text, in_scope):
            return False
        if isinstance(one, Value) and (one.library, one.type) in {("", "string"), (XSD, "string")}:
            return True
        if isinstance(one, Empty) and other.is_nullable:
            return True
        takers = [each for each in alternatives(other) if self.theirs.takes(each, text, in_scope)]
        if isinstance(one, Empty) or (one.library, one.type) in TEXT_TYPES:
            return any(map(ignores_blanks, takers))
        return any(self._same_values(one, each) for each in takers)

    def _same_values(self, one: Value, taker: Pattern) -> bool:
        """Say whether all spellings of a value are taken, as one of them is: equal values of one type, or its type."""
        if isinstance(taker, Value):
            is_same_type = (one.library, one.type) == (taker.library, taker.type)
            return is_same_type and not datatype_of(one).needs_context
        return (
            isinstance(taker, Data) and not taker.members and _includes(datatype_of(one), datatype_of(taker))
        )

    # -- datatypes ----------------------------------------------------------------------------------------------

    def _token(self, one: Data) -> Data:
        """Narrow a type that takes any text to its tokens."""
        if not is_unrestricted(one) or one.type == "normalizedString":
            return one
        narrow = self.ours.patterns.data(XSD, "token", ONE_TOKEN)
        return narrow if isinstance(narrow, Data) else one

    def _data_within(self, one: Data, other: Pattern) -> bool:
        if isinstance(other, Data):
            return self._type_within(one, other) and all(
                self._is_apart(one, each) for member in other.members for each in alternatives(member)
            )
        return isinstance(other, List) and self._is_one_token(one) and self._token_within(one, other)

    def _type_within(self, one: Data, other: Data) -> bool:
        is_same = (one.library, one.type, one.parameters) == (other.library, other.type, other.parameters)
        return is_same or _includes(datatype_of(one), datatype_of(other))

    def _is_apart(self, one: Data, excluded: Pattern) -> bool:
        """Say whether no text of ``one`` is what the other type excludes."""
        if any(form(member) == form(excluded) for own in one.members for member in alternatives(own)):
            return True
        if not isinstance(excluded, Value) or self.ours.takes(one, excluded.text, in_scope):
            return False
        type_ = (excluded.library, excluded.type)
        return type_ in {("", "string"), (XSD, "string")} or (type_ in TEXT_TYPES and ignores_blanks(one))

    def _is_one_token(self, one: Data) -> bool:
        if is_unrestricted(one):
            return False
        token = self.ours.patterns.data(XSD, "token", ONE_TOKEN)
        return isinstance(token, Data) and _includes(datatype_of(one), datatype_of(token))

    def _token_within(self, one: Data, other: List) -> bool:
        member = other.members[0]
        return any(
            rest.is_nullable and self.of(one, leaf, is_token=True).holds
            for rest, leaf in leaves(self.theirs.patterns, member)
        )


def _includes(narrow: "Datatype", wide: "Datatype") -> bool:
    from tei.relaxng.datatypes.inclusion import includes  # noqa: PLC0415 -- automata of expressions

    return includes(wide, narrow) is True


def _witnesses(narrow: Data, wider: tuple[Pattern, ...]) -> Iterator[str]:
    """Give texts of a type that one or another of the wider types refuses."""
    from tei.relaxng.datatypes.inclusion import witness  # noqa: PLC0415 -- automata of expressions

    for each in wider:
        if isinstance(each, Data):
            text = witness(datatype_of(each), datatype_of(narrow))
            if text is not None:
                yield text
