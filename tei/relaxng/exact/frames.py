"""One open element on the stack of the exact pass."""

from typing import TYPE_CHECKING

from tei.relaxng.datatypes.datatype import Resolve
from tei.relaxng.matching.patterns import NotAllowed, Pattern
from tei.relaxng.matching.states import Opening, State
from tei.relaxng.names import Name

if TYPE_CHECKING:
    from tei.relaxng.exact.reporting import Draft

# Steps that a frame remembers, to say which sibling has shut another out.
_MOST_STEPS = 64


class Alias:
    """A namespace that stands for another inside an element: what is in ``written`` is read as in ``meant``.

    ``is_sure`` where the element surely belongs to ``meant``, so that faults inside it are worth telling.
    """

    __slots__ = ("is_sure", "meant", "written")

    def __init__(self, written: str, meant: str, *, is_sure: bool) -> None:
        self.written, self.meant, self.is_sure = written, meant, is_sure


class Frame:
    """An open element: what it is taken for, what may still come in it, and how its parent goes on after it.

    ``opening`` is None where the parent does not allow the element and goes on as if it were not there. ``unwraps`` is
    then the parent, whose ``shadow`` is the state it would be in if the element's tags alone were not there.
    """

    __slots__ = (
        "alias",
        "has_children",
        "is_muted",
        "late",
        "mark",
        "name",
        "opening",
        "resolve",
        "shadow",
        "state",
        "steps",
        "unwraps",
        "written",
    )

    def __init__(self, name: Name, written: str, mark: object, resolve: Resolve) -> None:
        self.name, self.written, self.mark, self.resolve = name, written, mark, resolve
        self.state: State = ()
        self.opening: Opening | None = None
        self.alias: Alias | None = None
        self.is_muted = False
        self.has_children = False
        self.shadow: State | None = None
        self.unwraps: Frame | None = None
        self.steps: list[tuple[State, Name, object]] = []
        self.late: dict[Name, Draft | None] = {}

    @property
    def is_dead(self) -> bool:
        """Nothing is known of what may stand in the element, so nothing in it is a fault."""
        return not any(not isinstance(pattern, NotAllowed) for pattern in self.state)

    @property
    def alive(self) -> tuple[Pattern, ...]:
        """The patterns that the element may still match."""
        return tuple(pattern for pattern in self.state if not isinstance(pattern, NotAllowed))

    @property
    def has_data(self) -> bool:
        """The text of the element is a value."""
        return any(pattern.has_data for pattern in self.state)

    def read(self, name: Name) -> Name:
        """Give the name that is meant by the name of a child."""
        alias = self.alias
        return Name(alias.meant, name.local) if alias and name.namespace == alias.written else name

    def goes_on(self, state: State, child: "Frame") -> None:
        """Enter the state after a child."""
        if state != self.state:
            if len(self.steps) < _MOST_STEPS:
                self.steps.append((self.state, child.name, child.mark))
            self.state = state
