"""The exact pass as a function: a document and a schema give the faults of the document."""

from weakref import WeakKeyDictionary

from tei.relaxng.automata.trees import Node
from tei.relaxng.exact.events import ByteEvents
from tei.relaxng.exact.faults import Examination
from tei.relaxng.exact.guide import Guide
from tei.relaxng.exact.recovery import Recovery
from tei.relaxng.exact.reporting import Reporting
from tei.relaxng.exact.tree_events import TreeEvents
from tei.relaxng.matching.schema import Schema

# So many faults are told, the others only counted, unless a caller wants more.
MOST_FAULTS = 1000

_GUIDES: WeakKeyDictionary[Schema, Guide] = WeakKeyDictionary()


def examined(schema: Schema, data: bytes, *, limit: int = MOST_FAULTS) -> Examination:
    """Give the faults of a document in bytes, at most ``limit`` of them; DocumentError where it cannot be read."""
    reporting = Reporting(limit)
    recovery = Recovery(_guide(schema), reporting)
    events = ByteEvents(data, recovery)
    events.read()
    recovery.finish()
    return reporting.finished(events.place)


def examined_tree(schema: Schema, root: Node, *, limit: int = MOST_FAULTS) -> Examination:
    """Give the faults of a document that is a tree, with nodes for places."""
    reporting = Reporting(limit)
    recovery = Recovery(_guide(schema), reporting)
    TreeEvents(root, recovery).read()
    recovery.finish()
    return reporting.finished(None)


def _guide(schema: Schema) -> Guide:
    guide = _GUIDES.get(schema)
    if guide is None:
        guide = _GUIDES[schema] = Guide(schema)
    return guide
