"""Addresses as pages have them to addresses as XML takes them (RFC 3986): blanks and foreign signs are escaped."""

from urllib.parse import quote

_ALLOWED = ":/?#[]@!$&'()*+,;=%~-._"


def address_of(stated: str) -> str:
    """The address that a page states as ``stated``; a second ``#`` is a part of it."""
    before, sign, fragment = stated.strip().partition("#")
    return quote(before, safe=_ALLOWED) + sign + quote(fragment.replace("#", "%23"), safe=_ALLOWED)
