"""Functions on nodes and names (XPath Functions, 2, 11 and 14.5), and those that XSLT adds (XSLT 2.0, 16)."""

from tei.schematron.errors import EvaluationError
from tei.schematron.names import XML
from tei.schematron.xpath.axes import parent
from tei.schematron.xpath.functions.registry import check_collation, function, node, optional, text, uri
from tei.schematron.xpath.nodes import (
    NODES,
    Attribute,
    Element,
    Node,
    Root,
    expanded_name,
    kind,
    written_name,
)
from tei.schematron.xpath.scope import Scope
from tei.schematron.xpath.syntax import Item
from tei.schematron.xpath.types import datatypes
from tei.schematron.xpath.values import Items, atomised, described, text_of_old


def _first(items: Items, scope: Scope) -> Node | None:
    """The node that a function is about: the first one for XPath 1.0, else the only one."""
    return node(items[:1] if scope.run.is_compatible else items)


@function("name", 0, 1, of_context=True, is_old=True)
def name(_item: Item, scope: Scope, nodes: Items) -> Items:
    found = _first(nodes, scope)
    return ["" if found is None else written_name(found)]


@function("local-name", 0, 1, of_context=True, is_old=True)
def local_name(_item: Item, scope: Scope, nodes: Items) -> Items:
    found = _first(nodes, scope)
    return ["" if found is None else expanded_name(found)[1]]


@function("namespace-uri", 0, 1, of_context=True, is_old=True)
def namespace_uri(_item: Item, scope: Scope, nodes: Items) -> Items:
    found = _first(nodes, scope)
    return uri("" if found is None else expanded_name(found)[0])


@function("node-name", 0, 1, of_context=True)
def node_name(_item: Item, _scope: Scope, nodes: Items) -> Items:
    found = node(nodes)
    if found is None or not expanded_name(found)[1]:
        return []
    return [_qname(expanded_name(found)[0], written_name(found))]


def _qname(namespace: str, written: str) -> Item:
    try:
        return datatypes().QName(namespace or None, written)
    except (ValueError, TypeError):
        raise EvaluationError(f"{described(written)} is not the name of anything") from None


@function("QName", 2)
def qname(_item: Item, scope: Scope, namespace: Items, written: Items) -> Items:
    return [_qname(text(namespace, scope), text(written, scope))]


@function("local-name-from-QName", 1)
def local_name_from_qname(_item: Item, _scope: Scope, names: Items) -> Items:
    found = optional(names)
    return [] if found is None else [str(found).rpartition(":")[2]]


@function("namespace-uri-from-QName", 1)
def namespace_uri_from_qname(_item: Item, _scope: Scope, names: Items) -> Items:
    found = optional(names)
    return [] if found is None else uri(getattr(found, "uri", "") or "")


@function("resolve-QName", 2)
def resolve_qname(_item: Item, scope: Scope, written: Items, element: Items) -> Items:
    if optional(written) is None:
        return []
    given = text(written, scope).strip()
    prefix = given.rpartition(":")[0]
    scopes = _namespaces(element)
    if prefix and prefix not in scopes:
        raise EvaluationError(f"the prefix of {described(given)} is not declared in the document")
    return [_qname(scopes.get(prefix, ""), given)]


def _namespaces(element: Items) -> dict[str, str]:
    found = node(element)
    if not isinstance(found, Element):
        raise EvaluationError("an element is expected")
    return {"xml": XML, **{prefix or "": declared for prefix, declared in found.nsmap.items()}}


@function("in-scope-prefixes", 1)
def in_scope_prefixes(_item: Item, _scope: Scope, element: Items) -> Items:
    return list(_namespaces(element))


@function("namespace-uri-for-prefix", 2)
def namespace_uri_for_prefix(_item: Item, scope: Scope, prefix: Items, element: Items) -> Items:
    found = _namespaces(element).get(text(prefix, scope))
    return [] if found is None else uri(found)


@function("root", 0, 1, of_context=True)
def root(_item: Item, scope: Scope, nodes: Items) -> Items:
    found = node(nodes)
    return [] if found is None else [scope.run.root_of(found)]


@function("has-children", 0, 1, of_context=True)
def has_children(_item: Item, _scope: Scope, nodes: Items) -> Items:
    found = node(nodes)
    if isinstance(found, Element):
        return [kind(found) == "element" and (bool(len(found)) or bool(found.text))]
    return [isinstance(found, Root)]


@function("innermost", 1)
def innermost(_item: Item, scope: Scope, nodes: Items) -> Items:
    above = {one for found in nodes for one in _above(found, scope)}
    return scope.run.sorted([one for one in nodes if one not in above])


@function("outermost", 1)
def outermost(_item: Item, scope: Scope, nodes: Items) -> Items:
    among = set(nodes)
    return scope.run.sorted([one for one in nodes if not any(up in among for up in _above(one, scope))])


def _above(one: Item, scope: Scope) -> Items:
    if not isinstance(one, NODES):
        raise EvaluationError("nodes are expected, not values")
    found, up = [], parent(one, scope.run)
    while up is not None:
        found.append(up)
        up = parent(up, scope.run)
    return found


@function("nilled", 0, 1, of_context=True)
def nilled(_item: Item, _scope: Scope, nodes: Items) -> Items:
    return [False] if isinstance(node(nodes), Element) else []


@function("base-uri", 0, 1, of_context=True)
def base_uri(_item: Item, scope: Scope, nodes: Items) -> Items:
    found = node(nodes)
    return [] if found is None else uri(scope.run.root_of(found).uri)


@function("document-uri", 0, 1, of_context=True)
def document_uri(_item: Item, _scope: Scope, nodes: Items) -> Items:
    found = node(nodes)
    return uri(found.uri) if isinstance(found, Root) and found.uri else []


@function("path", 0, 1, of_context=True)
def path(_item: Item, scope: Scope, nodes: Items) -> Items:
    found = node(nodes)
    if found is None:
        return []
    steps: list[str] = []
    while not isinstance(found, Root):
        steps.append(_path_step(found, scope))
        found = parent(found, scope.run)
    return ["/" + "/".join(reversed(steps))]


def _path_step(found: Node, scope: Scope) -> str:
    namespace, local = expanded_name(found)
    if isinstance(found, Attribute):
        return f"@Q{{{namespace}}}{local}" if namespace else f"@{local}"
    from tei.schematron.xpath.axes import walk  # noqa: PLC0415 -- this function alone needs it
    from tei.schematron.xpath.syntax import NodeTest  # noqa: PLC0415 -- the same

    test = NodeTest(kind(found), namespace, local) if local else NodeTest(kind(found))
    place = len(list(walk("preceding-sibling", test)(found, scope.run))) + 1
    names = {
        "element": f"Q{{{namespace}}}{local}",
        "processing-instruction": f"processing-instruction({local})",
    }
    return f"{names.get(kind(found), kind(found) + '()')}[{place}]"


@function("lang", 1, 2, is_old=True)
def lang(item: Item, scope: Scope, language: Items, nodes: Items | None = None) -> Items:
    found: Node | None = node([item] if nodes is None else nodes)
    wanted = text(language, scope).lower()
    while found is not None and not isinstance(found, Root):
        value = found.get(f"{{{XML}}}lang") if isinstance(found, Element) else None
        if value is not None:
            return [value.lower() == wanted or value.lower().startswith(wanted + "-")]
        found = parent(found, scope.run)
    return [False]


@function("id", 1, 2, is_old=True)
def by_id(item: Item, scope: Scope, values: Items, nodes: Items | None = None) -> Items:
    """The elements of these ids, which are the values of `xml:id`."""
    ids = _ids(scope, scope.run.root_of(_start(item, nodes)))
    wanted = [one for value in atomised(values) for one in text_of_old(value).split()]
    return scope.run.sorted([ids[one] for one in dict.fromkeys(wanted) if one in ids])


def _start(item: Item, nodes: Items | None) -> Node:
    found = node([item] if nodes is None else nodes)
    if found is None:
        raise EvaluationError("a node is expected, and there is nothing")
    return found


def _ids(scope: Scope, top: Root) -> dict[str, Element]:
    cached = scope.run.found.setdefault(f"id {id(top)}", {})
    assert isinstance(cached, dict)  # noqa: S101 -- for the type checker
    if not cached:
        for element in top.element.iter("*"):
            value = element.get(f"{{{XML}}}id")
            if value is not None:
                cached.setdefault(" ".join(value.split()), element)
    return cached


@function("element-with-id", 1, 2)
def element_with_id(item: Item, scope: Scope, values: Items, nodes: Items | None = None) -> Items:
    return by_id(item, scope, values, nodes)


@function("current", 0, is_old=True)
def current(_item: Item, scope: Scope) -> Items:
    return [scope.current]


@function("generate-id", 0, 1, of_context=True, is_old=True)
def generate_id(_item: Item, scope: Scope, nodes: Items) -> Items:
    found = _first(nodes, scope)
    return ["" if found is None else "d" + "-".join(str(int(one)) for one in scope.run.order(found))]


@function("key", 2, 3, is_old=True)
def key(item: Item, scope: Scope, names: Items, values: Items, top: Items | None = None) -> Items:
    """The nodes that a key gives for any of the values, within the tree of the context or below `top`."""
    wanted = text(names, scope)
    if wanted not in scope.run.keys:
        raise EvaluationError(f"there is no key {described(wanted)}")
    below = node(top) if top is not None else None
    index = scope.run.keys[wanted](wanted)
    found = [one for value in atomised(values) for one in index.get(key_of(value), ())]
    if below is not None and not isinstance(below, Root):
        found = [one for one in found if one == below or below in _above(one, scope)]
    _ = item
    return scope.run.sorted(found)


def key_of(value: Item) -> str:
    """What two values have in common that a key takes for the same."""
    return text_of_old(value)


@function("system-property", 1, is_old=True)
def system_property(_item: Item, scope: Scope, _name: Items) -> Items:
    _ = scope
    return [""]


@function("collation-key", 1, 2)
def collation_key(_item: Item, scope: Scope, value: Items, *collation: Items) -> Items:
    check_collation(*collation)
    return [text(value, scope)]
