"""Random expressions about the document of `expressions.toml`, for laws."""

from hypothesis import strategies as st

NAMES = st.sampled_from(["act", "line", "hi", "date", "play", "*", "text()", "node()", "x:act", "comment()"])
AXES = st.sampled_from(
    [
        "child::",
        "descendant::",
        "self::",
        "parent::",
        "ancestor::",
        "following-sibling::",
        "preceding-sibling::",
        "following::",
        "preceding::",
        "descendant-or-self::",
        "ancestor-or-self::",
    ]
)
ATTRIBUTES = st.sampled_from(["@n", "@who", "@*", "@x:cut", "@from"])
TEXTS = st.sampled_from(["'1'", "'a b'", "''", "'2'", "'line'", "' 1 '", "'Stay'"])
NUMBERS = st.sampled_from(["0", "1", "2", "3", "1.5", "-1"])
OLD_FUNCTIONS = [
    "string",
    "normalize-space",
    "string-length",
    "number",
    "name",
    "local-name",
    "boolean",
    "not",
    "count",
]
NEW_FUNCTIONS = [
    *OLD_FUNCTIONS,
    "exists",
    "empty",
    "data",
    "distinct-values",
    "reverse",
    "upper-case",
    "head",
    "xs:integer",
]
TWO = ["contains", "starts-with", "substring-before", "substring-after", "concat"]
NEW_TWO = [*TWO, "tokenize", "matches", "ends-with", "index-of", "deep-equal", "string-join", "compare"]


def steps(predicates):
    step = st.one_of(st.builds("{}{}".format, AXES, NAMES), ATTRIBUTES, NAMES, st.just(".."), st.just("."))
    plain = step.filter(lambda text: text not in {".", ".."})
    return st.one_of(step, st.builds("{}[{}]".format, plain, predicates))


def paths(predicates):
    one = steps(predicates)
    joined = st.builds(
        lambda first, sign, rest: f"{first}{sign}{rest}", one, st.sampled_from(["/", "//"]), one
    )
    return st.one_of(one, joined, st.builds("//{}".format, one.filter(lambda text: not text.startswith("."))))


def old():
    """Expressions of XPath 1.0."""
    leaves = st.one_of(
        TEXTS, NUMBERS, ATTRIBUTES, NAMES, st.sampled_from(["position()", "last()", "true()", "."])
    )

    def larger(inner):
        nodes = paths(inner)
        return st.one_of(
            nodes,
            st.builds(
                "({} {} {})".format,
                inner,
                st.sampled_from(["=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod", "and", "or"]),
                inner,
            ),
            st.builds("({} | {})".format, nodes, nodes),
            st.builds(
                "{}({})".format,
                st.sampled_from(["not", "boolean", "string", "number", "string-length"]),
                inner,
            ),
            st.builds("{}({})".format, st.sampled_from(["count", "name", "local-name", "sum"]), nodes),
            st.builds("{}({}, {})".format, st.sampled_from(TWO), inner, inner),
        )

    return st.recursive(leaves, larger, max_leaves=6)


def new():
    """Expressions of XPath 3.1."""
    leaves = st.one_of(
        TEXTS, NUMBERS, ATTRIBUTES, NAMES, st.sampled_from(["position()", "last()", "true()", ".", "()"])
    )
    operators = [
        "=",
        "!=",
        "<",
        "<=",
        ">",
        ">=",
        "eq",
        "ne",
        "lt",
        "le",
        "gt",
        "ge",
        "+",
        "-",
        "*",
        "div",
        "idiv",
        "mod",
        "and",
        "or",
        "to",
        "is",
        "<<",
        ">>",
        "|",
        "except",
        "intersect",
        "||",
        "!",
        ",",
    ]

    def larger(inner):
        return st.one_of(
            paths(inner),
            st.builds("({} {} {})".format, inner, st.sampled_from(operators), inner),
            st.builds("{}({})".format, st.sampled_from(NEW_FUNCTIONS), inner),
            st.builds("{}({}, {})".format, st.sampled_from(NEW_TWO), inner, inner),
            st.builds("({})[{}]".format, inner, inner),
            st.builds("(if ({}) then {} else {})".format, inner, inner, inner),
            st.builds("(some $v in {} satisfies $v = {})".format, inner, inner),
            st.builds("(for $v in {} return ($v, {}))".format, inner, inner),
            st.builds(
                "({} castable as xs:{})".format,
                inner,
                st.sampled_from(["integer", "date", "double", "boolean"]),
            ),
            st.builds(
                "({} instance of {})".format,
                inner,
                st.sampled_from(["node()*", "xs:string", "xs:integer+", "item()"]),
            ),
        )

    return st.recursive(leaves, larger, max_leaves=6)
