"""Tags of languages, as BCP 47 has them, and the names of languages.

In comes a tag as someone wrote it ("EN-us"), out comes the tag as it is registered ("en-US"), or a sentence that says
what is wrong with it. The registry is that of the package ``langcodes``, asked only where our own table does not know
the tag; its own names of languages, a package of many megabytes, are not needed.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tei.diagnostics.nearest import nearest
from tei.errors import ConfigError


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(Path(__file__).with_name("languages.toml").read_text("utf-8"))


def name_of(tag: str) -> str:
    """The English name of the language of ``tag``; a tag without a name is its own name."""
    names = _tables()["english"]
    return names.get(tag, names.get(tag.partition("-")[0], tag))


def normal(tag: str) -> str | None:
    """``tag`` in the form in which it is registered; None when it is not the tag of any language."""
    if tag in _tables()["english"]:
        return tag
    from langcodes import standardize_tag, tag_is_valid  # noqa: PLC0415 -- takes as long as all else together

    try:
        return standardize_tag(tag) if tag_is_valid(tag) else None
    except ValueError:
        return None


@cache
def _tags() -> Mapping[str, str]:
    """The names of languages, folded, to their tags."""
    return {name.casefold(): tag for names in _tables().values() for tag, name in names.items()}


def checked(value: object, key: str) -> str:
    """``value`` as the tag that it is; ConfigError advises where it is the name of a language, or a slip of one."""
    tag = normal(value.strip()) if isinstance(value, str) else None
    if tag is not None:
        return tag
    word = value.strip() if isinstance(value, str) else ""
    known = nearest(word.casefold(), _tags()) if word.casefold() not in _tags() else (word.casefold(),)
    advice = f'write "{_tags()[known[0]]}" for {word}' if known else 'write it as "en" or "de-AT"'
    raise ConfigError(f"{key} is a BCP 47 tag; {advice}")
