"""The address of the terms of use that a licence line states, only where the line is certain about it.

A printed address is; a Creative Commons licence is when the line names its conditions and its version ("CC BY-SA
4.0"), since each version is another licence.
"""

import re
from functools import cache

from tei.readers.vocabulary import any_of, words

_ADDRESS = re.compile(r"https?://[^\s<>()“”\"]+[^\s<>()“”\".,;:]")
_COMMONS = re.compile(r"creative\s+commons|(?<!\w)cc[\s-]", re.IGNORECASE)
_ZERO = re.compile(r"(?<!\w)cc\s?-?0(?!\w)|(?<!\w)cc\s?zero(?!\w)", re.IGNORECASE)
_VERSION = re.compile(r"(?<![\d.])[1-4]\.0(?!\d|\.\d)")
_HOUSE = "https://creativecommons.org"


@cache
def _condition(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){any_of(words('licences', key))}(?![^\W_])", re.IGNORECASE)


def licence_target(line: str) -> str | None:
    """The address of the terms that ``line`` states; None when it leaves it open which they are."""
    address = _ADDRESS.search(line)
    if address is not None:
        return address.group()
    if _ZERO.search(line):
        return f"{_HOUSE}/publicdomain/zero/1.0/"
    version = _VERSION.search(line)
    if version is None or not _COMMONS.search(line) or not _condition("by").search(line):
        return None
    conditions = [key for key in ("by", "nc", "nd", "sa") if _condition(key).search(line)]
    return f"{_HOUSE}/licenses/{'-'.join(conditions)}/{version.group()}/"
