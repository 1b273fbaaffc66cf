"""The texts of a schema that have a form of their own: NCNames and URIs.

Names follow XML 1.0, fifth edition, as Namespaces in XML 1.0 does since its third. The fourth edition, which older tools
follow, knows fewer; its tables are those of expat, which reads a tag by them.
"""

from xml.parsers import expat

_WHITE = " \t\r\n"
# The ranges of NameStartChar and what NameChar adds, beyond ASCII (XML 1.0, fifth edition, productions 4 and 4a).
_START = (
    "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MORE = "\u00b7\u0300-\u036f\u203f-\u2040"
_HEXADECIMAL = frozenset("0123456789abcdefABCDEF")
_SCHEME = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.")


def is_ncname(text: str, *, fourth_edition: bool = False) -> bool:
    """Say whether the text is a name without a colon."""
    if text.isascii():
        return text.replace("-", "_").replace(".", "_").isidentifier() and text[0] not in "-."
    return _is_other_ncname(text) and (not fourth_edition or _is_tag(text))


def _is_other_ncname(text: str) -> bool:
    import re  # noqa: PLC0415 -- few schemas have a name beyond ASCII

    return re.fullmatch(f"[A-Za-z_{_START}][-.0-9A-Za-z_{_MORE}{_START}]*", text) is not None


def _is_tag(text: str) -> bool:
    parser = expat.ParserCreate("utf-8")
    try:
        parser.Parse(f"<{text}/>".encode(), True)
    except expat.ExpatError:
        return False
    return True


def uri_fault(text: str, *, is_absolute: bool) -> str:
    """Say what is wrong with a URI without fragment, in a few words, or give "" (RELAX NG, sections 3, 4.3 and 4.5)."""
    if "#" in text:
        return "must not contain `#`"
    for part in text.split("%")[1:]:
        if len(part) < 2 or not _HEXADECIMAL.issuperset(part[:2]):
            return "has a `%` that two hexadecimal digits must follow"
    scheme, colon, rest = text.partition(":")
    if is_absolute and not (colon and _is_scheme(scheme) and rest):
        return "must be an absolute URI, like `http://www.w3.org/2001/XMLSchema-datatypes`"
    return ""


def _is_scheme(text: str) -> bool:
    return text[:1].isascii() and text[:1].isalpha() and _SCHEME.issuperset(text)


def trim(text: str) -> str:
    """Take away white space at both ends (4.2)."""
    return text.strip(_WHITE)
