"""The two errors of the engine: a schema that is none, a document that is none.

Neither is about validity: what a document does against a schema is a fault (``faults.py``), a value.
"""


class SchemaError(Exception):
    """A schema cannot be used: it is not well-formed, or breaks a rule of the RELAX NG specification.

    ``uri``, ``line`` and ``column`` (both from 1, columns in characters) say where; ``clause`` is the number of the
    section of the specification that decides (``"4.16"``), or empty where none does.
    """

    def __init__(self, message: str, uri: str = "", line: int = 0, column: int = 0, clause: str = "") -> None:
        super().__init__(message)
        self.message, self.uri, self.line, self.column, self.clause = message, uri, line, column, clause

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.uri, self.line, self.column) if part)
        clause = f" (RELAX NG, section {self.clause})" if self.clause else ""
        return f"{place}: {self.message}{clause}" if place else f"{self.message}{clause}"


class DocumentError(Exception):
    """A document cannot be read to its end: it is not well-formed XML with namespaces, or is refused.

    ``line`` and ``column`` count from 1, columns in characters.
    """

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column
