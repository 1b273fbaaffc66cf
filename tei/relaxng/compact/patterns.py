"""Patterns of the compact syntax: operands, what may stand behind them, and the bodies that hold them.

Implements ``pattern`` of the grammar in section 4 of the compact syntax.
"""

from tei.relaxng.compact import names
from tei.relaxng.compact.annotations import follow, lead
from tei.relaxng.compact.reading import CONNECTORS, Frame, Lead, Operand, Reader, Step, adopt
from tei.relaxng.compact.tokens import DOCUMENTATION, LITERAL, NAME, NAMES, PREFIXED
from tei.relaxng.sources.source import SourceElement

_REPEATED = {"*": "zeroOrMore", "+": "oneOrMore", "?": "optional"}


def operand(reader: Reader) -> Step:
    """Read one pattern, up to what may stand behind it."""
    tokens = reader.tokens
    given = lead(reader) if tokens.kind in ("[", DOCUMENTATION) else None
    read = reader.operands.get(tokens.kind)
    if read is None:
        raise tokens.unexpected("a pattern (`element`, `attribute`, `text`, a name, a datatype, `(` …)")
    return read(reader, given)


def after(reader: Reader) -> Step | None:
    """Read what follows a pattern: annotations, a sign of repetition, a connector, or the end of what is open."""
    tokens, single = reader.tokens, reader.frames[-1].single
    if not single:
        follow(reader)
        if tokens.kind in _REPEATED:
            _repeat(reader)
        if tokens.kind in CONNECTORS:
            reader.connect()
            return operand
    return reader.shut(",|&")


def _repeat(reader: Reader) -> None:
    reader.alone()
    first = reader.nodes[0]
    name = _REPEATED[reader.tokens.take()]
    repeated = SourceElement(name, {}, reader.context, first.line, first.column)
    adopt(repeated, reader.nodes)
    reader.nodes = [repeated]
    follow(reader)


def _ref(reader: Reader, given: Lead | None) -> Step:
    node = reader.make("ref")
    node.attributes["name"] = reader.tokens.take()
    reader.give(node, given)
    return after


def _parent(reader: Reader, given: Lead | None) -> Step:
    node = reader.make("parentRef")
    reader.tokens.take()
    node.attributes["name"] = reader.tokens.expect(NAME, "the name of a definition of the outer grammar")
    reader.give(node, given)
    return after


def _constant(reader: Reader, given: Lead | None) -> Step:
    """Read ``empty``, ``notAllowed`` or ``text``."""
    reader.give(reader.make(reader.tokens.kind), given)
    reader.tokens.take()
    return after


def _parentheses(reader: Reader, given: Lead | None) -> Step:
    def close(reader: Reader) -> Step:
        reader.give_again(given)
        return after

    reader.open(Frame(close, ")", reader.tokens.offset))
    reader.tokens.take()
    return operand


def _named(reader: Reader, given: Lead | None) -> Step:
    """Read ``element`` or ``attribute``."""
    node = reader.make(reader.tokens.kind)
    reader.tokens.take()

    def body(reader: Reader) -> Step:
        return _open_body(reader, node, given)

    return names.begin(reader, node, body)


def _braced(reader: Reader, given: Lead | None) -> Step:
    """Read ``list`` or ``mixed``."""
    node = reader.make(reader.tokens.kind)
    reader.tokens.take()
    reader.tokens.expect("{")
    return _open_body(reader, node, given)


def _open_body(reader: Reader, node: SourceElement, given: Lead | None) -> Step:
    def close(reader: Reader) -> Step:
        adopt(node, reader.nodes)
        reader.give(node, given)
        return after

    reader.open(Frame(close, "}", reader.tokens.offset))
    return operand


def _external(reader: Reader, given: Lead | None) -> Step:
    node = reader.make("externalRef")
    reader.tokens.take()
    reader.give(reference(reader, node), given)
    return after


def reference(reader: Reader, node: SourceElement) -> SourceElement:
    """Read which file an ``external`` or ``include`` is about, and the namespace that it inherits."""
    tokens = reader.tokens
    node.attributes["href"] = tokens.literal("the address of a schema in quotation marks")
    namespace = reader.declarations.default
    if tokens.take_if("inherit"):
        tokens.expect("=")
        if tokens.kind not in NAMES:
            raise tokens.unexpected("the prefix of the namespace to inherit")
        namespace = reader.declarations.namespace(tokens.peek())
        tokens.take()
    if namespace is not None:
        node.attributes["ns"] = namespace
    return node


def _data(reader: Reader, given: Lead | None) -> Step:
    """Read a datatype: alone, with parameters or an exception, or before a value."""
    tokens = reader.tokens
    prefix, _, name = tokens.peek().rpartition(":")
    library = reader.declarations.library(prefix) if prefix else ""
    node = reader.make("data", type=name, datatypeLibrary=library)
    tokens.take()
    if tokens.kind == LITERAL:
        node.name = "value"
        return _finish_value(reader, node, given)
    if tokens.take_if("{"):
        _parameters(reader, node)
    if tokens.kind == "-":
        reader.open_exception(node, given, after)
        return operand
    reader.give(node, given)
    return after


def _value(reader: Reader, given: Lead | None) -> Step:
    return _finish_value(reader, reader.make("value"), given)


def _finish_value(reader: Reader, node: SourceElement, given: Lead | None) -> Step:
    if reader.declarations.default is not None:
        node.attributes["ns"] = reader.declarations.default
    node.text = reader.tokens.literal("a value")
    reader.give(node, given)
    return after


def _parameters(reader: Reader, node: SourceElement) -> None:
    tokens = reader.tokens
    while not tokens.take_if("}"):
        given = lead(reader)
        parameter = reader.make("param")
        parameter.attributes["name"] = tokens.name('a parameter (`name = "…"`) or `}`')
        tokens.expect("=")
        parameter.text = tokens.literal("the value of the parameter in quotation marks")
        reader.give(parameter, given)
        adopt(node, reader.nodes)


OPERANDS: dict[str, Operand] = {
    NAME: _ref,
    PREFIXED: _data,
    LITERAL: _value,
    "(": _parentheses,
    "attribute": _named,
    "element": _named,
    "empty": _constant,
    "external": _external,
    "list": _braced,
    "mixed": _braced,
    "notAllowed": _constant,
    "parent": _parent,
    "string": _data,
    "text": _constant,
    "token": _data,
}
"""What the kind of the first token of a pattern is read by."""
