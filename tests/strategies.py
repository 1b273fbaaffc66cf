"""The home of Hypothesis generators."""

from hypothesis import strategies as st

_LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyzäéñøßжλΩABCDEFGH")
_SIGNS = st.sampled_from("  \u00a0’‘“”„«»\"'-–—.,;:!?()[]*|&<>{}0123456789")
words = st.text(st.one_of(_LETTERS, _LETTERS, _LETTERS, _SIGNS), min_size=1, max_size=90)

_KNOWN_LINES = st.sampled_from(
    [
        "Breitman Archive\u00a0\u00a0 | \u00a0\u00a0Trotskyist Writers Index\u00a0 | \u00a0\u00a0ETOL Main Page",
        "George Breitman",
        "Stalin Interview Shows\nReal Situation in USSR",
        "(8 November 1941)",
        "From The Militant, Vol. V No. 45, 8 November 1941, pp. 1 & 5.",
        "Transcribed & marked up by Einde O’ Callaghan for the Encyclopaedia of Trotskyism On-Line (ETOL).",
        "Last updated: 21 March 2019",
        "Top of the page",
        "* * *",
        "--------",
        "Dangers in Stalin’s Strategy",
        "I",
        "“A quotation that is closed.”",
        "“A quotation that is left open",
        "“and goes on. (Emphasis by Ingersoll)”",
        "‘The workers’ state’ and the “workers’ ‘state’”. (My emphasis – G.B.)",
        "Public Domain: you may freely copy this.",
    ]
)
_blank = st.sampled_from(["\n\n", "\n\n\n", "\n \n", "\n\t\n\n", "\n"])


@st.composite
def transcriptions(draw) -> str:
    """The text of a transcription: known kinds of lines among any others, in any order."""
    lines = draw(st.lists(st.one_of(_KNOWN_LINES, words, words), min_size=1, max_size=12))
    return "".join(line + draw(_blank) for line in lines)
