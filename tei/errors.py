"""What stops a command: the tree of our exceptions.

Findings about a text are values (``tei.diagnostics``); an exception says that the work could not be
done at all. Its text is one sentence that names the place and what to do: the command line prints it
and ends with status 2.

    TeiError
    ├── InputError      a file or folder that cannot be read, or is not what it should be
    ├── OutputError     a place that cannot be written
    ├── ConfigError     a key or value in tei.toml, a sidecar or an option
    ├── SchemaError     a schema, an ODD or a stylesheet that cannot be used
    └── LossError       an encoding whose account of characters does not balance
"""


class TeiError(Exception):
    """The command cannot do its work."""


class InputError(TeiError):
    """A source that cannot be read, or is not what it should be."""


class OutputError(TeiError):
    """A place that cannot be written."""


class ConfigError(TeiError):
    """A configuration that cannot be understood."""


class SchemaError(TeiError):
    """A schema, a customization or a stylesheet that cannot be used."""


class LossError(TeiError):
    """An encoding that would lose, double or move text."""


def clause(error: Exception, file: str) -> str:
    """Give what ``error`` says of ``file`` as a clause of its own, without the name that stands beside it."""
    words = str(error).removeprefix(file).lstrip(": ")
    return f"it {words}" if words.startswith(("is ", "has ")) else words
