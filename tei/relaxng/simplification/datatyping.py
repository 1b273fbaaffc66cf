"""The datatypes of a schema: each ``data`` and ``value`` is checked against its library while the schema is read.

A text that its type does not allow could never match; the specification lets it pass, but it is a mistake, and jing says
so too.
"""

from collections.abc import Callable

from tei.relaxng.datatypes.datatype import Datatype, DatatypeError
from tei.relaxng.grammar import Data, Value
from tei.relaxng.names import XML
from tei.relaxng.simplification.annotations import documentation
from tei.relaxng.sources.source import SourceElement

Parameters = tuple[tuple[str, str], ...]
FindDatatype = Callable[[str, str, Parameters], Datatype]
_CLAUSE = "6.2.8"


class Datatyping:
    """The types met so far; ``find`` gives a type of a library or raises ``DatatypeError``."""

    def __init__(self, find: FindDatatype) -> None:
        self.find = find
        self.types: dict[tuple[str, str, Parameters], tuple[Datatype, Data]] = {}

    def type(
        self, source: SourceElement, library: str, name: str, parameters: Parameters
    ) -> tuple[Datatype, Data]:
        """Give a type, and the pattern of all that it allows."""
        key = (library, name, parameters)
        found = self.types.get(key)
        if found is None:
            try:
                found = self.find(library, name, parameters), Data(library, name, parameters)
            except DatatypeError as error:
                raise source.error(str(error), _CLAUSE) from None
            self.types[key] = found
        return found

    def data(self, source: SourceElement, library: str) -> Data:
        """Give the pattern of a ``data``, without its ``except``; ``library`` is that of the element."""
        parameters = tuple(
            (child.attributes["name"], child.text) for child in source.children if child.name == "param"
        )
        return self.type(source, library, source.attributes["type"], parameters)[1]

    def value(self, source: SourceElement, library: str, ns: str) -> Value:
        """Give the pattern of a ``value``; without ``type`` it is a token of the built-in library (4.4)."""
        name = source.attributes.get("type")
        if name is None:
            library, name = "", "token"
        datatype, _ = self.type(source, library, name, ())
        scope = {**source.context.namespaces, "": ns}
        if not datatype.allows(source.text, {**scope, "xml": XML}.get):
            raise source.error(self.refusal(source.text, name, datatype, scope), _CLAUSE)
        namespaces = tuple(sorted(scope.items())) if datatype.needs_context else ()
        comment = documentation(source) if source.annotations else ""
        return Value(library, name, source.text, namespaces, comment)

    def id_type(self, pattern: Data | Value) -> str:
        """Say which ID type a pattern has that was made here, or give ""."""
        parameters = pattern.parameters if isinstance(pattern, Data) else ()
        return self.types[pattern.library, pattern.type, parameters][0].id_type

    def refusal(self, text: str, name: str, datatype: Datatype, scope: dict[str, str]) -> str:
        """Say why a value is none of its type."""
        reason = datatype.fault(text, scope.get) or f"expected {datatype.description()}"
        return f"the value `{text}` is not of the type `{name}`: {reason}"
