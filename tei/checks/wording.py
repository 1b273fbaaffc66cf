"""The advice in findings of the grammar: what could be meant, what may stand here, where else something may stand."""

from collections.abc import Iterable, Sequence

from tei.checks.usage import in_tei, language, ranked, ranked_attributes, shown
from tei.document.namespaces import TEI
from tei.relaxng.exact.faults import Fault, Kind
from tei.relaxng.names import Name

_XINCLUDE = "http://www.w3.org/2001/XInclude"
_LONGEST = 48


def quoted(text: str) -> str:
    """Put a text from the document into backquotes, on one line and shortened where it is long."""
    line = " ".join(text.split()) if "\n" in text else text
    return f"`{shortened(line.replace('`', chr(39)))}`"


def shortened(text: str) -> str:
    """Cut a text where it is long."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def either(names: Sequence[str]) -> str:
    """Name up to three: `a`, `b` or `c`."""
    return _joined(names[:3], "or")


def one_of(names: Sequence[str]) -> str:
    """Name all if they are few, else the first ones: `a`, `b`, `c` or another of the list."""
    if len(names) <= 5:
        return _joined(names, "or")
    return ", ".join(f"`{name}`" for name in names[:4]) + " or another of the list"


def every(names: Iterable[str]) -> str:
    """Name all: `a`, `b` and `c`."""
    return _joined(list(names), "and")


def _joined(names: Sequence[str], last: str) -> str:
    marked = [f"`{name}`" for name in names]
    return f" {last} ".join(filter(None, [", ".join(marked[:-1]), *marked[-1:]]))


def expected(fault: Fault) -> tuple[str, ...]:
    """Every name that may stand here, the likeliest first."""
    return ranked(fault.expected, _holder(fault))


def enough(fault: Fault) -> tuple[str, ...]:
    """The names of which one would be enough, the likeliest first; all that may stand here if one is not enough."""
    return ranked(fault.enough or fault.expected, _holder(fault))


def _holder(fault: Fault) -> Name | None:
    is_child = fault.kind.name.startswith("ELEMENT") and fault.kind is not Kind.ELEMENT_INCOMPLETE
    return fault.parent if is_child else fault.element


def parent_of(fault: Fault) -> str:
    """The parent as a message names it."""
    return f"`{shortened(shown(fault.parent))}`" if fault.parent else "the document"


def unknown_hint(fault: Fault) -> str | None:
    """Say what may be meant by a name that the schema does not know."""
    names, ours = expected(fault), in_tei(fault.element)
    if ours and (ours in names or not fault.near) and ours != fault.element.local:
        return f"`{fault.element.local}` is HTML; the TEI has `{ours}`"
    if fault.element.namespace == _XINCLUDE:
        return "XInclude is to be carried out before the text is checked"
    if fault.near:
        return _meant(fault)
    return may_stand(fault)


def _meant(fault: Fault) -> str:
    near = [shown(name) for name in fault.near]
    is_allowed = fault.near[0] in fault.expected
    return (
        f"did you mean `{near[0]}`?"
        if is_allowed
        else f"did you mean `{near[0]}`? It may not stand here either"
    )


def is_in_wrong_namespace(fault: Fault) -> bool:
    """Say whether the element has its name from the schema, but stands in a namespace that nobody knows."""
    is_known = bool(language(fault.element.namespace)) and fault.kind is Kind.ELEMENT_UNKNOWN
    return bool(fault.near) and fault.near[0].local == fault.element.local and not is_known


def foreign(fault: Fault) -> str:
    """Name the namespace of an element that is none of the TEI's; empty where it is the TEI's."""
    namespace = fault.element.namespace
    if namespace in {TEI, ""}:
        return ""
    known = language(namespace)
    return known or f"the namespace {quoted(namespace)}"


def may_stand(fault: Fault) -> str | None:
    """Say what may stand here: elements, text, the end of the parent."""
    names = expected(fault)
    if not names:
        return f"{parent_of(fault)} holds text alone" if fault.allows_text else _nothing(fault)
    more = "for example " if len(names) > 3 else ""
    return f"here may stand {more}{either(names)}"


def _nothing(fault: Fault) -> str | None:
    return f"nothing more may stand in {parent_of(fault)}" if fault.parent else None


def place_hint(fault: Fault) -> str | None:
    """Say where a misplaced element may stand."""
    wrappers = ranked(fault.wrappers, fault.parent)
    if _is_likely(wrappers, fault):
        return f"put it into {either(wrappers[:2])}"
    if fault.outer and fault.outer_child:
        inner, outer = shown(fault.outer_child), shown(fault.outer)
        return f"it may stand in `{outer}`, after this `{inner}`"
    if fault.elsewhere:
        more = "for example " if len(fault.elsewhere) > 3 else ""
        return f"it may stand in {more}{either(ranked(fault.elsewhere, None))}"
    return may_stand(fault)


def _is_likely(wrappers: tuple[str, ...], fault: Fault) -> bool:
    """Say whether the usual place of the element is within one that may stand here."""
    usual = ranked(fault.elsewhere, None)[:4]
    return bool(wrappers) and (wrappers[0] in usual or not fault.outer)


def order_hint(fault: Fault) -> str | None:
    """Say what has shut an element out that its parent may have at another place."""
    name, line = shown(fault.element), f" in line {fault.other.line}" if fault.other else ""
    if fault.before == fault.element:
        return f"{parent_of(fault)} has a `{name}` already{line}"
    if fault.before:
        return f"it must come before `{shown(fault.before)}`{line}"
    if not fault.expected:
        return f"nothing more may stand in {parent_of(fault)}"
    return may_stand(fault)


def late_hint(fault: Fault) -> str:
    """Say how to bring two elements into their order."""
    line = f" from line {fault.other.line}" if fault.other else ""
    return f"move `{shown(fault.late or fault.element)}`{line} before it, or `{shown(fault.element)}` behind that"


def text_hint(fault: Fault) -> str | None:
    """Say which element could hold the text."""
    names = ranked(fault.wrappers, None)
    return f"put it into {either(names[:2])}" if names else None


def attribute_hint(fault: Fault) -> str | None:
    """Say which attribute may be meant, or which there are."""
    if fault.near:
        return f"did you mean `{shown(fault.near[0])}`?"
    names = ranked_attributes(fault.expected, fault.required)
    more = "for example " if len(names) > 3 else ""
    return f"`{shown(fault.element)}` may have {more}{either(names)}" if names else None
