"""Sample names: every name that two patterns treat alike is stood for by one of them.

Name classes come in, names go out. A wildcard holds infinitely many names, but two patterns can tell apart only those
that one of them mentions, and names of namespaces that one of them mentions: so beside each name mentioned, one unused
name in each namespace mentioned and one in a namespace of its own are enough (RELAX NG specification, section 6.1).
"""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from tei.relaxng.names import AnyName, Name, NameChoice, NameClass, NsName, has_wildcard

OTHER_NAMESPACE = "urn:other"


class Sample(NamedTuple):
    """A name, and whether it stands for as many others as one likes."""

    name: Name
    is_one_of_many: bool = False


def samples(classes: Iterable[NameClass]) -> tuple[Sample, ...]:
    """Give the sample names of the classes, in an order that depends on them alone."""
    known = set(classes)
    named = {name for one in known for name in _mentioned(one) if name.local}
    plain = tuple(Sample(name) for name in sorted(named))
    if not any(map(has_wildcard, known)):
        return plain
    namespaces = {name.namespace for one in known for name in _mentioned(one)} | {""}
    local = _unused("x", {name.local for name in named})
    others = (*sorted(namespaces), _unused(OTHER_NAMESPACE, namespaces))
    return (*plain, *(Sample(Name(namespace, local), is_one_of_many=True) for namespace in others))


def _mentioned(names: NameClass) -> Iterator[Name]:
    """Give the names of a class and of what it excludes; a namespace alone is a name without a local part."""
    if isinstance(names, Name):
        yield names
    elif isinstance(names, NameChoice):
        for option in names.options:
            yield from _mentioned(option)
    elif isinstance(names, AnyName | NsName):
        if isinstance(names, NsName):
            yield Name(names.namespace, "")
        if names.excluded is not None:
            yield from _mentioned(names.excluded)


def _unused(text: str, taken: set[str]) -> str:
    return next(found for number in count() if (found := f"{text}{number or ''}") not in taken)
