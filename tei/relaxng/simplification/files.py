"""The files of a schema: each is read and checked once; loops are refused (4.5 to 4.7)."""

from collections.abc import Callable

from tei.relaxng.sources.source import SourceElement
from tei.relaxng.sources.syntax import check
from tei.relaxng.sources.xml_reader import join, read_xml

Resolve = Callable[[str], bytes]
_MOST = 10_000  # inclusions: files that include each other twice in a row would double the work with each


class Files:
    """What was read so far: ``roots``, by URI, in the order of reading."""

    def __init__(self, resolve: Resolve, *, fourth_edition: bool = False) -> None:
        self.resolve, self.fourth_edition = resolve, fourth_edition
        self.roots: dict[str, SourceElement] = {}
        self.inclusions = 0

    def root(self, uri: str) -> SourceElement:
        """Give the root of the file at a URI, with its syntax checked."""
        if uri not in self.roots:
            root = _parse(self.resolve(uri), uri)
            check(root, fourth_edition=self.fourth_edition)
            self.roots[uri] = root
        return self.roots[uri]

    def open(self, reference: SourceElement, opened: tuple[str, ...]) -> tuple[SourceElement, str]:
        """Give the root and the URI of the file that an ``include`` or ``externalRef`` names.

        ``opened`` are the files that this one stands in, from the first on.
        """
        clause = "4.7" if reference.name == "include" else "4.6"
        uri = join(reference.context.base, reference.attributes["href"])
        self.inclusions += 1
        if self.inclusions > _MOST:
            raise reference.error(f"the schema includes files more than {_MOST} times", clause)
        if uri in opened:
            raise reference.error(f"`{uri}` includes itself, directly or through other files", clause)
        try:
            return self.root(uri), uri
        except (OSError, LookupError, ValueError) as error:
            reason = f": {error}" if str(error) and not isinstance(error, LookupError) else ""
            raise reference.error(f"`{uri}` cannot be read{reason}", clause) from None


def _parse(data: bytes, uri: str) -> SourceElement:
    if uri.endswith(".rnc"):
        from tei.relaxng.compact import parse  # noqa: PLC0415 -- most schemas are in XML syntax

        return parse(data, uri)
    return read_xml(data, uri)
