"""What can go wrong: a schema that cannot be used, an expression that is none, an evaluation that has no value.

Only ``SchematronError`` leaves the package. The other two become one, or a failure that says what could not be decided.
"""


class SchematronError(Exception):
    """A schema cannot be used; ``uri`` and ``line`` (from 1, 0 where unknown) say where the reason stands."""

    def __init__(self, message: str, uri: str = "", line: int = 0) -> None:
        super().__init__(message)
        self.message, self.uri, self.line = message, uri, line

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.uri, self.line) if part)
        return f"{place}: {self.message}" if place else self.message


class ExpressionError(Exception):
    """An expression cannot be compiled: its syntax, a name that is not declared, a function that there is not."""


class NotTranslated(ExpressionError):
    """An expression is well-formed as far as it was read, but has what only a complete XPath processor knows."""


class EvaluationError(Exception):
    """An expression has no value here: a cast that fails, a division by zero, a value of the wrong type."""
