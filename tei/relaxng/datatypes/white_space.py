"""White space of texts before they are looked at (XSD part 2, 4.3.6; RELAX NG, section 4.2).

Only the four characters of XML are white space. ``str.split`` without an argument also knows others (U+00A0, say).
"""


def replaced(text: str) -> str:
    """Every tab and line end as a blank."""
    return text.replace("\t", " ").replace("\n", " ").replace("\r", " ")


def words(text: str) -> list[str]:
    """The tokens between white space."""
    return [word for word in replaced(text).split(" ") if word]


def collapsed(text: str) -> str:
    """No white space at the ends, single blanks inside."""
    if " " not in text and text.isprintable():  # tabs and line ends are not printable
        return text
    return " ".join(words(text))
