"""Tags of languages: their registered form, and advice where there is none."""

import pytest

from tei.errors import ConfigError
from tei.transcription.languages import checked, name_of, normal


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"), ("EN-us", "en-US"), ("en_GB", "en-GB"), ("ger", "de"), ("iw", "he"), ("sr-latn", "sr-Latn"),
        ("grc", "grc"), ("de-1901", "de-1901"), ("x-private", "x-private"), ("und", "und"), ("i-klingon", "tlh"),
        ("german", None), ("xx", None), ("english!", None), ("", None), ("en-US-Latn", None),
    ],
)  # fmt: skip
def test_a_tag_is_brought_to_its_registered_form(written, tag):
    assert normal(written) == tag


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("german", 'write "de" for german'),
        ("Deutsch", 'write "de" for Deutsch'),
        ("Germn", 'write "de" for Germn'),
        ("xx", 'write it as "en" or "de-AT"'),
        (5, 'write it as "en" or "de-AT"'),
    ],
)
def test_what_is_no_tag_is_refused_with_the_advice_that_fits(written, advice):
    with pytest.raises(ConfigError) as refused:
        checked(written, "language")

    assert str(refused.value) == f"language is a BCP 47 tag; {advice}"


@pytest.mark.parametrize(("tag", "name"), [("en", "English"), ("de-AT", "German"), ("qaa", "qaa")])
def test_a_language_has_a_name_and_else_is_called_by_its_tag(tag, name):
    assert name_of(tag) == name
