"""Name classes of the compact syntax: ``name``, ``p:name``, ``p:*``, ``*``, with ``|``, ``-`` and parentheses.

Implements the part on ``nameClass`` of the grammar in section 4 of the compact syntax.
"""

from tei.relaxng.compact.annotations import follow, lead
from tei.relaxng.compact.reading import Frame, Lead, Reader, Step, adopt
from tei.relaxng.compact.tokens import NAMES, PREFIXED, WILDCARD
from tei.relaxng.sources.source import SourceElement


def begin(reader: Reader, owner: SourceElement, then: Step) -> Step:
    """Read the name class of an element or attribute up to its brace."""

    def close(reader: Reader) -> Step:
        adopt(owner, reader.nodes)
        return then

    reader.open(Frame(close, "{", reader.tokens.offset, attribute=owner.name == "attribute"))
    return operand


def operand(reader: Reader) -> Step:
    """Read one name class, up to what may stand behind it."""
    tokens = reader.tokens
    given = lead(reader)
    if tokens.kind == "(":
        return _parentheses(reader, given)
    node = _simple(reader)
    wildcard = node.name != "name"
    if wildcard and tokens.kind == "-":
        reader.open_exception(node, given, after)
        return operand
    reader.give(node, given)
    return after


def after(reader: Reader) -> Step | None:
    """Read what follows a name class: annotations, ``|``, or the end of what is open."""
    if reader.frames[-1].single:
        return reader.shut("")
    follow(reader)
    if reader.tokens.kind == "|":
        reader.connect()
        return operand
    return reader.shut("|")


def _parentheses(reader: Reader, given: Lead | None) -> Step:
    def close(reader: Reader) -> Step:
        reader.give_again(given)
        return after

    reader.open(Frame(close, ")", reader.tokens.offset, attribute=reader.frames[-1].attribute))
    reader.tokens.take()
    return operand


def _simple(reader: Reader) -> SourceElement:
    """Read a name or a wildcard."""
    tokens = reader.tokens
    if tokens.kind in NAMES:
        namespace = "" if reader.frames[-1].attribute else reader.declarations.default
        node = reader.make("name", ns=namespace)
        node.text = tokens.take()
    elif tokens.kind == PREFIXED:
        prefix, _, local = tokens.peek().partition(":")
        node = reader.make("name", ns=reader.declarations.namespace(prefix))
        node.text = local
        tokens.take()
    elif tokens.kind == WILDCARD:
        node = reader.make("nsName", ns=reader.declarations.namespace(tokens.peek()))
        tokens.take()
    elif tokens.kind == "*":
        node = reader.make("anyName")
        tokens.take()
    else:
        raise tokens.unexpected("a name, `prefix:*`, `*` or `(`")
    return node
