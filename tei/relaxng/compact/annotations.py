"""Annotations of the compact syntax: documentation comments, attributes and elements of other namespaces.

Implements section 5 of the compact syntax. ``## text`` and ``[ … ]`` stand before what they are about, ``>> name [ … ]``
behind it, and ``name [ … ]`` alone between the definitions of a grammar.
"""

from tei.relaxng.compact.reading import Lead, Reader
from tei.relaxng.compact.tokens import DOCUMENTATION as COMMENT
from tei.relaxng.compact.tokens import LITERAL, NAMES, PREFIXED
from tei.relaxng.sources.source import DEEPEST, DOCUMENTATION, STRUCTURE, ForeignElement

_DECLARATIONS = "http://www.w3.org/2000/xmlns/"  # the namespace of what declares namespaces: no annotation


def lead(reader: Reader) -> Lead | None:
    """Read what stands before a construct: comments, then brackets."""
    tokens = reader.tokens
    if tokens.kind not in (COMMENT, "["):
        return None
    found = Lead({}, [])
    while tokens.kind == COMMENT:
        comment = ForeignElement(DOCUMENTATION, {}, reader.context, *reader.text.place(tokens.offset))
        comment.content.append(tokens.take())
        found.elements.append(comment)
    if tokens.take_if("["):
        found.attributes = _attributes(reader, outermost=True)
        while not tokens.take_if("]"):
            found.elements.append(element(reader))
    return found


def follow(reader: Reader) -> None:
    """Read what stands behind an operand."""
    while reader.tokens.take_if(">>"):
        reader.nodes.append(element(reader))


def element(reader: Reader) -> ForeignElement:
    """Read an element with all that is in it."""
    root = _open(reader, outermost=True)
    pending = [root]
    tokens = reader.tokens
    while pending:
        if tokens.kind == LITERAL:
            pending[-1].content += filter(None, [tokens.literal("a quoted text")])
        elif tokens.take_if("]"):
            pending.pop()
        elif len(pending) >= DEEPEST:
            raise tokens.fault(f"the annotation is nested too deeply: more than {DEEPEST} levels")
        else:
            nested = _open(reader, outermost=False)
            pending[-1].content.append(nested)
            pending.append(nested)
    return root


def _open(reader: Reader, *, outermost: bool) -> ForeignElement:
    """Read name, bracket and attributes of an element."""
    tokens = reader.tokens
    place = reader.text.place(tokens.offset)
    if tokens.kind not in NAMES and tokens.kind != PREFIXED:
        raise tokens.unexpected("an annotation (`name [ … ]`, a quoted text within one) or `]`")
    opened = ForeignElement(_name(reader, outermost=outermost), {}, reader.context, *place)
    tokens.expect("[")
    opened.attributes = _attributes(reader, outermost=False)
    return opened


def _attributes(reader: Reader, *, outermost: bool) -> dict[str, str]:
    """Read attributes up to the first element, text or bracket."""
    tokens = reader.tokens
    found: dict[str, str] = {}
    while tokens.after() == "=" and (tokens.kind in NAMES or tokens.kind == PREFIXED):
        if outermost and tokens.kind != PREFIXED:
            raise tokens.fault("an attribute that annotates the schema needs a name with a prefix")
        offset, name = tokens.offset, _name(reader, outermost=outermost)
        if name in found:
            raise reader.text.fault(offset, f"the attribute `{name}` is there twice")
        tokens.expect("=")
        found[name] = tokens.literal("the value of the attribute in quotation marks")
    return found


def _name(reader: Reader, *, outermost: bool) -> str:
    """Read a name and write it as ``{uri}local``; within an annotation it may be one of RELAX NG."""
    tokens = reader.tokens
    if tokens.kind != PREFIXED:
        return tokens.take()
    prefix, _, local = tokens.peek().partition(":")
    uri = reader.declarations.namespace(prefix)
    if uri in (None, _DECLARATIONS) or (outermost and uri == STRUCTURE):
        known = "inherited" if uri is None else f"`{uri}`"
        raise tokens.fault(
            f"the namespace of an annotation cannot be {known}: give `{prefix}` one of its own"
        )
    tokens.take()
    return f"{{{uri}}}{local}" if uri else local
