"""Reading schemas: the conformance suite, what is said of mistakes, the simple form, and any bytes."""

import re
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.relaxng.errors import SchemaError
from tei.relaxng.reading import read_schema
from tests.conftest import SHARED, need
from tests.relaxng.simple_form import shown
from tests.relaxng.spectest import SCHEMA, cases

FOLDER = Path(__file__).parent / "schemas"
SUITE = SHARED / "validation/suites/spectest.xml"
FAULTS = tomllib.loads((FOLDER / "faults.toml").read_text("utf-8"))["case"]
FORMS = tomllib.loads((FOLDER / "simple_forms.toml").read_text("utf-8"))["case"]
ID_TYPES = tomllib.loads((FOLDER / "id_types.toml").read_text("utf-8"))["case"]
PLACE = "file:///schemas/"
NAMESPACE = ' xmlns="http://relaxng.org/ns/structure/1.0"'

# They have a letter in front that XML 1.0 allows there since its fifth edition only.
FOURTH_EDITION = {70, 72, 73, 74, 79}


def suite():
    if not SUITE.exists():
        return [pytest.param(None, id="no suite")]
    return [pytest.param(case, id=f"{case.number}-{'+'.join(case.sections)}") for case in cases(SUITE)]


def is_accepted(case, **options):
    need(SUITE, "../shared/validation, the conformance suites beside the project")
    try:
        read_schema(SCHEMA, case.resolve, **options)
    except SchemaError:
        return False
    return True


@pytest.mark.parametrize("case", suite())
def test_a_schema_of_the_suite_is_accepted_if_it_is_correct(case, request):
    if case and case.number in FOURTH_EDITION:
        request.applymarker(pytest.mark.xfail(strict=True, reason="a name of XML 1.0, fifth edition"))
    assert is_accepted(case) == case.is_correct


@pytest.mark.parametrize("case", suite())
def test_with_names_of_the_fourth_edition_all_of_the_suite_is_right(case):
    assert is_accepted(case, fourth_edition_names=True) == case.is_correct


def with_namespace(text):
    """Add the namespace of RELAX NG to the root, unless it declares one or a document type stands before it."""
    is_complete = text.startswith("<!") or "xmlns" in text[: text.index(">")]
    return text if is_complete else re.sub(r"^<\w+", lambda root: root[0] + NAMESPACE, text)


def read(case, **options):
    files = {"schema.rng": case["schema"], **case.get("files", {})}
    texts = {PLACE + name: with_namespace(text).encode() for name, text in files.items()}
    return read_schema(f"{PLACE}schema.rng", texts.__getitem__, **options)


def facts(case):
    return case["fact"]


@pytest.mark.parametrize("case", FAULTS, ids=facts)
def test_a_mistake_is_told_with_place_and_clause(case):
    with pytest.raises(SchemaError) as raised:
        read(case)
    error = raised.value
    place = [error.uri.removeprefix(PLACE), error.line, error.column]
    assert (place, error.clause, error.message) == (case["at"], case["clause"], case["message"])


@pytest.mark.parametrize("case", FORMS, ids=facts)
def test_the_simple_form(case):
    assert shown(read(case)) == case["form"].strip()


@pytest.mark.parametrize("case", ID_TYPES, ids=facts)
def test_which_attributes_are_identifiers(case):
    grammar = read(case)
    types = {f"{element}/@{attribute}": found for element, attribute, found in grammar.id_types}
    assert (types, str(grammar.id_fault or "").removeprefix(PLACE)) == (
        case.get("types", {}),
        case.get("fault", ""),
    )


NESTED = {
    "elements": ('<element name="a">', "</element>", "<empty/>"),
    "patterns": (
        '<element name="a"><zeroOrMore><text/></zeroOrMore><optional>',
        "</optional></element>",
        "<empty/>",
    ),
    "grammars": ("<grammar><start>", "</start></grammar>", '<element name="a"><empty/></element>'),
    "annotations": ("<x xmlns='urn:x'>", "</x>", ""),
}


@pytest.mark.parametrize("kind", NESTED)
@pytest.mark.parametrize("depth", [20, 50, 73, 74, 75, 76, 140, 147, 148, 149, 150, 10_000])
def test_nesting_is_read_or_refused(kind, depth):
    opening, closing, inside = NESTED[kind]
    text = f'<element{NAMESPACE} name="a"><empty/>{opening * depth}{inside}{closing * depth}</element>'
    if depth <= 50:
        assert read_schema("a.rng", lambda _uri: text.encode())
    elif depth > 1000:
        with pytest.raises(SchemaError, match="deep"):
            read_schema("a.rng", lambda _uri: text.encode())
    else:
        read_or_refuse(text.encode())


@pytest.mark.parametrize("reference", ["externalRef", "include"])
def test_a_chain_of_files_is_read_or_refused(reference):
    def resolve(uri):
        inside = f'<{reference} href="{int(uri.rpartition("/")[2]) + 1}"/>'
        body = inside if reference == "include" else f"<start>{inside}</start>"
        return f"<grammar{NAMESPACE}>{body}</grammar>".encode()

    with pytest.raises(SchemaError, match="deep"):
        read_schema("file:///1", resolve)


def test_definitions_that_double_each_other_fill_no_memory():
    doubling = "".join(
        f'<define name="a{n}"><ref name="a{n + 1}"/><ref name="a{n + 1}"/></define>' for n in range(60)
    )
    text = (
        f'<grammar{NAMESPACE}><start><element name="a"><ref name="a0"/></element></start>{doubling}'
        '<define name="a60"><text/></define></grammar>'
    )
    with pytest.raises(SchemaError, match="too large"):
        read_schema("a.rng", lambda _uri: text.encode())


def test_files_that_double_each_other_take_no_time():
    def resolve(uri):
        number = int(uri.rpartition("/")[2])
        inside = f'<externalRef href="{number + 1}"/>' * 2 if number < 30 else "<text/>"
        return f'<choice{NAMESPACE}><element name="a"><choice>{inside}</choice></element></choice>'.encode()

    assert len(read_schema("file:///1", resolve).elements) == 30


def test_the_first_file_that_is_not_there_is_for_the_caller_to_tell():
    with pytest.raises(FileNotFoundError):
        read_schema("a.rng", lambda uri: Path("/", "nowhere", uri).read_bytes())


def test_annotations_stand_by_themselves():
    text = (
        f'<element name="a"{NAMESPACE} xmlns:s="urn:s" xmlns:t="urn:t">\n'
        '  <s:rule t:b="&lt;&quot;"><c xmlns="" d="1">e &amp; f</c><s:g/></s:rule>\n  <empty/>\n</element>'
    )
    (annotation,) = read_schema("a.rng", lambda _uri: text.encode()).annotations
    assert (annotation.name, annotation.uri, annotation.line, annotation.column) == (
        "{urn:s}rule",
        "a.rng",
        2,
        3,
    )
    assert annotation.xml == (
        '<s:rule xmlns="http://relaxng.org/ns/structure/1.0" xmlns:s="urn:s" xmlns:t="urn:t" t:b="&lt;&quot;">'
        '<c xmlns="" d="1">e &amp; f</c><s:g/></s:rule>'
    )


def test_documentation_is_kept_where_it_belongs():
    text = (
        f'<element name="a"{NAMESPACE} xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0">\n'
        "<a:documentation> an <b>a</b> </a:documentation><a:documentation>more</a:documentation>"
        '<attribute name="b"><a:documentation>a b</a:documentation><choice><value>c</value>'
        "<a:documentation>a c</a:documentation><value>d</value></choice></attribute></element>"
    )
    (element,) = read_schema("a.rng", lambda _uri: text.encode()).elements
    attribute = element.content
    assert [element.documentation, attribute.documentation] == ["an a\n\nmore", "a b"]
    assert [value.documentation for value in attribute.content.members] == ["a c", ""]


def read_or_refuse(data):
    """Read a schema; nothing but a ``SchemaError`` may come of it."""
    with suppress(SchemaError):
        read_schema("a.rng", lambda _uri: data)


@given(st.binary())
def test_any_bytes_are_read_or_refused(data):
    read_or_refuse(data)


WORDS = sorted({word for case in FAULTS + FORMS for word in re.findall(r"<[^<>]*>|[^<>]+", case["schema"])})


@given(
    st.sampled_from(FORMS + FAULTS),
    st.lists(st.tuples(st.integers(0), st.sampled_from(WORDS), st.booleans()), max_size=4),
)
def test_a_schema_with_tags_exchanged_is_read_or_refused(case, changes):
    words = re.findall(r"<[^<>]*>|[^<>]+", with_namespace(case["schema"]))
    for place, word, is_added in changes:
        at = place % len(words)
        words[at : at + (not is_added)] = [word]
    read_or_refuse("".join(words).encode())


LEAVES = [
    "<empty/>",
    "<text/>",
    "<notAllowed/>",
    '<ref name="a"/>',
    '<ref name="b"/>',
    "<value>c</value>",
    '<data type="token"/>',
    '<attribute name="c"/>',
    '<element name="c"><empty/></element>',
]
COMPOUNDS = ["group", "choice", "interleave", "optional", "zeroOrMore", "oneOrMore", "list", "mixed"]
PATTERNS = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.builds(
        lambda tag, members: f"<{tag}>{''.join(members)}</{tag.partition(' ')[0]}>",
        st.sampled_from([*COMPOUNDS, 'element name="d"', 'attribute name="e"']),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


@given(PATTERNS, PATTERNS, PATTERNS)
def test_any_grammar_is_read_or_refused(start, first, second):
    text = (
        f'<grammar{NAMESPACE}><start><element name="s">{start}</element></start>'
        f'<define name="a">{first}</define><define name="b">{second}</define></grammar>'
    )
    read_or_refuse(text.encode())
