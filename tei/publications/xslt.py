"""Run a stylesheet behind locked doors.

In come a stylesheet by name, a way to read its parts and the functions it may call; out comes a
:class:`Transformation`, and of that a tree. A stylesheet sees the document it is given and nothing else: its
own parts are served by :class:`_Parts` (and only while it is compiled), entities and network are off in the
parser, and at run time every door of libxslt is shut, reading and writing of files included. So ``document()``,
``exsl:document`` and an ``xsl:include`` of somebody else's file end in a SchemaError.

XSLT 1.0, section 2.6 (combining stylesheets) and 12.1 (``document()``, which we decline).
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from lxml import etree

from tei.errors import SchemaError
from tei.publications import stylesheets

Function = Callable[..., Any]


class Transformation:
    """A compiled stylesheet.

    ``read(name)`` gives the bytes of the part ``name`` or raises KeyError; ``functions`` are what XPath may call,
    by namespace and local name.
    """

    def __init__(
        self,
        name: str,
        read: Callable[[str], bytes],
        functions: Mapping[tuple[str, str], Function] | None = None,
    ) -> None:
        self.name = name
        parts = _Parts(read)
        root = stylesheets.read(read(name), name, parts)
        try:
            self._run = etree.XSLT(
                root,
                extensions=dict(functions or {}),  # type: ignore[arg-type] # the stubs know only Extension()
                access_control=etree.XSLTAccessControl.DENY_ALL,
            )
        except etree.XSLTError as error:
            raise SchemaError(f"{name}: {_reason(error, error.error_log)}") from None
        finally:
            parts.close()
        self._strips = parts.strip or stylesheets.strips(root)

    def __call__(self, tree: etree._ElementTree | etree._Element, **strings: str) -> etree._ElementTree:
        """Transform ``tree`` with parameters that are ``strings``, and leave it as it is.

        Whatever libxslt has to say, and ``xsl:message`` too, is a SchemaError.
        """
        try:
            parameters: dict[str, Any] = {name: etree.XSLT.strparam(text) for name, text in strings.items()}
            result = self._run(deepcopy(tree) if self._strips else tree, **parameters)
        except etree.XSLTError as error:
            raise SchemaError(f"{self.name}: {_reason(error, self._run.error_log)}") from None
        if len(self._run.error_log):
            raise SchemaError(f"{self.name}: {_reason(None, self._run.error_log)}")
        if result.getroot() is None:
            raise SchemaError(f"{self.name}: the stylesheet made nothing of the document")
        return result


class _Parts(etree.Resolver):
    """Serves the parts of a stylesheet, each linted, and refuses every other address."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._read: Callable[[str], bytes] | None = read
        self.strip = False

    def close(self) -> None:
        self._read = None

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:  # noqa: ANN401, ARG002 -- lxml's
        name = system_url or ""
        try:
            data = self._read(name) if self._read else None
        except KeyError:
            data = None
        if data is None:
            raise SchemaError(f"a stylesheet may not read `{name}`")
        self.strip |= stylesheets.strips(stylesheets.read(data, name, self))
        return self.resolve_string(data, context, base_url=name)


def _reason(error: Exception | None, log: Any) -> str:  # noqa: ANN401 -- lxml does not name the type of its logs
    """Say what went wrong, with the place where libxslt knows one."""
    entries = [f"line {entry.line}: {entry.message}" if entry.line > 0 else entry.message for entry in log]
    return "; ".join(dict.fromkeys(entries)) or str(error)
