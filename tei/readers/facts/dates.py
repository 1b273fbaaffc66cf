"""Dates as transcriptions print them, in the languages of ``words/``, to what is known of them.

A date is a word of doubt ("c.", "early", "before") if there is one, then a moment, or two joined by a stroke or a word;
of two the first may leave to the second what they share ("8–12 November 1941", "Nov/Dec 1960"). Only what is printed is
said: a month without a day stays a month, a season its year. Figures alone are read day first ("21.3.2019"), as the
houses that write them do, unless only the other order gives a date. A date that cannot be is none. A mistyped month is
the one it is nearest to, with less certainty.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from tei.readers.passages.slips import meant
from tei.readers.vocabulary import any_of, months, seasons, words
from tei.transcription.edtf import date_of, days
from tei.transcription.extent import Extent
from tei.transcription.metadata import Date
from tei.transcription.numerals import number

_YEAR = r"(?P<year>1[4-9]\d\d|20\d\d)"
_HAS_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_DAY = r"(?P<day>\d{1,2})(?!\d)"
_FIGURES = (
    rf"{_YEAR}-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?(?![\w-])",
    rf"{_DAY}(?P<separator>[./])\s?(?P<month>\d{{1,2}})[./]\s?{_YEAR}",
    rf"{_DAY}\.\s?(?P<month>\d{{1,2}})\.(?!\d)",
    rf"{_DAY}[./]\s?(?P<roman>(?-i:[IVX]{{1,4}}))[./ -]\s?{_YEAR}",
)
_TYPED = r"(?P<typed>[^\W\d_]{5,12})\.?"  # perhaps a month with a slip in it
_SURE = 7  # letters of a mistyped month that is known without a day beside it
_LONGEST = 80  # characters of a line that is a date
_FARTHEST = 6  # months from the end of one year into the next, at most: "November–January 1942"
_BEHIND = re.compile(r"[)\]]?\.?")
_QUALIFIERS = ("about", "before", "after", "early", "middle", "late")


class _Moment(NamedTuple):
    """What is printed of a moment: ``year`` and the rest as far as they are there; ``other`` is the year after."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    other: int | None = None
    is_decade: bool = False
    is_mistyped: bool = False
    doubt: str = ""

    @property
    def grain(self) -> str:
        """How exact it is."""
        parts = {"decade": self.is_decade, "day": self.day, "month": self.month, "season": self.season}
        return next((name for name, there in parts.items() if there), "year")

    @property
    def edtf(self) -> str | None:
        """The expression for it; None while the year is missing, or a month for the day."""
        if self.year is None or (self.day and not self.month):
            return None
        if self.is_decade:
            return f"{self.year // 10}X"
        rest = (self.month or (self.season and 20 + self.season), self.day)
        return "-".join([str(self.year), *(f"{one:02}" for one in rest if one)])


# ------------------------------------------------------------ the patterns


@cache
def _shapes() -> tuple[str, ...]:
    """How a moment may be printed; what is longer comes first."""
    name = any_of(sorted(months(), key=len, reverse=True))
    month = rf"(?P<month>{name})(?![^\W_])\.?"
    season = rf"(?P<season>{any_of(sorted(seasons(), key=len, reverse=True))})"
    ordinal = rf"(?:{any_of(words('dates', 'ordinals'))})?"
    of = rf"(?:{any_of(words('dates', 'of'))}(?:\s+|(?<=[’'])))?"
    before, after = any_of(words("dates", "decade_before")), any_of(words("dates", "decade_after"))
    decade = r"(?P<decade>(?:1[4-9]|20)\d0)"
    year = rf",?\s+{of}{_YEAR}"
    day_and = rf"{_DAY}(?:{ordinal}\s+|\.\s*){of}"
    # The other year of two that are one: "1938/39", "Winter 1969-70"; but not that of "1940–3 January 1941".
    other = rf"(?:[/–-](?P<other>\d{{1,2}})(?![\w/])(?!\.?\s+{name}))?"
    return (
        rf"{day_and}{month}(?:{year}{other})?",
        rf"{month}\s+{_DAY}{ordinal}(?:{year})?",
        rf"{month}(?:{year}{other})?",
        rf"{season}(?:{year}{other})?",
        *_FIGURES,
        rf"(?:{before}\s+{decade}|{decade}\s?{after})",
        rf"{day_and}{_TYPED}{year}",
        rf"{_TYPED}\s+{_DAY}{ordinal}{year}",
        rf"{_TYPED}{year}",
        rf"{_YEAR}{other}",
        rf"{_DAY}(?:\.|{ordinal})",
    )


def _day_and_year() -> str:
    """How a period ends whose month stands before it: "November 8–12, 1941"."""
    return rf"{_DAY}(?:{any_of(words('dates', 'ordinals'))})?,\s+{_YEAR}"


def _article() -> str:
    return any_of(words("dates", "articles"))


def _weekday() -> str:
    return rf"(?:{any_of(words('dates', 'weekdays'))}\.?,?\s+(?:{_article()}\s+)?)?"


@cache
def _before() -> re.Pattern[str]:
    """What may stand before the date that a line is."""
    return re.compile(rf"[(\[]?\s*(?:{_article()})?", re.IGNORECASE)


@cache
def _pattern(*, opens: bool) -> re.Pattern[str]:
    """The pattern of a moment; the one that ``opens`` a date may have a word of doubt before it."""
    # A group may be named only once in a pattern: each gets a name of its own.
    counted = iter(range(1000))
    printed = _shapes() if opens else (_day_and_year(), *_shapes())
    shapes = (re.sub(r"\?P<(\w+)>", lambda name: f"?P<{name[1]}{next(counted)}>", one) for one in printed)
    moment = rf"(?<!\w)(?:{'|'.join(shapes)})(?!\w)(?P<doubt>\s?\(?\?\)?)?"
    if not opens:
        return re.compile(moment, re.IGNORECASE)
    doubts = "|".join(rf"(?P<{name}>{any_of(words('dates', name))})" for name in _QUALIFIERS)
    return re.compile(rf"(?<!\w)(?:(?:{doubts})[\s-]*)?{_weekday()}{moment}", re.IGNORECASE)


@cache
def _joint() -> re.Pattern[str]:
    upto, both = any_of(words("dates", "range")), any_of(words("credits", "and"))
    joint = rf"\s*[-–—/]\s*|\s+(?P<upto>{upto})\s+(?:{_article()}\s+)?|\s+(?P<both>{both})\s+"
    return re.compile(rf"(?:{joint}){_weekday()}", re.IGNORECASE)


@cache
def _counted() -> re.Pattern[str]:
    """A word before a number that counts something else: "No. 8 – 12 November 1941"."""
    units = {word for unit in ("volume", "issue", "page") for word in words("units", unit)}
    return re.compile(rf"(?<!\w){any_of(sorted(units, key=len, reverse=True))}\.?\s*$", re.IGNORECASE)


# ------------------------------------------------------------ one moment


def _moment(match: re.Match[str]) -> _Moment | None:
    """What ``match`` prints; None when there is no such date, or the word in it is no month."""
    parts = {name.rstrip("0123456789"): value for name, value in match.groupdict().items() if value}
    year = parts.get("year") or parts.get("decade")
    moment = _Moment(
        int(year) if year else None,
        _month(parts),
        int(parts["day"]) if "day" in parts else None,
        seasons()[parts["season"].lower()] if "season" in parts else None,
        _other(year, parts.get("other")),
        is_decade="decade" in parts,
        is_mistyped="typed" in parts,
        doubt="?" if "doubt" in parts else "",
    )
    if "separator" in parts and (moment.month or 0) > 12:
        moment = moment._replace(month=moment.day, day=moment.month)
    return moment if _exists(moment) and not (moment.is_mistyped and moment.month is None) else None


def _month(parts: dict[str, str]) -> int | None:
    if "typed" in parts:
        known = meant(parts["typed"], months(), _SURE if "day" not in parts else 0)
        return months()[known] if known else None
    if "roman" in parts:
        return int(number(parts["roman"]) or 99)
    name = parts.get("month")
    if name is None:
        return None
    return int(name) if name.isdigit() else months()[name.lower()]


def _other(year: str | None, other: str | None) -> int | None:
    """The second of two years of which only the last figures are printed; None when it is not the later one."""
    if year is None or other is None:
        return None
    end = int(year[: -len(other)] + other)
    if year[-2:] == "99" and other == "00":
        end += 100
    return end if end > int(year) else None


def _exists(moment: _Moment) -> bool:
    """Whether there is such a month, and such a day in it."""
    if moment.month is None:
        return moment.day is None or 1 <= moment.day <= 31
    # Without its year a date may be the leap day.
    return 1 <= moment.month <= 12 and 1 <= (1 if moment.day is None else moment.day) <= days(
        moment.year or 2000, moment.month
    )


# ------------------------------------------------------------ dates


def _joined(first: _Moment, last: _Moment) -> tuple[_Moment, _Moment] | None:
    """Both ends of a period, with what the one leaves to the other; None when they are none."""
    if last.day and last.month is None and first.day:
        last = last._replace(month=first.month)
    if first.year is None:
        has_own_month = first.month or first.grain != "day"
        first = first._replace(year=last.year, month=first.month if has_own_month else last.month)
        if first.month and last.month and first.month - last.month >= _FARTHEST:
            first = first._replace(year=(first.year or 0) - 1)
    if first.grain != last.grain or first.other or last.other or not (_exists(first) and _exists(last)):
        return None
    return (first, last) if first.edtf and last.edtf and first.edtf < last.edtf else None


def _are_neighbours(first: _Moment, last: _Moment) -> bool:
    """Whether nothing lies between two days or months: "8 and 9 November" are a period, "April and July" are not."""
    if first.day and last.day:
        return (last.month, last.day) in {(first.month, first.day + 1), ((first.month or 0) + 1, 1)}
    return (last.month or last.season or 0) - (first.month or first.season or 0) == 1


def _period(first: _Moment, last: _Moment, text: str, mark: str) -> Date | None:
    return date_of(f"{first.edtf}{mark or first.doubt}/{last.edtf}{mark or last.doubt}", text)


def _single(moment: _Moment, text: str, qualifier: str | None) -> Date | None:
    """The date of one moment, or of the two years that share it ("1938/39")."""
    if moment.edtf is None:
        return None
    if moment.other and moment.grain == "year":
        mark = "~" if qualifier else ""
        return date_of(f"{moment.year}{mark}/{moment.other}{mark}", text)
    if moment.other:
        return _of_two_years(moment, text)
    if qualifier in {"before", "after"}:
        return date_of(f"/{moment.edtf}" if qualifier == "before" else f"{moment.edtf}/", text)
    if qualifier in {"early", "middle", "late"}:
        return _part(moment, text, ("early", "middle", "late").index(qualifier))
    mark = {"~": "~", "?": "?", "~?": "%"}.get(("~" if qualifier else "") + moment.doubt, "")
    return date_of(moment.edtf + mark, text)


def _of_two_years(moment: _Moment, text: str) -> Date | None:
    """A season or month of one of two years: "Winter 1969-70"."""
    if moment.season:
        return Date(text, None, str(moment.year), str(moment.other), edtf=f"{moment.year}/{moment.other}")
    ends = (moment.edtf, moment._replace(year=moment.other).edtf)
    return Date(text, None, *ends, edtf=f"{ends[0]}/{ends[1]}")


def _part(moment: _Moment, text: str, third: int) -> Date | None:
    """The limits of a ``third`` of a month, a year or a decade, counted from 0."""
    year, date = moment.year or 0, date_of(f"{moment.edtf}~", text)
    if moment.grain == "month":
        last = days(year, moment.month or 1)
        ends = [f"{moment.edtf}-{day:02}" for day in ((1, 10), (11, 20), (21, last))[third]]
    elif moment.grain == "year":
        ends = [f"{year}-{month:02}" for month in ((1, 4), (5, 8), (9, 12))[third]]
    elif moment.is_decade:
        ends = [str(year + one) for one in ((0, 3), (4, 6), (7, 9))[third]]
    else:
        return date
    return date and date._replace(when=None, not_before=ends[0], not_after=ends[1], certainty=None)


def _read(match: re.Match[str], text: str) -> tuple[Date | None, int]:
    """The date that begins with ``match``, and where to look for the next."""
    first = _moment(match)
    if first is None:
        year = None if _start(match, "typed") is None else _start(match, "year")
        return None, match.end() if year is None else year
    qualifier = next((name for name in _QUALIFIERS if match[name]), None)
    joint = _joint().match(text, match.end())
    second = joint and _pattern(opens=False).match(text, joint.end())
    last = second and _moment(second)
    if joint and second and last and last.year and _may_join(first, match, joint, text):
        ends = _joined(first, last)
        if ends and (joint["both"] is None or _are_neighbours(*ends)):
            words_of_it = text[match.start() : second.end()]
            date = _period(*ends, words_of_it, "~" if qualifier else "")
            return _with_certainty(date, *ends), second.end()
        if ends is None and first.year is None and first.grain != "day":
            return None, second.end()
    end = match.end()
    if first.other is None and _start(match, "other") is not None:  # which is no year after all
        end = (_start(match, "year") or 0) + 4
    return _with_certainty(_single(first, text[match.start() : end], qualifier), first), end


def _start(match: re.Match[str], group: str) -> int | None:
    """Where the group of this name, whatever its number, has matched."""
    return next(
        (match.start(name) for name, value in match.groupdict().items() if value and name.startswith(group)),
        None,
    )


def _may_join(first: _Moment, match: re.Match[str], joint: re.Match[str], text: str) -> bool:
    """Whether ``joint`` can make one date of two: "and" only where the first leaves its year to the second."""
    if joint["both"] and first.year:
        return False
    before = text[max(0, match.start() - 12) : match.start()]
    return first.year is not None or first.month is not None or _counted().search(before) is None


def _with_certainty(date: Date | None, *moments: _Moment) -> Date | None:
    if date and date.certainty is None and any(one.is_mistyped for one in moments):
        return date._replace(certainty="medium")
    return date


def dates(text: str, start: int = 0) -> Iterator[Date]:
    """The dates in ``text``, which begins at offset ``start`` of the source."""
    if _HAS_YEAR.search(text) is not None:
        for date, at in _found(text):
            yield date._replace(extent=Extent(start + at, start + at + len(date.text)))


@lru_cache(
    256
)  # a line about a text is asked for its dates by several of its kinds, and again for what it says
def _found(text: str) -> tuple[tuple[Date, int], ...]:
    """The dates in ``text``, each with where it begins."""
    found: list[tuple[Date, int]] = []
    at = 0
    while match := _pattern(opens=True).search(text, at):
        date, at = _read(match, text)
        if date is not None:
            found.append((date, match.start()))
    return tuple(found)


def whole_date(text: str, start: int = 0) -> Date | None:
    """The date that ``text`` is, brackets aside; None when there is anything else in it.

    What only says before or after when needs its brackets: without them it is rather a title.
    """
    if len(text) > _LONGEST:
        return None
    found = next(dates(text), None)
    if found is None or found.extent is None:
        return None
    before, after = text[: found.extent.start].strip(), text[found.extent.end :].strip()
    is_limit = (found.not_before is None) != (found.not_after is None)
    if not _before().fullmatch(before) or not _BEHIND.fullmatch(after) or (is_limit and not before):
        return None
    return found._replace(extent=Extent(start + found.extent.start, start + found.extent.end))
