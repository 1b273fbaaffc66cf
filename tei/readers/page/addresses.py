"""Addresses as pages have them to addresses as XML takes them (RFC 3986): blanks and foreign signs are escaped."""

import re
from urllib.parse import quote

_ALLOWED = ":/?#[]@!$&'()*+,;=%~-._"
_NOT_FOLLOWED = re.compile(r"(?:javascript|data|about|file|vbscript):|#", re.IGNORECASE)


def leads_nowhere(stated: str) -> bool:
    """Whether the address ``stated`` is one that nobody can follow from an edition."""
    return _NOT_FOLLOWED.match(stated) is not None


def address_of(stated: str) -> str:
    """The address that a page states as ``stated``; a second ``#`` is a part of it."""
    before, sign, fragment = stated.strip().partition("#")
    return quote(before, safe=_ALLOWED) + sign + quote(fragment.replace("#", "%23"), safe=_ALLOWED)
