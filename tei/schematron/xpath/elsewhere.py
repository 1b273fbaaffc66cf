"""What only a complete XPath 3.1 has (inline functions, maps, arrays, rarer functions), evaluated by elementpath.

It has a tree of its own, which is built once for a document, on the first such expression. It never reads a file, and what
would make it try is refused beforehand.
"""

import re
from importlib import import_module
from typing import Any

from tei.schematron.errors import EvaluationError, ExpressionError
from tei.schematron.xpath.nodes import NODES, Attribute, Element, Root, Text
from tei.schematron.xpath.scope import Evaluate, Run, Scope
from tei.schematron.xpath.static import Static
from tei.schematron.xpath.syntax import Item
from tei.schematron.xpath.tokens import shortened, tokens
from tei.schematron.xpath.values import AnyUri, Items, Untyped

_REFUSED = frozenset(
    [
        "doc",
        "doc-available",
        "document",
        "collection",
        "uri-collection",
        "unparsed-text",
        "unparsed-text-lines",
        "unparsed-text-available",
        "json-doc",
        "environment-variable",
        "available-environment-variables",
        "function-lookup",
        "load-xquery-module",
        "transform",
        "parse-xml",
        "parse-xml-fragment",
        "current",
        "key",
        "generate-id",
        "system-property",
    ]
)


def expression(text: str, static: Static, reason: str) -> Evaluate:
    """The function that evaluates an expression by elementpath; ``reason`` is what makes that necessary."""
    variables = _check(text, static)
    token = _parsed(text, static, variables, reason)

    def evaluated(item: Item, scope: Scope) -> Items:
        trees = Trees.of(scope)
        values = {name: [trees.there(one) for one in _value(scope, name)] for name in variables}
        context = trees.module.XPathContext(
            root=trees.tree(scope.run.root_of(item) if isinstance(item, NODES) else scope.run.root),
            item=trees.there(item),
            variables=values,
            position=scope.position,
            size=scope.size,
            current_dt=scope.run.now,
        )
        try:
            return [trees.here(one) for one in token.select(context)]
        except Exception as error:  # noqa: BLE001 -- elementpath raises many kinds, assertions among them
            raise EvaluationError(f"`{shortened(text)}` has no value: {_words(error)}") from None

    return evaluated


def _value(scope: Scope, name: str) -> Items:
    found = scope.variables[name]
    return found if isinstance(found, list) else found.value()


def _check(text: str, static: Static) -> list[str]:
    """Refuse what reads files; give the variables that are declared outside."""
    found = tokens(text)
    variables = []
    for at, token in enumerate(found[:-1]):
        if token.kind in {"name", "braced"}:
            local = re.split("[:}]", token.text)[-1]
            if local in _REFUSED and found[at + 1].text in {"(", "#"}:
                raise ExpressionError(
                    f"`{token.text}()` cannot be used together with what only XPath 3.1 has"
                )
            if at and found[at - 1].text == "$" and token.text in static.variables:
                variables.append(token.text)
    return variables


def _parsed(text: str, static: Static, variables: list[str], reason: str) -> Any:  # noqa: ANN401 -- elementpath's
    parser = import_module("elementpath.xpath31").XPath31Parser
    types = dict.fromkeys(variables, "item()*")
    try:
        return parser(namespaces=dict(static.namespaces), variable_types=types).parse(text)
    except Exception as error:  # noqa: BLE001 -- elementpath raises many kinds, assertions among them
        raise ExpressionError(f"`{shortened(text)}` cannot be used ({reason}): {_words(error)}") from None


def _words(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


class Trees:
    """The trees of elementpath for the documents of a run, and the way from a node there to the same here."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self.module = import_module("elementpath")
        self._datatypes = import_module("elementpath.datatypes")
        self._trees: dict[int, Any] = {}

    @classmethod
    def of(cls, scope: Scope) -> "Trees":
        found = scope.run.found.setdefault("elementpath", None) or cls(scope.run)
        scope.run.found["elementpath"] = found
        assert isinstance(found, Trees)  # noqa: S101 -- for the type checker
        return found

    def tree(self, root: Root) -> Any:  # noqa: ANN401 -- elementpath's
        if id(root) not in self._trees:
            self._trees[id(root)] = self.module.get_node_tree(root.element.getroottree())
        return self._trees[id(root)]

    def there(self, item: Item) -> Any:  # noqa: ANN401 -- elementpath's
        """A node or value as elementpath has it."""
        if not isinstance(item, NODES):
            if isinstance(item, Untyped):
                return self._datatypes.UntypedAtomic(str(item))
            return str(item) if isinstance(item, str) else item
        if isinstance(item, Root):
            return self.tree(item)
        anchor = (
            item if isinstance(item, Element) else item.parent if isinstance(item, Attribute) else item.anchor
        )
        node = (
            self.tree(self._run.root_of(anchor)).get_element_node(anchor)
            if isinstance(anchor.tag, str)
            else None
        )
        if isinstance(item, Text):
            node = self._text(item)
        elif isinstance(item, Attribute) and node is not None:
            node = next((one for one in node.attributes if one.name == item.name), None)
        elif node is None and isinstance(item, Element):
            node = self._among(item)
        if node is None:
            raise EvaluationError("this kind of node cannot be given to elementpath")
        return node

    def _text(self, item: Text) -> Any:  # noqa: ANN401 -- elementpath's
        above = item.anchor.getparent() if item.is_tail else item.anchor
        node = self.tree(self._run.root_of(item.anchor)).get_element_node(above)
        children = list(node)
        texts = [at for at, one in enumerate(children) if one.node_kind == "text"]
        if not item.is_tail:
            return children[0] if texts[:1] == [0] else None
        after = [at for at, one in enumerate(children) if getattr(one, "obj", None) is item.anchor]
        return children[after[0] + 1] if after and after[0] + 1 in texts else None

    def _among(self, item: Element) -> Any:  # noqa: ANN401 -- elementpath's
        tree = self.tree(self._run.root_of(item))
        return next((one for one in tree.iter() if getattr(one, "obj", None) is item), None)

    def here(self, item: Any) -> Item:  # noqa: ANN401 -- elementpath's
        """A node or value of elementpath as ours."""
        kind = getattr(item, "node_kind", None)
        if kind is None:
            return self._value(item)
        if kind in {"element", "comment", "processing-instruction"}:
            return item.obj
        if kind == "document":
            return self._run.root_of(item.getroot().obj)
        above = item.parent.obj
        if kind == "attribute":
            return Attribute(above, item.name, str(item.value))
        before = None
        for one in item.parent:
            if one is item:
                break
            before = getattr(one, "obj", None) if one.node_kind != "text" else before
        return Text(above, False) if before is None else Text(before, True)

    def _value(self, item: Any) -> Item:  # noqa: ANN401 -- elementpath's
        if isinstance(item, self._datatypes.UntypedAtomic):
            return Untyped(item.value)
        if isinstance(item, self._datatypes.AnyURI):
            return AnyUri(item.value)
        if not isinstance(item, bool | int | float | str | self._datatypes.AnyAtomicType) and callable(item):
            raise EvaluationError("the value is a function, a map or an array")
        return item
