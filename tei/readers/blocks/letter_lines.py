"""What a line of a letter could be, by its words: place and date, salutation, closing formula, name, postscript.

In comes the text of a line, out comes whether it says nothing else. The words of the languages are in ``words/*.toml``.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from tei.readers.vocabulary import any_of, languages, months, words

LONGEST_DATELINE, LONGEST_SALUTE, LONGEST_CLOSING, LONGEST_NAME = 90, 80, 110, 60
_MOST_PLACES, _MOST_NAMES, _MOST_SPOKEN = 7, 6, 9
_TOKEN = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d+|[^\w\s]")
FIGURES = re.compile(
    r"(?<!\d)\d{1,2}\s?[./]\s?(?:\d{1,2}|[IVX]{1,4})\s?[./ ]\s?\d{2,4}(?!\d)|(?<!\d)\d{1,2}/\d{1,2}[. ]+\d{2,4}(?!\d)"
)
_COLON = re.compile(r":(?!\d)")
_PUNCTUATION = frozenset(",.;/()[]–—-’'?:º°*")
_PAGE_MARK = re.compile(r"\s*[\[{][^\]}]{1,10}[\]}]\s*$")


@cache
def _lower(key: str) -> frozenset[str]:
    return frozenset(word.lower().rstrip(".") for word in words("letters", key))


@cache
def _date_words() -> frozenset[str]:
    return frozenset({*months(), *(day.lower() for day in words("dates", "weekdays")), *_lower("times")})


@cache
def _small_words() -> frozenset[str]:
    ordinals = {word.lower() for word in words("dates", "ordinals")}
    return frozenset({*_lower("within_dates"), *ordinals})


@cache
def _units() -> frozenset[str]:
    return frozenset(word.lower() for unit in ("volume", "issue") for word in words("units", unit))


@cache
def _no_names() -> frozenset[str]:
    """Words that no name holds: the commonest ones, and those of pages."""
    common = {word for language in languages() for word in language.common} - _particles()
    pages = {word.lower() for word in words("navigation", "pages")}
    return frozenset(word for word in {*common, *pages} if len(word) > 1)


@cache
def _opening(key: str) -> re.Pattern[str]:
    return re.compile(rf"[(\[–—\s]*{any_of(words('letters', key))}(?!\w)", re.IGNORECASE)


@cache
def _postscript() -> re.Pattern[str]:
    return re.compile(rf"[(\[*_–—\s]*{any_of(words('letters', 'postscripts'))}(?!\w)[\s:.,–—_*-]*")


@lru_cache(256)  # each line is looked at again from those beside it, here as below
def is_dateline(text: str) -> bool:
    """Whether ``text`` is a place and a date, or either with a day or an hour, and nothing else."""
    if len(text) > LONGEST_DATELINE or text.endswith(("!", "?", ":")) or _COLON.search(text):
        return False
    tokens = _TOKEN.findall(text)
    places = 0
    for token in tokens:
        low = token.lower()
        if low in _units():
            return False
        if token.isdigit() or token in _PUNCTUATION or low in _date_words() or low in _small_words():
            continue
        if not token[0].isupper() and not any(part in _date_words() for part in low.split("-")):
            return False
        places += 1
    return places <= _MOST_PLACES and _has_date(text, tokens)


def _has_date(text: str, tokens: Sequence[str]) -> bool:
    """Whether something in ``text`` says when: a day of a month, figures, a year with a place, a day of the week."""
    known = [token.lower() for token in tokens if token.lower() in _date_words()]
    has_month = any(word in months() for word in known)
    has_number = any(token.isdigit() for token in tokens)
    if has_month and has_number:
        return True
    return FIGURES.search(text) is not None or (len(known) > has_month and len(tokens) > 1)


def is_dated(text: str) -> bool:
    """Whether the date of a dateline is one of the calendar."""
    tokens = _TOKEN.findall(text)
    has_month = any(token.lower() in months() for token in tokens)
    return (has_month and any(token.isdigit() for token in tokens)) or FIGURES.search(text) is not None


@lru_cache(256)
def is_salute(text: str) -> bool:
    """Whether ``text`` is a salutation: words that open letters, names and titles, and nothing else."""
    if len(text) > LONGEST_SALUTE:
        return False
    match = _opening("salutes").match(text)
    if match is None:
        return False
    rest = text[match.end() :].rstrip(" ,!:.–—-;")
    tokens = [one for one in _TOKEN.findall(rest) if one not in {*_PUNCTUATION, "&"}]
    return len(tokens) <= _MOST_SPOKEN and all(
        token.lower() in _lower("spoken") or (token[0].isupper() and not token.isdigit()) for token in tokens
    )


@cache
def _ordinal() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words('front', 'ordinals'))}\s+)?(?:[IVXLC]+|\d+)\.?", re.IGNORECASE)


def is_ordinal(text: str) -> bool:
    """Whether ``text`` counts the letters or the parts of a book: "Letter XII."."""
    return _ordinal().fullmatch(text.strip()) is not None


@lru_cache(256)
def is_closing(text: str) -> bool:
    """Whether ``text`` is a formula that closes letters."""
    if len(text) > LONGEST_CLOSING or text.endswith(("?", ":")):
        return False
    owner = _opening("owners").match(text)
    if owner is not None:
        rest = text[owner.end() :].strip(" ,.!;–—-:&)")
        if not rest or rest.lower() in {"c", "etc", "sir", "madam"} or is_name(rest):
            return True
    match = _opening("closings").match(text)
    if match is None:
        return False
    return any(token.lower() in _lower("closing_words") for token in _TOKEN.findall(text))


@lru_cache(256)
def is_name(text: str) -> bool:
    """Whether ``text`` could be a signature: a name, names, initials, with an office behind it."""
    bare = _PAGE_MARK.sub("", text).strip(' ()[]–—-_*»«"“”')
    signed = _opening("owners").match(bare)
    if (
        signed is not None
        and len(signed.group()) < len(bare)
        and bare[signed.end() :].lstrip(" .:)")[:1].isupper()
    ):
        bare = bare[signed.end() :].lstrip(" .:)")
    if not bare or len(bare) > LONGEST_NAME or bare.endswith(("!", "?", ":", ";")):
        return False
    name, _, office = bare.partition(",")
    if office.strip() and not is_office(office):
        names = [one for one in bare.rstrip(".,").split(",") if one.strip()]
        return all(" " in one.strip() and _is_one_name(one) for one in names)
    return _is_one_name(name)


def is_office(text: str) -> bool:
    return text.strip(" .").lower() in _lower("endings") or any(
        word in _lower("endings") for word in re.split(r"[ .]+", text.strip(" .").lower())
    )


@cache
def _particles() -> frozenset[str]:
    return frozenset(
        {
            *(word.lower() for word in words("credits", "and")),
            "van",
            "von",
            "de",
            "der",
            "den",
            "la",
            "le",
            "du",
            "d",
            "di",
            "da",
            "zu",
            "per",
            "p",
        }
    )


def _is_one_name(text: str) -> bool:
    parts = text.split()
    if not 0 < len(parts) <= _MOST_NAMES or not any(part[:1].isupper() for part in parts):
        return False
    if is_ordinal(text) or any(part.lower().strip(".,") in _no_names() for part in parts):
        return False
    return all(
        part[0].isupper() or part.rstrip(".").lower() in _particles() or part == "&" for part in parts
    ) and not any(character.isdigit() for character in text)


def opens_postscript(text: str) -> bool:
    """Whether ``text`` begins with the letters of a postscript."""
    return _postscript().match(text) is not None


def has_closing_word(text: str) -> bool:
    """Whether a word stands in ``text`` that formulas at the end of letters hold."""
    return any(token.lower() in _lower("closing_words") for token in _TOKEN.findall(text))


def has_spoken_word(text: str) -> bool:
    """Whether a word stands in ``text`` that addresses somebody."""
    return any(token.lower() in _lower("spoken") for token in _TOKEN.findall(text))
