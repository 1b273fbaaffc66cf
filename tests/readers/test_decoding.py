"""Decoding: ``decoding.toml``, and that no bytes raise anything but what the user can read."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.errors import InputError
from tei.readers.chunks.decoding import decode
from tests.readers.tables import table


@pytest.mark.parametrize("case", table("decoding"))
def test_bytes_are_read_as_the_case_says(case):
    data = case["text"].encode("utf-8") if "text" in case else bytes.fromhex(case["bytes"])
    if "refusal" in case:
        with pytest.raises(InputError) as refused:
            decode(data, "a.txt")
        assert str(refused.value) == case["refusal"]
        return
    text, findings = decode(data, "a.txt")

    assert text == case["characters"]
    said = [f"{one.span.line}:{one.span.column or '-'} {one.code}" for one in findings]
    assert said == case.get("findings", [])


@given(st.binary(max_size=200) | st.text(max_size=80).map(lambda text: text.encode("utf-16")))
def test_any_bytes_are_text_that_xml_can_carry_or_are_refused(data):
    with suppress(InputError):
        text, _ = decode(data, "a.txt")
        assert text.strip()
        assert all(c in "\t\n" or " " <= c < "\ufffe" or c > "\uffff" for c in text)


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), min_size=1))
def test_text_survives(text):
    with suppress(InputError):
        assert decode(text.encode("utf-8"), "a.txt")[0] == text.replace("\ufffe", " ").replace("\uffff", " ")
