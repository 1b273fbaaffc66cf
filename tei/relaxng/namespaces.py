"""Namespaces in scope (Namespaces in XML 1.0, section 3): what a start tag declares."""

XML = "http://www.w3.org/XML/1998/namespace"
XMLNS = "http://www.w3.org/2000/xmlns/"


def is_declaration(written: str) -> bool:
    """Say whether an attribute of this name declares a namespace."""
    return written == "xmlns" or written.startswith("xmlns:")


def declared(namespaces: dict[str, str], declarations: dict[str, str]) -> dict[str, str] | None:
    """Give the namespaces in scope after ``declarations`` (attributes as written); None where one is forbidden."""
    found = dict(namespaces)
    for written, uri in declarations.items():
        _, colon, prefix = written.partition(":")
        if not _is_allowed(prefix, uri) or (colon and not (prefix and uri)):
            return None
        found[prefix] = uri
        if not uri:
            del found[prefix]
    return found


def _is_allowed(prefix: str, uri: str) -> bool:
    return prefix not in {"xml", "xmlns"} and uri not in {XML, XMLNS} and ":" not in prefix


def resolved(namespaces: dict[str, str], prefix: str) -> str | None:
    """Give the URI of a prefix; the default namespace may be none ("")."""
    return XML if prefix == "xml" else namespaces.get(prefix, None if prefix else "")
