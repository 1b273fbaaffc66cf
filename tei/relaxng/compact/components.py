"""Grammars of the compact syntax: definitions, ``start``, ``div``, ``include``, and the top of a file.

Implements ``grammarContent`` and ``topLevel`` of the grammar in section 4 of the compact syntax.
"""

from tei.relaxng.compact import patterns
from tei.relaxng.compact.annotations import element, lead
from tei.relaxng.compact.reading import Body, Frame, Lead, Reader, Step, adopt
from tei.relaxng.compact.tokens import END, KEYWORDS, NAME, PREFIXED
from tei.relaxng.errors import SchemaError
from tei.relaxng.sources.source import SourceElement

_COMBINE = {"=": None, "|=": "choice", "&=": "interleave"}


def begin(reader: Reader) -> Step:
    """Read a file behind its declarations: a grammar without braces, or one pattern."""
    if not _is_grammar(reader):
        reader.open(Frame(_end_pattern, END, reader.tokens.offset))
        return patterns.operand
    reader.open_body(Body(reader.root, _end, END, included=False))
    return component


def component(reader: Reader) -> Step | None:
    """Read a definition or whatever else may stand in a grammar, or the end of it."""
    body, tokens = reader.bodies[-1], reader.tokens
    if tokens.take_if(body.closer):
        reader.bodies.pop()
        return body.close(reader)
    if tokens.kind in (NAME, PREFIXED) and tokens.after() == "[":
        body.node.annotations.append(element(reader))
        return component
    given = lead(reader)
    if tokens.kind == "start" or (tokens.kind == NAME and tokens.after() in _COMBINE):
        return _definition(reader, given)
    if tokens.kind == "div":
        return _division(reader, given)
    if tokens.kind == "include" and not body.included:
        return _include(reader, given)
    if given and tokens.kind == body.closer:
        raise tokens.fault("nothing follows that the annotation before this could be about")
    raise _no_component(reader, body)


def grammar(reader: Reader, given: Lead | None) -> Step:
    """Read ``grammar { … }``, a pattern."""
    node = reader.make("grammar")

    def close(reader: Reader) -> Step:
        reader.give(node, given)
        return patterns.after

    reader.tokens.take()
    reader.tokens.expect("{")
    reader.open_body(Body(node, close, "}", included=False))
    return component


def _is_grammar(reader: Reader) -> bool:
    """Say which of the two a file holds; what is looked at is read again afterwards."""
    tokens = reader.tokens
    begun = tokens.index
    annotated = tokens.kind in (NAME, PREFIXED) and tokens.after() == "["
    given = None if annotated else lead(reader)
    defines = tokens.after() in _COMBINE  # or tries to: a keyword is no name here
    found = (
        annotated
        or defines
        or tokens.kind in ("start", "div", "include")
        or (not given and tokens.kind == END)
    )
    tokens.go_back(begun)
    return found


def _definition(reader: Reader, given: Lead | None) -> Step:
    tokens = reader.tokens
    node = reader.make("start" if tokens.kind == "start" else "define")
    name = tokens.take()
    if node.name == "define":
        node.attributes["name"] = name
    if tokens.kind not in _COMBINE:
        raise tokens.unexpected("`=`, `|=` or `&=`")
    if combine := _COMBINE[tokens.take()]:
        node.attributes["combine"] = combine

    def close(reader: Reader) -> Step:
        adopt(node, reader.nodes)
        return _give(reader, node, given)

    reader.open(Frame(close, "", tokens.offset))
    return patterns.operand


def _division(reader: Reader, given: Lead | None) -> Step:
    node = reader.make("div")
    reader.tokens.take()
    reader.tokens.expect("{")
    return _open_body(reader, node, given, included=reader.bodies[-1].included)


def _include(reader: Reader, given: Lead | None) -> Step:
    node = reader.make("include")
    reader.tokens.take()
    patterns.reference(reader, node)
    if reader.tokens.take_if("{"):
        return _open_body(reader, node, given, included=True)
    return _give(reader, node, given)


def _open_body(reader: Reader, node: SourceElement, given: Lead | None, *, included: bool) -> Step:
    def close(reader: Reader) -> Step:
        return _give(reader, node, given)

    reader.open_body(Body(node, close, "}", included=included))
    return component


def _give(reader: Reader, node: SourceElement, given: Lead | None) -> Step:
    """Have read a component: it goes to the body that is open."""
    reader.give(node, given)
    reader.bodies[-1].node.children.append(node)
    return component


def _end(_: Reader) -> None:
    return None


def _end_pattern(reader: Reader) -> None:
    """Have read a file that is one pattern."""
    root, *others = reader.nodes
    if others or not isinstance(root, SourceElement):
        raise SchemaError(
            "an annotation cannot follow the outermost pattern: put it before that, in brackets",
            reader.text.uri,
            others[0].line,
            others[0].column,
        )
    reader.root = root


def _no_component(reader: Reader, body: Body) -> SchemaError:
    tokens = reader.tokens
    if tokens.kind == "include":
        return tokens.fault("an `include` cannot stand in the body of another one: only what overrides may")
    if tokens.kind in KEYWORDS and tokens.after() in _COMBINE:
        return tokens.fault(f"`{tokens.kind}` is a keyword: to define it as a name, write `\\{tokens.kind}`")
    closer = "the end of the file" if body.closer == END else "`}`"
    return tokens.unexpected(f"a definition (`name = …`), `start`, `div`, `include` or {closer}")
