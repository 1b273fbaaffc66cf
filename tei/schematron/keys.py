"""Keys (XSLT 2.0, 16.3): the nodes of a document by what an expression says of them."""

from tei.schematron.compilation import CompiledKey
from tei.schematron.index import passes
from tei.schematron.xpath.functions.of_nodes import key_of
from tei.schematron.xpath.nodes import Element, Node, attributes, children, expanded_name, kind
from tei.schematron.xpath.scope import Run, Scope
from tei.schematron.xpath.values import Items, atomised


def index_of(keys: list[CompiledKey], scope: Scope) -> dict[object, Items]:
    """The index of all keys of one name; it is made once for a document."""
    known = scope.run.found.get(f"key {id(keys)}")
    if isinstance(known, dict):
        return known
    found: dict[object, Items] = {}
    scope.run.found[f"key {id(keys)}"] = found
    for node in _nodes(scope.run):
        inner = Scope(scope.run, scope.variables, node)
        for key in keys:
            if _matches(key, node, inner):
                for value in atomised(key.use(node, inner)):
                    found.setdefault(key_of(value), []).append(node)
    return found


def _nodes(run: Run) -> list[Node]:
    nodes: list[Node] = [run.root]
    for element in run.elements:
        nodes += [element, *attributes(element)]
        nodes += [one for one in children(element) if not isinstance(one, Element)]
    return nodes


def _matches(key: CompiledKey, node: Node, scope: Scope) -> bool:
    uri, local = expanded_name(node)
    name = f"{{{uri}}}{local}" if uri else local
    what = kind(node)
    return any(
        passes(one.test, what, name)
        and (what != "element" or all(node.get(required) is not None for required in one.required))
        and (one.condition is None or one.condition(node, scope))
        for one in key.alternatives
    )
