"""What a text may put into the attributes of a page: only what is safe there passes.

In come attribute values of TEI, out come the values that HTML may carry, or the empty string.
"""

import re

_SCHEME = re.compile(r"([^:/?#]*):")
_IGNORED_BY_BROWSERS = re.compile(r"[\x00-\x20\x7f]+")
_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_RIGHT_TO_LEFT = frozenset(["ar", "arc", "dv", "fa", "he", "ps", "sd", "syc", "syr", "ug", "ur", "yi"])
_SCRIPTS = {"Arab": "rtl", "Hebr": "rtl", "Syrc": "rtl", "Thaa": "rtl"}


def link(target: str) -> str:
    """Give the address if following it can do no more than show a page or open a letter."""
    address = _IGNORED_BY_BROWSERS.sub("", target.partition(" ")[0])
    scheme = _SCHEME.match(address)
    if scheme:
        return address if scheme[1].lower() in ("http", "https", "mailto") else ""
    return "" if address.startswith(("//", "\\")) else address


def picture(url: str) -> str:
    """Give the address of a picture beside the page; pictures on other hosts are not fetched."""
    address = _IGNORED_BY_BROWSERS.sub("", url)
    steps = address.replace("\\", "/").split("/")
    outside = (
        _SCHEME.match(address) or address.startswith(("/", "\\")) or ".." in steps or "%2e" in address.lower()
    )
    return "" if outside else address


def rendition(rend: str) -> str:
    """Turn the tokens of ``@rend`` into class names of our own."""
    return " ".join(f"r-{token.lower()}" for token in rend.split() if _TOKEN.fullmatch(token))


def direction(language: str) -> str:
    """Give the direction of writing for a language tag: that of the script it names, else of its usual one."""
    primary, *others = language.split("-")
    for script in others:
        if len(script) == 4 and script.isalpha():
            return _SCRIPTS.get(script.title(), "ltr")
    return "rtl" if primary.lower() in _RIGHT_TO_LEFT else "ltr"
