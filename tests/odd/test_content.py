"""The constructors of content simplify and never change what is allowed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tei.odd import content as c
from tests.odd import languages as l

LEAVES = st.sampled_from([c.Text(), c.Empty(), c.Nothing(), *map(c.ElementRef, "abc")])
COUNTS = st.tuples(st.integers(0, 3), st.sampled_from([0, 1, 2, 3, None])).filter(
    lambda counts: counts[1] is None or counts[0] <= counts[1]
)


def composites(inner):
    several = st.lists(inner, min_size=0, max_size=3)
    return st.one_of(
        st.tuples(st.just("sequence"), several),
        st.tuples(st.just("alternate"), several),
        st.tuples(st.just("repeat"), inner, COUNTS),
    )


PLANS = st.recursive(LEAVES, composites, max_leaves=8)


def built(plan):
    match plan:
        case ("sequence", parts):
            return c.sequence(map(built, parts))
        case ("alternate", parts):
            return c.alternate(map(built, parts))
        case ("repeat", part, (least, most)):
            return c.repeat(built(part), least, most)
    return plan


def meant(plan):
    """The language of a plan, without any of the simplifications."""
    match plan:
        case ("sequence", parts):
            return in_order(map(meant, parts))
        case ("alternate", parts):
            return l.choice(map(meant, parts))
        case ("repeat", part, (least, most)):
            one = meant(part)
            rest = l.star(one) if most is None else in_order([l.choice([l.EMPTY, one])] * (most - least))
            return l.group(in_order([one] * least), rest)
    return leaf(plan)


def in_order(parts):
    pattern = l.EMPTY
    for part in parts:
        pattern = l.group(pattern, part)
    return pattern


def leaf(content):
    match content:
        case c.Empty():
            return l.EMPTY
        case c.Nothing():
            return l.NEVER
        case c.Text():
            return ("symbol", "#text")
    return ("symbol", content.ident)


def language(content):
    match content:
        case c.Sequence(items):
            return in_order(map(language, items))
        case c.Alternate(items):
            return l.choice(map(language, items))
        case c.Repeat(item, least, most):
            return (
                meant(("repeat", content.item, (least, most))) if not c.children(item) else repeated(content)
            )
    return leaf(content)


def repeated(content):
    one = language(content.item)
    if content.most is None:
        return l.group(in_order([one] * content.least), l.star(one))
    return in_order([one] * content.least + [l.choice([l.EMPTY, one])] * (content.most - content.least))


@settings(max_examples=400, deadline=None)
@given(PLANS)
def test_what_is_built_allows_what_is_meant(plan):
    assert l.are_equal(language(built(plan)), meant(plan)) == ""


@given(PLANS)
def test_composites_are_flat_and_without_waste(plan):
    content = built(plan)
    for part in c.walk(content):
        kinds = {type(child) for child in c.children(part)}
        assert type(part) not in kinds or isinstance(part, c.Repeat)
        assert part == content or not isinstance(part, (c.Nothing, c.Empty))
        assert isinstance(part, c.Repeat) or len(c.children(part)) != 1


@given(PLANS)
def test_nullable_means_that_nothing_is_enough(plan):
    assert c.is_nullable(built(plan)) == l.is_nullable(meant(plan))
