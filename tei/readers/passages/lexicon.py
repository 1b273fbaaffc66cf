"""How common the words of a language are, from the word lists of the package ``pyspellchecker``."""

import gzip
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def frequencies(tag: str) -> Mapping[str, int]:
    """Words of the language ``tag`` in lower case, each with how often it was counted; empty when there is no list."""
    list_ = files("spellchecker") / "resources" / f"{tag.split('-', maxsplit=1)[0].lower()}.json.gz"
    if not list_.is_file():
        return {}
    found: Mapping[str, int] = json.loads(gzip.decompress(list_.read_bytes()))
    return found
