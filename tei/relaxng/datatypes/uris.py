"""anyURI (XSD part 2, 3.2.17): a URI reference by RFC 2396 and RFC 2732, or what becomes one when it is escaped.

The characters that XLink 1.0, 5.4, escapes (blanks, quotes, what is not ASCII, …) are therefore allowed wherever an
escaped character is. Stricter than the grammar of RFC 2396 in one place and freer in another, as other implementations
are: after ``//`` something must follow, and a reference may begin with its query.
"""

from collections.abc import Hashable

from tei.relaxng.datatypes.datatype import Resolve
from tei.relaxng.datatypes.simple_type import SimpleType

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
HEXADECIMAL = "0123456789ABCDEFabcdef"
SCHEME = LETTERS + "0123456789+-."
ALIKE = "0123456789ABCDEFabcdef:."


class AnyUri(SimpleType):
    """A URI reference."""

    has_length = True

    def meaning(self, text: str, resolve: Resolve) -> Hashable | None:
        return None if self.wrong(text, resolve) else text

    def allows(self, text: str, resolve: Resolve) -> bool:
        if ":" not in text and "%" not in text and "[" not in text and "]" not in text and "//" not in text:
            return "#" not in text or text.count("#") == 1
        return not self.wrong(self.normalised(text), resolve)

    def wrong(self, text: str, resolve: Resolve) -> str:
        del resolve
        if "%" in text and _bad_escape(text):
            return "“%” must be followed by two hexadecimal digits"
        address, _, fragment = text.partition("#")
        if "#" in fragment:
            return "“#” may stand only once"
        scheme, rest = _scheme(address)
        if scheme is None:
            return _hierarchical_fault(address, text)
        if not scheme or scheme[0] not in LETTERS or scheme.strip(SCHEME):
            return f"“{scheme}:” is not the beginning of a URI: before the colon stands a scheme like http"
        if not rest:
            return f"something must follow “{scheme}:”"
        return _hierarchical_fault(rest, text[len(scheme) + 1 :]) if rest[0] == "/" else ""

    def description(self) -> str:
        return "an address (URI) like https://example.org/ or #a1"


def _scheme(address: str) -> tuple[str | None, str]:
    """What stands before the first colon, if no / or ? stands before that, and what comes after it."""
    scheme, colon, rest = address.partition(":")
    if not colon or "/" in scheme or "?" in scheme:
        return None, address
    return scheme, rest


def _bad_escape(text: str) -> bool:
    return any(
        len(after) < 2 or after[0] not in HEXADECIMAL or after[1] not in HEXADECIMAL
        for after in text.split("%")[1:]
    )


def _hierarchical_fault(address: str, whole: str) -> str:
    """What is wrong with an address after its scheme; ``whole`` has the fragment too."""
    path = address.partition("?")[0]
    if path.startswith("//"):
        authority, slash, rest = path[2:].partition("/")
        if not authority and whole == "//":
            return "something must follow “//”"
        if ("[" in authority or "]" in authority) and not _is_literal_host(authority):
            return "“[” and “]” may stand only around an IPv6 address, or after “?” or “#”"
        path = slash + rest
    if "[" in path or "]" in path:
        return "“[” and “]” may stand only around an IPv6 address, or after “?” or “#”; write %5B and %5D"
    return ""


def _is_literal_host(authority: str) -> bool:
    """Whether an authority is ``user@[address]:port`` with an IPv6 address (RFC 2373) in it."""
    user, at, host = authority.rpartition("@")
    literal, bracket, port = host[1:].partition("]")
    if not host.startswith("[") or not bracket or "[" in user or "]" in user:
        return False
    if port and not (port[0] == ":" and port[1:].strip("0123456789") == ""):
        return False
    return (not at or "@" not in user) and _is_ipv6(literal)


def _is_ipv6(literal: str) -> bool:
    left, gap, right = literal.partition("::")
    if "::" in right or not literal or literal.strip(ALIKE):
        return False
    groups = [group for side in (left, right) if side for group in side.split(":")]
    count = len(groups)
    if groups and "." in groups[-1]:
        if not _is_ipv4(groups.pop()):
            return False
        count += 1
    fits = count < 8 if gap else count == 8
    return fits and all(1 <= len(group) <= 4 and "." not in group for group in groups)


def _is_ipv4(text: str) -> bool:
    parts = text.split(".")
    return len(parts) == 4 and all(part.isdigit() and len(part) <= 3 and int(part) < 256 for part in parts)


def make(name: str) -> SimpleType:
    """The type of that name."""
    return AnyUri(name)
