"""The lines of the texts that findings speak of, each file split once."""

from collections.abc import Callable

# Gives the text of a file by the name that findings call it by; None where there is none.
Source = Callable[[str], str | None]


class Lines:
    """The lines of files, by number from 1; what is not there is an empty line."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._files: dict[str, list[str]] = {}

    def of(self, file: str) -> list[str]:
        """All lines of a file, parted as XML parts them."""
        if file not in self._files:
            text = self._source(file) or ""
            self._files[file] = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return self._files[file]

    def line(self, file: str, number: int) -> str:
        lines = self.of(file)
        return lines[number - 1] if 0 < number <= len(lines) else ""
