"""Every order of blocks becomes valid TEI, and no character is lost on the way."""

from functools import cache

from hypothesis import HealthCheck, given, settings
from lxml import etree

from tei.encoder import Publication, Settings, encode
from tests.conftest import ROOT
from tests.oracles import jing
from tests.strategies import models

SETTINGS = Settings(publication=Publication(publisher="The publisher"))


@cache
def schema(file) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(file))


@given(models())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_blocks_in_any_order_are_a_valid_edition(model):
    encoding = encode(model, SETTINGS)
    grammar, root = schema(ROOT / "schemas" / "tei-edition.rng"), etree.fromstring(encoding.data)
    is_valid = grammar.validate(root)

    assert encoding.account.is_balanced
    assert is_valid, etree.tostring(root.find("{*}text"), encoding="unicode") + str(grammar.error_log)


def test_any_blocks_in_any_order_are_valid_tei(shared, tmp_path):
    """The same of the whole TEI, with another engine: one run of it for all examples."""
    written = []

    @given(models())
    @settings(max_examples=150, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    def write(model):
        file = tmp_path / f"{len(written)}.xml"
        file.write_bytes(encode(model, SETTINGS).data)
        written.append(file)

    write()
    assert jing(shared / "tei" / "tei_all.rng", *written) == ""
    assert jing(ROOT / "schemas" / "tei-edition.rng", *written) == ""
