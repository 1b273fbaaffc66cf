"""IDs and references to them, one by one and with their places (RELAX NG DTD Compatibility, section 5).

Values of elements and attributes that the schema does not know may be IDs too: a reference to one of those is let pass.
"""

from typing import NamedTuple

from tei.relaxng.exact.faults import Kind
from tei.relaxng.exact.frames import Frame
from tei.relaxng.exact.reporting import Reporting, Spot, Spots
from tei.relaxng.matching.derivatives import tokens
from tei.relaxng.matching.patterns import Data, Pattern
from tei.relaxng.matching.values import datatype_of
from tei.relaxng.names import Name

_MOST_UNKNOWN = 100_000


class Mention(NamedTuple):
    """The value of an attribute that gives or mentions IDs, and where and when it was met."""

    value: str
    frame: Frame
    attribute: Name
    spot: Spot
    moment: int


class Identifiers:
    """The IDs of one document."""

    def __init__(self, reporting: Reporting) -> None:
        self._reporting = reporting
        self._bearers: dict[str, Spot] = {}
        self._unknown: set[str] = set()
        self._references: list[Mention] = []

    def note(self, kind: str, mention: Mention) -> None:
        """Note a value of the type ``kind``: ID, IDREF or IDREFS."""
        for one in tokens(mention.value):
            if kind != "ID":
                self._references.append(mention._replace(value=one))
            elif one in self._bearers:
                self._report(Kind.ID_TWICE, mention._replace(value=one), self._bearers[one])
            else:
                self._bearers[one] = mention.spot

    def may_be(self, value: str) -> None:
        """Note a value that may be an ID: nothing is known of its attribute."""
        if len(self._unknown) < _MOST_UNKNOWN:
            self._unknown.add(value.strip())

    def finish(self) -> None:
        """Report the references that lead nowhere."""
        for mention in self._references:
            if mention.value not in self._bearers and mention.value not in self._unknown:
                self._report(Kind.ID_MISSING, mention, None)

    def _report(self, kind: Kind, mention: Mention, other: Spot | None) -> None:
        spot = mention.spot
        details = {"attribute": mention.attribute, "attribute_written": spot.written, "value": mention.value}
        self._reporting.add(kind, mention.frame, Spots(spot, other, mention.moment), lambda: details)


def id_type(pattern: Pattern) -> str:
    """Say whether the pattern is of the type ID, IDREF or IDREFS."""
    return datatype_of(pattern).id_type if isinstance(pattern, Data) else ""
