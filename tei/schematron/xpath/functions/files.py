"""Functions that read other files: only what ``read`` gives, which a run has or has not; nothing by themselves."""

from urllib.parse import urljoin

from lxml import etree

from tei.schematron.errors import EvaluationError
from tei.schematron.xpath.functions.registry import function, text
from tei.schematron.xpath.nodes import NODES, Root, locked_parser
from tei.schematron.xpath.scope import Scope
from tei.schematron.xpath.syntax import Item
from tei.schematron.xpath.values import Items, text_of

_REFUSED = "an expression asks for the file `{uri}`, and rules may not read files here"


def _bytes(uri: str, scope: Scope) -> bytes:
    if scope.run.read is None:
        raise EvaluationError(_REFUSED.format(uri=uri))
    try:
        return scope.run.read(uri)
    except OSError as error:
        raise EvaluationError(f"the file `{uri}` cannot be read: {error}") from None


def _document(uri: str, scope: Scope) -> Root:
    uri, _, _ = urljoin(scope.run.root.uri, uri).partition("#")
    known = scope.run.found.get(f"file {uri}")
    if isinstance(known, Root):
        return known
    try:
        root = Root(etree.fromstring(_bytes(uri, scope), locked_parser(is_schema=False)), uri)
    except etree.XMLSyntaxError as error:
        raise EvaluationError(f"the file `{uri}` is not well-formed XML: {error.msg}") from None
    scope.run.found[f"file {uri}"] = root
    scope.run.adopt(root)
    return root


@function("doc", 1)
def doc(_item: Item, scope: Scope, uri: Items) -> Items:
    return [_document(text(uri, scope), scope)] if uri else []


@function("document", 1, 2, is_old=True)
def document(_item: Item, scope: Scope, uris: Items, _base: Items | None = None) -> Items:
    return scope.run.sorted(
        [_document(text_of(one) if isinstance(one, NODES) else str(one), scope) for one in uris]
    )


@function("doc-available", 1)
def doc_available(_item: Item, scope: Scope, uri: Items) -> Items:
    if scope.run.read is None:
        raise EvaluationError(_REFUSED.format(uri=text(uri, scope)))
    try:
        _document(text(uri, scope), scope)
    except EvaluationError:
        return [False]
    return [True]


@function("unparsed-text", 1, 2)
def unparsed_text(_item: Item, scope: Scope, uri: Items, encoding: Items | None = None) -> Items:
    if not uri:
        return []
    name = text(uri, scope)
    try:
        return [
            _bytes(urljoin(scope.run.root.uri, name), scope).decode(
                text(encoding or [], scope) or "utf-8-sig"
            )
        ]
    except (UnicodeError, LookupError):
        raise EvaluationError(f"the file `{name}` is not text in this encoding") from None


@function("unparsed-text-available", 1, 2)
def unparsed_text_available(item: Item, scope: Scope, uri: Items, encoding: Items | None = None) -> Items:
    if scope.run.read is None:
        raise EvaluationError(_REFUSED.format(uri=text(uri, scope)))
    try:
        unparsed_text(item, scope, uri, encoding)
    except EvaluationError:
        return [False]
    return [True]
