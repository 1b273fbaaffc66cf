"""Roman numerals, in the subtractive form that printers use."""

import re

_ROMAN = re.compile(r"M{0,4}(CM|CD|D?C{0,4})(XC|XL|L?X{0,4})(IX|IV|V?I{0,4})", re.IGNORECASE)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def number(text: str) -> str | None:
    """``text`` as an Arabic number when it is a numeral, Arabic or Roman; else None."""
    if text.isascii() and text.isdigit():
        return text.lstrip("0") or "0"
    if not text or not _ROMAN.fullmatch(text):
        return None
    digits = [_VALUES[letter] for letter in text.lower()]
    following = [*digits[1:], 0]
    return str(sum(-one if one < after else one for one, after in zip(digits, following, strict=True)))
