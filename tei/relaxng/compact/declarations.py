"""What stands at the head of a file in compact syntax: prefixes of namespaces and of datatype libraries.

Implements section 3 of the compact syntax: the environment, in which names with prefixes are looked up.
"""

from tei.relaxng.compact.tokens import DECLARATIONS, Tokens
from tei.relaxng.names import XML

INHERIT = None
"""The namespace of the file that includes this one."""
XML_SCHEMA = "http://www.w3.org/2001/XMLSchema-datatypes"


class Declarations:
    """The environment of a file."""

    def __init__(self, tokens: Tokens) -> None:
        """Read all declarations; what follows them is the schema."""
        self.default: str | None = INHERIT
        self.namespaces: dict[str, str | None] = {"xml": XML}
        self.datatypes = {"xsd": XML_SCHEMA}
        self._tokens = tokens
        self._has_default = False
        while tokens.kind in DECLARATIONS:
            self._declaration(tokens.take())

    def namespace(self, prefix: str) -> str | None:
        """Look up the prefix of the next token."""
        if prefix not in self.namespaces:
            raise self._tokens.fault(
                f"the prefix `{prefix}` is not declared: write `namespace {prefix} = "
                f'"…"` at the head of the file'
            )
        return self.namespaces[prefix]

    def library(self, prefix: str) -> str:
        """Look up the prefix of the next token, a datatype."""
        if prefix not in self.datatypes:
            raise self._tokens.fault(
                f"the prefix `{prefix}` of the datatype is not declared: write `datatypes {prefix} = "
                f'"…"` at the head of the file'
            )
        return self.datatypes[prefix]

    def bound(self) -> dict[str, str]:
        """The namespaces by prefix that are known without the including file, ``xml`` not among them."""
        return {prefix: uri for prefix, uri in self.namespaces.items() if uri is not None and prefix != "xml"}

    def _declaration(self, keyword: str) -> None:
        if keyword == "datatypes":
            self._datatypes()
        elif keyword == "namespace":
            offset, prefix = self._prefix("a prefix")
            self._bind(offset, prefix, self._uri())
        else:
            self._default_namespace()

    def _datatypes(self) -> None:
        offset, prefix = self._prefix("a prefix")
        uri = self._tokens.literal("the URI of a datatype library in quotation marks")
        if self.datatypes.setdefault(prefix, uri) != uri:
            raise self._tokens.text.fault(
                offset, f"the prefix `{prefix}` stands for another datatype library already"
            )

    def _default_namespace(self) -> None:
        tokens = self._tokens
        tokens.expect("namespace")
        offset, prefix = (
            (tokens.offset, "") if tokens.kind == "=" else (tokens.offset, tokens.name("a prefix or `=`"))
        )
        tokens.expect("=")
        uri = self._uri()
        if self._has_default and self.default != uri:
            raise tokens.text.fault(offset, "the default namespace is declared already")
        self.default, self._has_default = uri, True
        if prefix:
            self._bind(offset, prefix, uri)

    def _prefix(self, what: str) -> tuple[int, str]:
        offset, prefix = self._tokens.offset, self._tokens.name(what)
        self._tokens.expect("=")
        return offset, prefix

    def _uri(self) -> str | None:
        if self._tokens.take_if("inherit"):
            return INHERIT
        return self._tokens.literal("the URI of a namespace in quotation marks, or `inherit`,")

    def _bind(self, offset: int, prefix: str, uri: str | None) -> None:
        if prefix == "xmlns":
            raise self._tokens.text.fault(offset, "`xmlns` cannot be a prefix")
        if (prefix == "xml") != (uri == XML):
            raise self._tokens.text.fault(
                offset, f"`xml` stands for `{XML}` and for nothing else, and nothing else for that"
            )
        if self.namespaces.setdefault(prefix, uri) != uri:
            raise self._tokens.text.fault(
                offset, f"the prefix `{prefix}` stands for another namespace already"
            )
