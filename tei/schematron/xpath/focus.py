"""What an expression depends on: whether a predicate counts positions, whether steps come out in document order."""

from tei.schematron.names import FN
from tei.schematron.xpath.syntax import (
    Call,
    Combination,
    Comparison,
    Concatenation,
    Expression,
    Filter,
    If,
    Literal,
    Logical,
    Mapping,
    Path,
    Quantified,
    Step,
    Typed,
    parts,
)

_NO_NUMBERS = frozenset(
    [
        "boolean",
        "contains",
        "current",
        "ends-with",
        "empty",
        "exists",
        "false",
        "generate-id",
        "id",
        "key",
        "lang",
        "local-name",
        "lower-case",
        "matches",
        "name",
        "namespace-uri",
        "normalize-space",
        "not",
        "replace",
        "root",
        "starts-with",
        "string",
        "string-join",
        "substring",
        "substring-after",
        "substring-before",
        "tokenize",
        "translate",
        "true",
        "upper-case",
        "deep-equal",
    ]
)


def uses_position(expression: Expression) -> bool:
    """Whether `position()` or `last()` of the context outside is asked for."""
    pending = [expression]
    while pending:
        one = pending.pop()
        if (
            isinstance(one, Call)
            and one.uri == FN
            and one.local in {"position", "last"}
            and not one.arguments
        ):
            return True
        if isinstance(one, Step):
            continue
        if isinstance(one, Filter):
            pending.append(one.primary)
        elif isinstance(one, Path):
            pending += [] if one.is_absolute else one.steps[:1]
        elif isinstance(one, Mapping):
            pending.append(one.left)
        else:
            pending += parts(one)
    return False


def may_be_number(expression: Expression) -> bool:
    """Whether the value could be a number, so that a predicate with it means a position."""
    match expression:
        case Logical() | Quantified() | Comparison() | Step() | Combination() | Concatenation():
            return False
        case Path():
            return bool(expression.steps) and may_be_number(expression.steps[-1])
        case Filter():
            return may_be_number(expression.primary)
        case If():
            return may_be_number(expression.then) or may_be_number(expression.otherwise)
    return not _is_no_number(expression)


def _is_no_number(expression: Expression) -> bool:
    match expression:
        case Literal():
            return isinstance(expression.value, str)
        case Typed():
            return expression.operator in {"castable", "instance"}
        case Call():
            return expression.uri == FN and expression.local in _NO_NUMBERS
    return False


def is_positional(predicate: Expression) -> bool:
    """Whether a predicate needs the position of what it is asked about."""
    return may_be_number(predicate) or uses_position(predicate)


_PEERS = frozenset(("child", "attribute", "self"))


class Sortedness:
    """Whether the nodes of a path so far are in document order, and none of them within another."""

    def __init__(self) -> None:
        self._are_peers, self._is_single = True, True

    def add(self, step: Expression, is_first: bool) -> bool:
        """Go on by a step; True where its nodes must be sorted if they come from several."""
        if not isinstance(step, Step):
            self._are_peers = self._is_single = False
            return not is_first
        needs_sorting = not (
            self._is_single
            or (self._are_peers and step.axis in (*_PEERS, "descendant", "descendant-or-self"))
        )
        peers = step.axis in _PEERS or step.axis in {"parent", "following-sibling", "preceding-sibling"}
        self._are_peers = peers and (self._is_single or (self._are_peers and step.axis in _PEERS))
        self._is_single = self._is_single and step.axis in {"parent", "self"}
        return needs_sorting
