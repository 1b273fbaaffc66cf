"""The law of contexts: a node matches if the context, evaluated at it or above it, gives it (XSLT 2.0, 5.5.3)."""

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei.schematron.errors import EvaluationError, ExpressionError
from tei.schematron.reading import read_schema
from tei.schematron.rules import Rules
from tei.schematron.xpath.axes import parent
from tei.schematron.xpath.expressions import Expression
from tei.schematron.xpath.nodes import Root
from tei.schematron.xpath.static import Static
from tests.schematron import evaluation, random_expressions
from tests.schematron.test_expressions import DOCUMENT

ROOT = etree.fromstring(DOCUMENT)
SCHEMA = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"><ns prefix="x" uri="urn:x"/>
<pattern><rule context="{}"><report test="true()"><value-of select="path(.)"/></report></rule></pattern></schema>"""
NAMES = st.sampled_from(["act", "line", "@n", "@*", "*", "text()", "node()", "hi", "x:act", "comment()"])
PREDICATES = st.one_of(
    st.sampled_from(
        ["1", "2", "last()", "@n", "@n and line", "not(@who)", "position() = 1", ". = 'Stay'", "@who = 'c'"]
    ),
    random_expressions.old().filter(lambda text: "current" not in text),
)
STEPS = st.one_of(
    NAMES,
    st.builds("{}[{}]".format, NAMES, PREDICATES),
    st.builds("({} | {})".format, NAMES, NAMES),
    st.builds("{}[{}][{}]".format, NAMES, PREDICATES, PREDICATES),
)
PATHS = st.one_of(
    STEPS,
    st.builds("{}{}{}".format, STEPS, st.sampled_from(["/", "//"]), STEPS),
    st.builds("{}{}".format, st.sampled_from(["/", "//"]), STEPS),
    st.builds(
        "{}{}{}//{}".format, st.sampled_from(["/", "//", ""]), STEPS, st.sampled_from(["/", "//"]), STEPS
    ).map(lambda text: text.replace("////", "//").replace("///", "//")),
    st.builds("{} except {}".format, STEPS, STEPS),
    st.builds("{}::{}".format, st.sampled_from(["descendant", "self"]), st.sampled_from(["act", "line"])),
)
CONTEXTS = st.one_of(PATHS, st.builds("{} | {}".format, PATHS, PATHS), st.just("/"))


def by_definition(context):
    """The paths of the nodes that match, found by evaluating the context everywhere."""
    scope = evaluation.scope(ROOT)
    value = Expression(context, Static(evaluation.NAMESPACES)).value
    path = Expression("path(.)", Static({})).value
    every = Expression("(/ | //node() | //@*)", Static({})).value(ROOT, scope)
    matched = set()
    for node in every:
        above, found = node, False
        while above is not None and not found:
            scope.current = node
            found = any(one == node for one in value(above, scope))
            above = parent(above, scope.run)
        if found:
            matched |= set(path(node, scope))
    assert any(isinstance(node, Root) for node in every)
    return matched


@given(CONTEXTS)
@settings(max_examples=200)
def test_a_node_matches_where_the_context_gives_it_from_somewhere_above(context):
    try:
        expected = by_definition(context)
    except (EvaluationError, ExpressionError):
        return  # where a predicate has no value at one node, others may match all the same
    schema = SCHEMA.format(context.replace("<", "&lt;").replace('"', "&quot;"))
    rules = Rules(read_schema("a.sch", lambda _: schema.encode()))
    assert {failure.text for failure in rules.failures(ROOT, now=evaluation.NOW)} == expected
