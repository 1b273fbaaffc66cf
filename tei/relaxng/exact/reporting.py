"""The faults of one document on their way: counted, kept up to a limit, put in order, and given their places.

What is costly to find out (near names, places) is found out for the faults that are kept alone.
"""

from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto
from typing import Any, NamedTuple

from tei.relaxng.exact.faults import Examination, Fault, Kind, Place
from tei.relaxng.exact.frames import Frame
from tei.relaxng.names import Name


class Part(Enum):
    """Which part of a tag, or of the text, is meant."""

    NAME = auto()
    ATTRIBUTE = auto()
    VALUE = auto()
    TEXT = auto()


class Spot(NamedTuple):
    """A place as the source of the events knows it: its mark, the part, and the name of the attribute as written."""

    mark: object
    part: Part = Part.NAME
    written: str = ""


class Spots(NamedTuple):
    """Where a fault is, which other place belongs to it, and the moment it belongs to where that is not now."""

    at: Spot
    other: Spot | None = None
    moment: int | None = None


class Draft:
    """A fault whose places are not known yet; ``moment`` puts it in order."""

    __slots__ = ("fault", "moment", "other", "spot")

    def __init__(self, fault: Fault, moment: int, spot: Spot, other: Spot | None) -> None:
        self.fault, self.moment, self.spot, self.other = fault, moment, spot, other

    def comes_late(self, name: Name, spot: Spot) -> None:
        """Note that what was missing came later."""
        self.fault, self.other = replace(self.fault, late=name), spot


class Reporting:
    """The faults of one document."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.count = 0
        self.moment = 0
        self._drafts: list[Draft] = []

    @property
    def is_full(self) -> bool:
        """Say whether faults are only counted from now on."""
        return self.count >= self.limit

    def add(
        self, kind: Kind, frame: Frame, spots: Spots, details: Callable[[], dict[str, Any]]
    ) -> Draft | None:
        """Count a fault, and keep it with its ``details`` unless there are enough."""
        self.count += 1
        if self.count > self.limit:
            return None
        fault = Fault(kind=kind, element=frame.name, written=frame.written, **details())
        draft = Draft(fault, self.moment if spots.moment is None else spots.moment, spots.at, spots.other)
        self._drafts.append(draft)
        return draft

    def finished(self, place: Callable[[Spot], Place] | None) -> Examination:
        """Give the faults in order; without ``place`` the marks are nodes of a tree."""
        drafts = sorted(self._drafts, key=lambda draft: draft.moment)
        if place is None:
            return Examination(self.count, tuple(map(_with_nodes, drafts)))
        return Examination(self.count, tuple(_with_places(draft, place) for draft in drafts))


def _with_nodes(draft: Draft) -> Fault:
    other = draft.other.mark if draft.other else None
    return replace(draft.fault, node=draft.spot.mark, other_node=other)


def _with_places(draft: Draft, place: Callable[[Spot], Place]) -> Fault:
    other = place(draft.other) if draft.other else None
    return replace(draft.fault, place=place(draft.spot), other=other)
