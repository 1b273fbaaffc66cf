"""RELAX NG compact syntax (OASIS committee specification, 21 November 2002): files that end in ``.rnc``.

In come the bytes of one file, out comes the tree that the XML syntax would have given, with the lines and columns of the
compact one, so that simplification and all checks serve both.
"""

from tei.relaxng.compact import components, patterns
from tei.relaxng.compact.reading import Reader
from tei.relaxng.sources.source import DEEPEST, SourceElement


def parse(data: bytes, uri: str) -> SourceElement:
    """Read a schema in compact syntax; ``SchemaError`` where it is none."""
    reader = Reader(data, uri, patterns.OPERANDS | {"grammar": components.grammar})
    root = reader.run(components.begin)
    _bound_depth(root)
    return root


def _bound_depth(root: SourceElement) -> None:
    """Refuse what later passes cannot follow: signs and parentheses nest elements, too."""
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise level[0].error(f"the schema is nested too deeply: more than {DEEPEST} levels", "")
        level = [child for element in level for child in element.children]
