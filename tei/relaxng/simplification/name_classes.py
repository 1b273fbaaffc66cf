"""Name classes: from the source to ``names.py`` (4.8 to 4.10, 4.16), and whether two of them share a name (7.3, 7.4)."""

from tei.relaxng.names import (
    XML,
    AnyName,
    Name,
    NameChoice,
    NameClass,
    NsName,
    contains,
    options,
)
from tei.relaxng.sources.source import SourceElement

_XMLNS = "http://www.w3.org/2000/xmlns"  # so written in 4.16, without the slash at the end of the real one
_OTHER = "\x1f"  # stands for a name or namespace that no schema mentions: XML cannot hold this character


def element_names(source: SourceElement, ns: str) -> NameClass:
    """Give the names of an ``element``; ``ns`` is what it inherits, its own attribute included."""
    name = source.attributes.get("name")
    return _name_class(source.children[0], ns, "") if name is None else expanded(source, name, ns)


def attribute_names(source: SourceElement, ns: str) -> NameClass:
    """Give the names of an ``attribute``; a name without prefix is in no namespace unless it has an ``ns`` itself (4.8)."""
    name = source.attributes.get("name")
    if name is None:
        names = _name_class(source.children[0], ns, "")
    else:
        names = expanded(source, name, source.attributes.get("ns", ""))
    _check_declarations(names, source)
    return names


def expanded(source: SourceElement, text: str, ns: str) -> Name:
    """Give the name that a QName of the schema stands for (4.10)."""
    prefix, colon, local = text.rpartition(":")
    if not colon:
        return Name(ns, text)
    return Name(XML if prefix == "xml" else source.context.namespaces[prefix], local)


def _name_class(source: SourceElement, ns: str, inside: str) -> NameClass:
    """``inside`` is the wildcard whose ``except`` this is, or empty."""
    ns = source.attributes.get("ns", ns)
    name = source.name
    if name == "name":
        return expanded(source, source.text, ns)
    if name == "anyName" and inside:
        raise source.error(f"`anyName` cannot be an exception of `{inside}`", "4.16")
    if name == "nsName" and inside == "nsName":
        raise source.error("`nsName` cannot be an exception of `nsName`", "4.16")
    if name == "anyName":
        return AnyName(_excluded(source, ns, "anyName"))
    if name == "nsName":
        return NsName(ns, _excluded(source, ns, "nsName"))
    return _choice([_name_class(child, ns, inside) for child in source.children])


def _excluded(source: SourceElement, ns: str, inside: str) -> NameClass | None:
    if not source.children:
        return None
    exception = source.children[0]
    ns = exception.attributes.get("ns", ns)
    return _choice([_name_class(child, ns, inside) for child in exception.children])


def _choice(members: list[NameClass]) -> NameClass:
    flat = dict.fromkeys(option for member in members for option in options(member))
    return NameChoice(tuple(flat)) if len(flat) > 1 else next(iter(flat))


def _check_declarations(names: NameClass, source: SourceElement) -> None:
    """Refuse attributes that would be namespace declarations, even among the exceptions (4.16)."""
    pending = [names]
    while pending:
        for option in options(pending.pop()):
            if option == Name("", "xmlns"):
                raise source.error(
                    "`xmlns` declares a namespace; it cannot be an attribute of a schema", "4.16"
                )
            if not isinstance(option, AnyName) and option.namespace.rstrip("/") == _XMLNS:
                raise source.error(
                    f"the namespace `{option.namespace}` is for declarations, not attributes", "4.16"
                )
            if not isinstance(option, Name) and option.excluded is not None:
                pending.append(option.excluded)


def overlap(first: NameClass, second: NameClass) -> Name | None:
    """Give a name that both classes contain, or None.

    A class changes only at the names and namespaces that it mentions: if two classes share a name at all, they share one
    of those mentioned, one of a mentioned namespace with a new local name, or one of a new namespace.
    """
    if isinstance(first, Name):
        return first if contains(second, first) else None
    if isinstance(second, Name):
        return second if contains(first, second) else None
    for name in dict.fromkeys((*_witnesses(first), *_witnesses(second))):
        if contains(first, name) and contains(second, name):
            return name
    return None


def _witnesses(names: NameClass) -> list[Name]:
    found, pending = [], [names]
    while pending:
        for option in options(pending.pop()):
            if isinstance(option, Name):
                found.append(option)
                continue
            found.append(Name(_OTHER if isinstance(option, AnyName) else option.namespace, _OTHER))
            if option.excluded is not None:
                pending.append(option.excluded)
    return found


def described(name: Name, what: str) -> str:
    """Say in words what an overlap has: ``what`` is "element" or "attribute"."""
    if name.namespace == _OTHER:
        return f"any {what}"
    if name.local == _OTHER:
        return (
            f"any {what} in the namespace `{name.namespace}`"
            if name.namespace
            else f"any {what} in no namespace"
        )
    return f"the {what} `{name}`"
