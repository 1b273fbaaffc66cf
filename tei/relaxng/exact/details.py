"""What goes into a fault besides its kind and place: found out when a fault is kept, and not before."""

from typing import Any

from tei.relaxng.exact.frames import Frame
from tei.relaxng.exact.guide import Guide, listed, near
from tei.relaxng.matching import states
from tei.relaxng.matching.states import State
from tei.relaxng.names import Name

_HOW_FAR_OUT = 6
_LONGEST = 400

Found = dict[str, Any]
"""Fields of a ``Fault``."""


class Details:
    """The particulars of the faults of one document; ``open_`` is the stack of its open elements."""

    def __init__(self, guide: Guide, open_: list[Frame]) -> None:
        self._guide, self._open = guide, open_

    def _here(self, parent: Frame) -> Found:
        """What is allowed among the children of an element."""
        return {
            "parent": _named(parent),
            "expected": self._guide.expected(parent.state),
            "allows_end": bool(states.complete(parent.state)),
            "allows_text": self._takes_text(parent.state),
        }

    def _takes_text(self, state: State) -> bool:
        after = states.after_text(self._guide.schema.derivatives, state)
        return not states.is_dead(after)

    def unknown(self, parent: Frame, name: Name) -> Found:
        """An element whose name the schema does not spell out."""
        found = self._guide.near(name, parent.state) or self._guide.near_at_large(name)
        return {**self._here(parent), "near": found}

    def early(self, parent: Frame, name: Name, missing: tuple[Name, ...]) -> Found:
        """An element that something should stand before."""
        enough = self._guide.enough(parent.state, name)
        return {**self._here(parent), "required": missing, "enough": enough}

    def misplaced(self, parent: Frame, name: Name, before: Name | None) -> Found:
        """An element that may not stand here."""
        vocabulary = self._guide.vocabulary
        if not vocabulary.spells(name):
            return {**self.unknown(parent, name), "elsewhere": ()}
        return {
            **self._here(parent),
            "elsewhere": self._guide.elsewhere(name),
            "wrappers": self._guide.wrappers(parent.state, name),
            **self._outer(name),
            "is_child": vocabulary.may_hold(parent.name, name),
            "before": before,
        }

    def _outer(self, name: Name) -> Found:
        """Find the nearest open element in which ``name`` may stand after its child that is open now."""
        derivatives = self._guide.schema.derivatives
        for child, frame in list(zip(self._open[:0:-1], self._open[-2:0:-1], strict=False))[:_HOW_FAR_OUT]:
            if child.opening is None:
                continue
            mask = (1 << len(child.opening.definitions)) - 1
            if states.opened(derivatives, states.after(derivatives, child.opening, mask), name):
                return {"outer": frame.name, "outer_child": child.name}
        return {}

    def text(self, parent: Frame, text: str) -> Found:
        """Text where only elements may stand."""
        found = self._here(parent)
        wrappers = self._guide.wrappers_of_text(parent.state)
        return {**found, "value": text[:_LONGEST], "wrappers": wrappers, "parent": self._parent_of(parent)}

    def incomplete(self, frame: Frame) -> Found:
        """An element that ends too early."""
        required = self._guide.expectations.required_elements(frame.state)
        enough = self._guide.enough(frame.state, None)
        return {
            **self._here(frame),
            "required": required,
            "enough": enough,
            "parent": self._parent_of(frame),
        }

    def attribute(self, frame: Frame, name: Name, written: str, present: set[Name]) -> Found:
        """An attribute that the element cannot have."""
        expected = tuple(
            one for one in self._guide.expected_attributes(frame.state) if one not in present or one == name
        )
        return {
            "parent": self._parent_of(frame),
            "attribute": name,
            "attribute_written": written,
            "expected": expected,
            "near": near(name, expected),
        }

    def without(self, frame: Frame) -> Found:
        """An element that lacks attributes."""
        required = self._guide.expectations.required_attributes(frame.state)
        expected = self._guide.expected_attributes(frame.state)
        return {"parent": self._parent_of(frame), "required": required, "expected": expected}

    def value(self, frame: Frame, attribute: tuple[Name, str, str], patterns: State) -> Found:
        """A value that the attribute cannot have."""
        name, written, value = attribute
        return {
            **self.content(frame, value, patterns),
            "attribute": name,
            "attribute_written": written,
        }

    def content(self, frame: Frame, text: str, patterns: State | None = None) -> Found:
        """A text that is none of the values that it may be."""
        tried = frame.state if patterns is None else patterns
        token = self._guide.wrong_token(tried, text, frame.resolve)
        return {
            "parent": self._parent_of(frame),
            "value": text,
            "token": token,
            "values": listed(tried),
            "types": self._guide.types(tried, token or text, frame.resolve),
        }

    def _parent_of(self, frame: Frame) -> Name | None:
        """Give the name of the parent of a frame, which is the last one, or the one that is about to be opened."""
        at = self._open.index(frame) if frame in self._open[-2:] else len(self._open)
        return _named(self._open[at - 1]) if at else None


def _named(frame: Frame) -> Name | None:
    return frame.name if frame.name.local else None
