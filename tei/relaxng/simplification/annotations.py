"""The annotations of a schema: documentation as text, other foreign elements as XML that stands by itself."""

from tei.relaxng.grammar import Annotation
from tei.relaxng.names import XML
from tei.relaxng.sources.source import DOCUMENTATION, ForeignElement, SourceElement

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_VALUE = str.maketrans({"&": "&amp;", "<": "&lt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})


def documentation(source: SourceElement) -> str:
    """Give the text of ``a:documentation`` in (or, for a value, after) an element, without white space around it."""
    texts = [found.text().strip() for found in source.annotations if found.name == DOCUMENTATION]
    return "\n\n".join(text for text in texts if text)


def annotations(source: SourceElement) -> list[Annotation]:
    """Give what is no documentation among the annotations of an element."""
    return [
        Annotation(found.name, _xml(found), found.context.uri, found.line, found.column)
        for found in source.annotations
        if found.name != DOCUMENTATION
    ]


def _xml(root: ForeignElement) -> str:
    """Write an element with all namespaces that it needs; those in scope in the schema are declared on the root.

    Texts such as XPath may use their prefixes. Nothing recursive: the stack holds what is to be written.
    """
    written: list[str] = []
    pending: list[tuple[ForeignElement, dict[str, str]] | str] = [(root, {})]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            written.append(item)
            continue
        element, scope = item
        tag, head, scope = _start_tag(element, scope)
        written.append(head if element.content else head[:-1] + "/>")
        if element.content:
            pending.append(f"</{tag}>")
            pending.extend(
                part.translate(_TEXT) if isinstance(part, str) else (part, scope)
                for part in reversed(element.content)
            )
    return "".join(written)


def _start_tag(element: ForeignElement, outer: dict[str, str]) -> tuple[str, str, dict[str, str]]:
    """Give the name with prefix, the whole start tag, and the namespaces in scope inside."""
    scope = dict(element.context.namespaces)
    tag = _prefixed(element.name, scope, is_attribute=False)
    values = [
        f'{_prefixed(name, scope, is_attribute=True)}="{value.translate(_VALUE)}"'
        for name, value in element.attributes.items()
    ]
    declarations = [
        f'{"xmlns:" if prefix else "xmlns"}{prefix}="{uri.translate(_VALUE)}"'
        for prefix, uri in scope.items()
        if outer.get(prefix, "") != uri
    ]
    return tag, f"<{' '.join((tag, *declarations, *values))}>", scope


def _prefixed(name: str, scope: dict[str, str], *, is_attribute: bool) -> str:
    """Give a name with a prefix of the scope, which gets a new one where it has none for the namespace."""
    uri, _, local = name.rpartition("}")
    uri = uri[1:]
    if uri == (XML if is_attribute else scope.get("", "")) or not uri:
        return f"xml:{local}" if uri == XML else local
    for prefix, declared in scope.items():
        if declared == uri and prefix:
            return f"{prefix}:{local}"
    prefix = f"ns{len(scope)}"
    scope[prefix] = uri
    return f"{prefix}:{local}"
