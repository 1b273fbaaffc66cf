"""What a comparison of two schemas finds out, as data."""

from dataclasses import dataclass

from tei.relaxng.inclusion.witnesses import Tree, xml


@dataclass(frozen=True, slots=True)
class Refusal:
    """Where the second schema refuses a document: the element (as a path from the root) and why, in words."""

    path: str
    words: str


@dataclass(frozen=True, slots=True)
class CounterExample:
    """A document that is valid against the first schema and not against the second; both were tried."""

    tree: Tree
    refusal: Refusal

    @property
    def xml(self) -> str:
        """The document as text."""
        return xml(self.tree)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the first schema allows and the second does not.

    ``kind`` is one of ``KINDS``, ``name`` the attribute, child or text it is about, ``words`` a clause that says it.
    ``elements`` are the local names of those in which it is so; ``place`` says where in the first of them ("after head"),
    and ``example`` shows it.
    """

    kind: str
    name: str
    words: str
    place: str
    elements: tuple[str, ...]
    example: CounterExample


KINDS = ("attribute", "attribute missing", "value", "element", "text", "data", "incomplete")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether every document of the first schema is one of the second.

    ``is_included`` is None where that could not be decided; ``doubts`` say what it was, by name. ``shortest`` is a
    counter-example with the fewest nodes, ``differences`` say more, one thing each; ``omitted`` counts those left out.
    """

    is_included: bool | None
    shortest: CounterExample | None = None
    differences: tuple[Difference, ...] = ()
    omitted: int = 0
    doubts: tuple[str, ...] = ()
