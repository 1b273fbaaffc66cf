"""What a line of a letter could be, by its words: place and date, salutation, closing formula, name, postscript.

In comes the text of a line, out comes whether it says nothing else. The words of the languages are in ``words/*.toml``.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from tei.readers.vocabulary import any_of, languages, months, words

LONGEST_DATELINE, LONGEST_SALUTE, LONGEST_CLOSING, LONGEST_NAME = 90, 80, 110, 60
_MOST_PLACES, _MOST_NAMES, _MOST_SPOKEN = 7, 6, 9
_LONGEST_SENTENCE = 45  # characters that a formula has at most where it reads as a sentence of the text
_LONGEST_SPOKEN = 40  # characters of a salutation that text follows on its line
_MOST_CLOSING_LINES = 8
_FIRST_WORD = re.compile(r"[(\[–—\s]*([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+")
_SHORT_DAY = 3  # letters of the name of a day that could be a word
_TOKEN = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d+|[^\w\s]")
FIGURES = re.compile(
    r"(?<!\d)\d{1,2}\s?[./]\s?(?:\d{1,2}|[IVX]{1,4})\s?[./ ]\s?\d{2,4}(?!\d)|(?<!\d)\d{1,2}/\d{1,2}[. ]+\d{2,4}(?!\d)"
)
_COLON = re.compile(r":(?!\d)")
_SPOKEN_END = re.compile(r"[:,;!—–]|--")
_YEAR = re.compile(r"(?<!\d)1[4-9]\d\d(?!\d)|(?<!\d)20\d\d(?!\d)")
_PUNCTUATION = frozenset(",.;/()[]–—-’'?:º°*")
_PAGE_MARK = re.compile(r"\s*[\[{][^\]}]{1,10}[\]}]\s*$")


@cache
def _lower(key: str) -> frozenset[str]:
    return frozenset(word.lower().rstrip(".") for word in words("letters", key))


@cache
def _months() -> frozenset[str]:
    return frozenset(months()) | _lower("months")


@cache
def _date_words() -> frozenset[str]:
    return frozenset({*_months(), *(day.lower() for day in words("dates", "weekdays")), *_lower("times")})


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
def _first_words(key: str) -> frozenset[str]:
    found = (_FIRST_WORD.match(word) for word in words("letters", key))
    return frozenset(match[1].lower() for match in found if match)


@lru_cache(256)
def _first_word(text: str) -> str:
    first = _FIRST_WORD.match(text)
    return first[1].lower() if first else ""


def _opened(key: str, text: str) -> re.Match[str] | None:
    """The words under ``key`` that ``text`` begins with; most lines are refused for their first."""
    if _first_word(text) not in _first_words(key):
        return None
    return _opening(key).match(text)


@cache
def _first_of_postscript() -> frozenset[str]:
    """The letters and signs that a postscript begins with."""
    return frozenset({*"([*_–—", *(word[0] for word in words("letters", "postscripts"))})


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
        if low in _units() and low not in _small_words():
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
    has_month = any(word in _months() for word in known)
    has_number = any(token.isdigit() for token in tokens)
    if has_month and has_number:
        return True
    return FIGURES.search(text) is not None or (len(known) > has_month and len(tokens) > 1)


@lru_cache(256)
def is_full_dateline(text: str) -> bool:
    """Whether ``text`` is a dateline with a place, or a day of the week, and the year."""
    known = _date_words() | _small_words()
    has_place = any(token[0].isalpha() and token.lower() not in known for token in _TOKEN.findall(text))
    has_weekday = any(
        day.lower() in text.lower() for day in words("dates", "weekdays") if len(day) > _SHORT_DAY
    )
    has_year = _YEAR.search(text) is not None or FIGURES.search(text) is not None
    return has_year and (has_place or has_weekday) and is_dated(text) and is_dateline(text)


def is_dated(text: str) -> bool:
    """Whether the date of a dateline is one of the calendar."""
    tokens = _TOKEN.findall(text)
    has_month = any(token.lower() in _months() for token in tokens)
    return (has_month and any(token.isdigit() for token in tokens)) or FIGURES.search(text) is not None


@lru_cache(256)
def is_salute(text: str) -> bool:
    """Whether ``text`` is a salutation: a word that opens or endears, names and titles, and nothing else."""
    if len(text) > LONGEST_SALUTE:
        return False
    match = _opened("salutes", text)
    if match is None and _lower("endearing").isdisjoint(_WORD.findall(text.lower())):
        return False
    rest = text[match.end() if match else 0 :].rstrip(" ,!:.–—-;")
    tokens = [one for one in _TOKEN.findall(rest) if one not in {*_PUNCTUATION, "&"}]
    spoken = _lower("spoken") | _lower("endearing")
    return len(tokens) <= _MOST_SPOKEN and all(
        token.lower() in spoken or (token[0].isupper() and not token.isdigit()) for token in tokens
    )


def opens_with_salute(text: str) -> bool:
    """Whether ``text`` is a paragraph that begins with a salutation: "Sir: I have the honour …"."""
    match = _opened("salutes", text)
    end = _SPOKEN_END.search(text, match.end(), match.end() + _LONGEST_SPOKEN) if match else None
    return end is not None and is_salute(text[: end.start()])


@cache
def _ordinal() -> re.Pattern[str]:
    before = any_of((*words("front", "ordinals"), *words("units", "issue")))
    return re.compile(rf"(?:{before}\.?\s+)?(?:[IVXLC]+|\d+)\.?\]?", re.IGNORECASE)


def is_ordinal(text: str) -> bool:
    """Whether ``text`` counts the letters or the parts of a book: "Letter XII."."""
    return _ordinal().fullmatch(text.strip()) is not None


@cache
def _headed() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('letters', 'headed'))}(?!\w)")


def heads_letter(text: str) -> bool:
    """Whether ``text`` begins as a line that says whose letter follows: "Letter from Mary Hill to her sister."."""
    return len(text) <= LONGEST_DATELINE and _headed().match(text) is not None


def _owns(text: str) -> bool:
    """Whether ``text`` holds a word by which somebody signs as somebody’s: "yours", "Ihr"."""
    return not _lower("whose").isdisjoint(_WORD.findall(text.lower()))


@lru_cache(256)
def is_closing(text: str) -> bool:
    """Whether ``text`` is a formula that closes letters."""
    if len(text) > LONGEST_CLOSING or text.endswith(("?", ":")):
        return False
    owner = _opened("owners", text)
    if owner is not None:
        rest = text[owner.end() :].strip(" ,.!;–—-:&)")
        if not rest or rest.lower() in {"c", "etc", "sir", "madam"} or is_name(rest):
            return True
    match = _opened("closings", text)
    if match is None or (len(text) > _LONGEST_SENTENCE and text.endswith(".") and not _owns(text)):
        return False
    return any(token.lower() in _lower("closing_words") for token in _TOKEN.findall(text))


def closes(texts: Sequence[str]) -> bool:
    """Whether the lines ``texts`` are a formula that closes a letter, with a name or a date behind it or without."""
    if is_closing(texts[0]):
        return True
    return (
        1 < len(texts) <= _MOST_CLOSING_LINES
        and (_opened("closings", texts[0]) is not None or has_closing_word(texts[0]))
        and any(is_closing(text) for text in texts[1:])
        and all(len(text) <= LONGEST_CLOSING for text in texts)
        and (is_name(texts[-1]) or is_dateline(texts[-1]))
    )


def holds_name(text: str) -> bool:
    """Whether a name stands behind the formula in ``text``: "Yours sincerely, A. Smith", "Ihr Karl"."""
    formula, comma, name = text.rstrip(" .").rpartition(",")
    owner = _opened("owners", text)
    if owner is not None and not name.strip():
        formula, comma, name = owner.group(), ",", text[owner.end() :]
    return (
        bool(comma)
        and is_closing(formula)
        and is_name(name)
        and not is_closing(name.strip())
        and not has_closing_word(name)
        and not has_spoken_word(name)
    )


@lru_cache(256)
def is_name(text: str) -> bool:
    """Whether ``text`` could be a signature: a name, names, initials, with an office behind it."""
    bare = _PAGE_MARK.sub("", text).strip(' ()[]–—-_*»«"“”')
    signed = _opened("owners", bare)
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
    return _lower("particles") | {word.lower() for word in words("credits", "and")}


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
    return text[:1] in _first_of_postscript() and _postscript().match(text) is not None


def has_closing_word(text: str) -> bool:
    """Whether a word stands in ``text`` that formulas at the end of letters hold."""
    return any(token.lower() in _lower("closing_words") for token in _TOKEN.findall(text))


def has_spoken_word(text: str) -> bool:
    """Whether a word stands in ``text`` that addresses somebody."""
    return any(token.lower() in _lower("spoken") for token in _TOKEN.findall(text))


@cache
def _addressed() -> re.Pattern[str]:
    before = any_of((*words("letters", "addressed"), *words("names", "roles")))
    behind = any_of(words("letters", "titled"))
    return re.compile(rf"{before}\s+(?=\S)|.*(?<!\w){behind}(?!\w)", re.DOTALL)


def is_addressee(text: str) -> bool:
    """Whether ``text`` says to whom a letter goes: "Hon. L. Smith, San Francisco:", "General Hill"."""
    bare = text.rstrip(" .:,")
    if len(text) > LONGEST_DATELINE or not bare or not bare[0].isupper() or bare.endswith(("!", "?", ";")):
        return False
    if _addressed().match(bare) is None:
        return False
    tokens = [one for one in _TOKEN.findall(bare) if one not in {*_PUNCTUATION, "&"}]
    small = _small_words() | _particles() | _lower("spoken") | {"c"}  # as in "&c."
    return all(token[0].isupper() or token.lower() in small for token in tokens)
