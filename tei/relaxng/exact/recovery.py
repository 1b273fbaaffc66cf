"""The exact pass over an invalid document: every fault, one for one mistake. It is the reference for validity, too.

In come start tags, texts and end tags, out come faults (``faults.py``). As long as nothing is wrong it does what the
specification says (section 6, by partial derivatives, ``states.py``). After a fault it goes on from what was most likely
meant, and says nothing while it does not know:

* an element that something should stand before: what is missing counts as there; if it comes later, it is let pass;
* an element in a wrong namespace, or with a slip in its name: it counts as the one that is meant;
* any other element that may not stand here: its inside is held against what the schema knows of its name, its parent
  goes on as if it were not there; of an unknown one nothing is said until a known one begins inside it;
* an attribute that is not allowed is passed over, or counts as the one it is a slip for; one that is missing, a value,
  text, data that are wrong count as right;
* an element that ends too early counts as complete.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from tei.relaxng.datatypes.datatype import Resolve
from tei.relaxng.exact.details import Details
from tei.relaxng.exact.distance import cost, is_close, slips
from tei.relaxng.exact.faults import Kind
from tei.relaxng.exact.frames import Alias, Frame
from tei.relaxng.exact.guide import Guide
from tei.relaxng.exact.identifiers import Identifiers, Mention, id_type
from tei.relaxng.exact.reporting import Draft, Part, Reporting, Spot, Spots
from tei.relaxng.matching import states
from tei.relaxng.matching.states import Meeting, Opening, State
from tei.relaxng.names import Name

Attribute = tuple[Name, str, str]
"""Expanded name, name as it is written, value."""
Attributes = list[Attribute]

WHITE_SPACE = " \t\r\n"


class Recovery:
    """The pass over one document: call :meth:`start`, :meth:`text` and :meth:`end` as they come, then :meth:`finish`."""

    def __init__(self, guide: Guide, reporting: Reporting) -> None:
        self._guide, self._schema, self._reporting = guide, guide.schema, reporting
        self._derivatives = self._schema.derivatives
        self._identifiers = Identifiers(reporting)
        self._has_identifiers = self._schema.has_identity
        document = Frame(Name("", ""), "", None, {"": ""}.get)
        document.state = (self._schema.start,)
        self._open = [document]
        self._details = Details(guide, self._open)
        self._chunks: list[str] = []
        self._text_mark: object = None
        self._steps = guide.steps

    # -- start tags ---------------------------------------------------------------------------------------------

    def start(self, name: Name, written: str, attributes: Attributes, mark: object, resolve: Resolve) -> None:
        """Take a start tag; ``resolve`` gives the namespace of a prefix in it."""
        parent = self._open[-1]
        child = Frame(parent.read(name), written, mark, resolve)
        child.alias = parent.alias if child.name != name else None
        child.is_muted = child.alias is not None and not child.alias.is_sure
        opening = self._before_tag(parent, child.name)
        if opening is None:
            self._recover(parent, child)
        else:
            self._enter(child, opening)
        if parent.shadow or parent.unwraps:
            self._follow_shadows(parent, child.name)
        self._open.append(child)
        self._take_attributes(child, attributes)

    def _before_tag(self, parent: Frame, name: Name) -> Opening | None:
        """Take the text before a start tag, and the tag."""
        if self._steps.facts(parent.state).has_data and self._opened(parent.state, name) is None:
            self._forget_text()  # the element is what is wrong; the text may be right without it
        self._text_among_elements(parent)
        self._reporting.moment += 1
        parent.has_children = True
        return self._opened(parent.state, name)

    def _opened(self, state: State, name: Name) -> Opening | None:
        """Open a child; names that only wildcards know, or none, are remembered as one."""
        return self._steps.opened(state, self._guide.vocabulary.alike(name))

    def _enter(self, child: Frame, opening: Opening) -> None:
        child.opening = opening
        child.state = self._steps.contents(opening.definitions)

    def _enter_unasked(self, child: Frame) -> None:
        """Hold the inside of an element that may not stand here against what the schema knows of its name."""
        child.state = self._steps.contents(self._guide.vocabulary.definitions(child.name))

    def _recover(self, parent: Frame, child: Frame) -> None:
        if parent.is_dead and parent is not self._open[0]:  # a schema may allow no document at all
            self._enter_unasked(child)
        elif child.is_muted:
            return
        elif child.name in parent.late:
            self._take_late(parent, child)
        elif not self._is_early(parent, child) and not self._is_meant(parent, child):
            self._misplace(parent, child)

    def _take_late(self, parent: Frame, child: Frame) -> None:
        """Let pass what was missed before, and say so where it was missed."""
        draft = parent.late.pop(child.name)
        self._enter_unasked(child)
        if draft and draft.fault.late is None:
            draft.comes_late(child.name, Spot(child.mark))

    def _is_early(self, parent: Frame, child: Frame) -> bool:
        skipped = self._guide.skipping.opened(parent.state, self._guide.vocabulary.alike(child.name))
        if skipped is None:
            return False
        opening, missing = skipped
        draft = self._report(
            Kind.ELEMENT_EARLY, child, partial(self._details.early, parent, child.name, missing)
        )
        parent.late.update(dict.fromkeys(missing, draft))
        self._enter(child, opening)
        return True

    def _is_meant(self, parent: Frame, child: Frame) -> bool:
        """Take an element for one that may stand here, if it has its name in another namespace or nearly."""
        if self._guide.vocabulary.spells(child.name) or self._reporting.is_full:
            return False
        near = self._guide.near(child.name, parent.state)
        meant = near[0] if near else None
        opening = self._opened(parent.state, meant) if meant else None
        if meant is None or opening is None:
            return False
        if meant.local == child.name.local:
            return self._is_renamed(parent, child, meant, opening)
        if meant.namespace != child.name.namespace or not _is_surely(child.name.local, near):
            return False
        self._report(Kind.ELEMENT_UNKNOWN, child, partial(self._details.unknown, parent, child.name))
        child.name = meant
        self._enter(child, opening)
        return True

    def _is_renamed(self, parent: Frame, child: Frame, meant: Name, opening: Opening) -> bool:
        written = child.name.namespace
        if written in self._guide.vocabulary.namespaces and written:
            return False
        details = partial(self._details.unknown, parent, child.name)
        self._report(Kind.ELEMENT_IN_WRONG_NAMESPACE, child, details)
        is_sure = not written or slips(written, meant.namespace, 3) <= 3
        child.alias = Alias(written, meant.namespace, is_sure=is_sure)
        child.is_muted = not is_sure
        child.name = meant
        self._enter(child, opening)
        return True

    def _misplace(self, parent: Frame, child: Frame) -> None:
        is_known = self._guide.vocabulary.spells(child.name)
        kind = Kind.ELEMENT_MISPLACED if is_known else Kind.ELEMENT_UNKNOWN
        before, mark = self._shut_out(parent, child.name)
        details = partial(self._details.misplaced, parent, child.name, before)
        self._report(kind, child, details, other=Spot(mark) if before else None)
        self._enter_unasked(child)
        child.unwraps = parent
        parent.shadow = parent.shadow or parent.state

    def _shut_out(self, parent: Frame, name: Name) -> tuple[Name | None, object]:
        """Give the sibling before which the element could have stood, the last one if there are several."""
        for state, sibling, mark in reversed(parent.steps):
            if self._opened(state, name) is not None:
                return sibling, mark
        return None, None

    def _follow_shadows(self, parent: Frame, name: Name) -> None:
        """Let those elements go on as if misplaced tags in them were not there that have such tags."""
        for frame in (parent, parent.unwraps):
            opening = self._opened(frame.shadow, name) if frame and frame.shadow else None
            if frame and opening:
                frame.shadow = states.after(self._derivatives, opening, _all(opening.definitions))

    # -- attributes ---------------------------------------------------------------------------------------------

    def _take_attributes(self, frame: Frame, attributes: Attributes) -> None:
        if self._steps.facts(frame.state).is_dead:
            for _, _, value in attributes:
                self._identifiers.may_be(value)
            return
        present = {name for name, _, _ in attributes} if attributes else set()
        for attribute in attributes:
            meeting = self._steps.met(frame.state, attribute[0])
            if meeting is None:
                self._pass_over(frame, attribute, present)
            else:
                self._take_value(frame, meeting, attribute)
        self._close(frame)

    def _pass_over(self, frame: Frame, attribute: Attribute, present: set[Name]) -> None:
        """Pass over an attribute that is not allowed; if it is a slip for another one, that is taken to be there."""
        name, written, value = attribute
        self._identifiers.may_be(value)
        details = partial(self._details.attribute, frame, name, written, present)
        spot = Spot(frame.mark, Part.ATTRIBUTE, written)
        draft = self._report(Kind.ATTRIBUTE_NOT_ALLOWED, frame, details, spot)
        meant = draft.fault.near[0] if draft and draft.fault.near else None
        meeting = self._steps.met(frame.state, meant) if meant else None
        if meeting:
            frame.state = states.after(self._derivatives, meeting, _all(meeting.values))

    def _take_value(self, frame: Frame, meeting: Meeting, attribute: Attribute) -> None:
        _, written, value = attribute
        mask = self._steps.taking(meeting.values, value, frame.resolve)
        if mask:
            self._note_identifier(meeting, mask, frame, attribute)
        else:
            details = partial(self._details.value, frame, attribute, meeting.values)
            self._report(Kind.VALUE_NOT_ALLOWED, frame, details, Spot(frame.mark, Part.VALUE, written))
            self._identifiers.may_be(value)
        frame.state = states.after(self._derivatives, meeting, mask or _all(meeting.values))

    def _note_identifier(self, meeting: Meeting, mask: int, frame: Frame, attribute: Attribute) -> None:
        """Note the value if one of the patterns that it matches makes it an ID or a reference."""
        if self._has_identifiers:
            name, written, value = attribute
            matched = [pattern for place, pattern in enumerate(meeting.values) if mask >> place & 1]
            kind = next(filter(None, map(id_type, matched)), "")
            if kind:
                spot = Spot(frame.mark, Part.VALUE, written)
                self._identifiers.note(kind, Mention(value, frame, name, spot, self._reporting.moment))

    def _close(self, frame: Frame) -> None:
        closed = self._steps.closed(frame.state)
        if self._steps.facts(closed).is_dead:
            self._report(Kind.ATTRIBUTE_MISSING, frame, partial(self._details.without, frame))
            closed = tuple(map(self._guide.skipping.satisfied, frame.state))
        frame.state = closed

    # -- text and end tags --------------------------------------------------------------------------------------

    @property
    def listens(self) -> bool:
        """Text matters where the pass stands; where it does not, :meth:`text` need not be called."""
        return not self._steps.facts(self._open[-1].state).is_free

    def text(self, text: str, mark: object) -> None:
        """Take text; it may come in pieces. ``mark`` is that of its first character that is no white space."""
        self._chunks.append(text)
        if self._text_mark is None and text.strip(WHITE_SPACE):
            self._text_mark = mark

    def _forget_text(self) -> None:
        self._chunks.clear()
        self._text_mark = None

    def _text_among_elements(self, frame: Frame) -> None:
        """Take the text before a tag as text among elements, where white space says nothing."""
        if not self._chunks:
            return
        if self._text_mark is not None:
            after = states.after_text(self._derivatives, frame.state)
            if not states.is_dead(after):
                frame.state = after
            elif not frame.is_dead:
                details = partial(self._details.text, frame, "".join(self._chunks).strip(WHITE_SPACE))
                self._report(Kind.TEXT_NOT_ALLOWED, frame, details, Spot(self._text_mark, Part.TEXT))
        self._forget_text()

    def end(self, mark: object) -> None:
        """Take an end tag."""
        child = self._open[-1]
        self._reporting.moment += 1
        if self._steps.facts(child.state).has_data:
            matched = self._take_data(child, mark)
        else:
            self._text_among_elements(child)
            matched = self._steps.facts(child.state).complete or self._end_too_early(child, mark)
        self._open.pop()
        if child.opening is not None:
            self._open[-1].goes_on(states.after(self._derivatives, child.opening, matched), child)

    def _take_data(self, frame: Frame, mark: object) -> int:
        """Take the whole text of an element whose text is a value; give what the element has matched."""
        text, text_mark = "".join(self._chunks), self._text_mark
        self._forget_text()
        if frame.has_children:  # one that is not allowed, and a fault already: the others take away the data
            return _all(frame.state)
        matched = self._steps.taking(frame.state, text, frame.resolve)
        if matched:
            return matched
        spot = Spot(mark) if text_mark is None else Spot(text_mark, Part.TEXT)
        details = partial(self._details.content, frame, text)
        self._report(Kind.CONTENT_NOT_ALLOWED, frame, details, spot)
        return _all(frame.state)

    def _end_too_early(self, frame: Frame, mark: object) -> int:
        """Take an incomplete element as complete; it is no fault of its own where tags too many are the reason."""
        is_explained = frame.shadow is not None and states.complete(frame.shadow)
        if not frame.is_dead and not is_explained:
            details = partial(self._details.incomplete, frame)
            self._report(Kind.ELEMENT_INCOMPLETE, frame, details, Spot(mark), Spot(frame.mark))
        return _all(frame.state)

    def finish(self) -> None:
        """Say what can only be said at the end: references that lead nowhere."""
        self._identifiers.finish()

    def _report(
        self,
        kind: Kind,
        frame: Frame,
        details: Callable[[], dict[str, Any]],
        spot: Spot | None = None,
        other: Spot | None = None,
    ) -> Draft | None:
        if frame.is_muted:
            return None
        return self._reporting.add(kind, frame, Spots(spot or Spot(frame.mark), other), details)


def _is_surely(word: str, near: tuple[Name, ...]) -> bool:
    """Say whether the nearest name, and no other, is meant by a word."""
    first, *others = (name.local for name in near)
    return is_close(word, first) and all(cost(word, first) < cost(word, other) for other in others)


def _all(choices: tuple[object, ...]) -> int:
    """Give the mask of all choices."""
    return (1 << len(choices)) - 1
