"""Is every document of one schema a document of another? Decided, with a smallest counter-example where it is not.

Two grammars in simple form come in, a :class:`Verdict` goes out. Inclusion of regular tree languages (RELAX NG
specification, section 6) is decided by a search over pairs of definitions (``search.py``); where a step of it cannot be
decided, such as whether one datatype lies within another, the verdict names it. Counter-examples are tried with both
schemas before they leave.
"""

from collections.abc import Callable

from tei.relaxng.grammar import Grammar
from tei.relaxng.inclusion.acceptance import confirmed
from tei.relaxng.inclusion.differences import Differences
from tei.relaxng.inclusion.search import Answer, Search
from tei.relaxng.inclusion.verdict import CounterExample, Difference, Refusal, Verdict
from tei.relaxng.inclusion.witnesses import Tree, is_small
from tei.relaxng.matching.schema import Schema

__all__ = ["CounterExample", "Difference", "Refusal", "Verdict", "compare"]

MOST_DIFFERENCES = 20
MOST_GOALS = 50_000
MOST_NODES = 20_000


def compare(
    first: Grammar,
    second: Grammar,
    *,
    most_differences: int = MOST_DIFFERENCES,
    most_goals: int = MOST_GOALS,
    progress: Callable[[int, int], None] = lambda done, known: None,  # noqa: ARG005 -- a caller may look on
) -> Verdict:
    """Decide whether every document of the first grammar is one of the second.

    ``progress`` is told how many elements were compared, and how many are known. ``most_goals`` bounds the effort.
    """
    search = Search(Schema(first), Schema(second), most_goals, progress)
    search.run()
    answer = search.document.known.get(0)
    if search.is_given_up and (answer is None or answer.doubtful):
        return Verdict(None, doubts=(f"more than {most_goals} states had to be compared", *search.doubts))
    if answer is None:
        return Verdict(is_included=True)
    if answer.doubtful:
        return Verdict(None, doubts=tuple(search.doubts))
    return _not_included(search, answer, most_differences)


def _not_included(search: Search, answer: Answer, most: int) -> Verdict:
    tree = answer.content[0] if answer.content else None
    if not isinstance(tree, Tree) or not is_small(tree, MOST_NODES):
        return Verdict(None, doubts=(f"the smallest document in doubt has {answer.size} nodes",))
    example = confirmed(search.ours, search.theirs, tree)
    if example is None:
        return Verdict(None, doubts=(f"a document could not be confirmed: {tree.name}",))
    if search.is_given_up:
        return Verdict(is_included=False, shortest=example)
    found, omitted = Differences(search).find(most)
    return Verdict(False, example, found, omitted, tuple(search.doubts))
