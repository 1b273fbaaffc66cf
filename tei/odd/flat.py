"""Content models as XML Schema can take them: what is deterministic and plain stays, the rest is flat.

In: the content of an element. Out: a model without text that accepts at least the same children. A model
that names each element once and repeats nothing but a choice of elements can never be ambiguous (XSD 1.0,
"Unique Particle Attribution") and no engine stumbles over it. Of every other model only the set of
children is kept, in any order and number.
"""

from tei.odd.content import (
    Alternate,
    AnyElement,
    Content,
    ElementRef,
    Empty,
    Repeat,
    Sequence,
    Text,
    alternate,
    children,
    element_refs,
    is_mixed,
    is_nullable,
    rebuild,
    repeat,
    walk,
)


def flattened(content: Content) -> Content:
    """Give the model of the children of ``content`` as the XML Schema has it."""
    model = child_model(content)
    if _is_plain(model) and _names_each_once(model):
        return model
    return repeat(alternate(_leaves(model)), 0 if is_nullable(model) else 1, None)


def child_model(content: Content) -> Content:
    """Give ``content`` without text and data: what an element-only model says of the children."""
    return rebuild(content, lambda leaf: leaf if isinstance(leaf, ElementRef | AnyElement) else Empty())


def is_flat(content: Content) -> bool:
    """Whether ``flattened`` loses order or number of the children."""
    return flattened(content) != child_model(content)


def is_text_everywhere(content: Content) -> bool:
    """Whether text, where it is allowed at all, is allowed everywhere: all that ``mixed`` can say."""
    match content:
        case Text():
            return True
        case Repeat(Alternate(items), _, None) if Text() in items:
            return True
    return not is_mixed(content)


def _leaves(model: Content) -> tuple[Content, ...]:
    return tuple(part for part in walk(model) if not children(part) and part != Empty())


def _names_each_once(model: Content) -> bool:
    return len(element_refs(model)) == len(_leaves(model))


def _is_plain(model: Content) -> bool:
    """Whether nothing but elements and choices of elements is repeated."""
    match model:
        case ElementRef() | Empty():
            return True
        case Repeat(item):
            return all(isinstance(part, ElementRef) for part in (children(item) or (item,)))
        case Sequence(items) | Alternate(items):
            return all(map(_is_plain, items))
    return False
