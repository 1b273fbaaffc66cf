"""The order of definitions, and the recursion check (RELAX NG specification, 4.19): a definition may lead back to itself
through an ``element`` only.
"""

from collections.abc import Iterator

from tei.relaxng.simplification.drafts import Definition, Owner


def in_order(start: Definition) -> list[Definition]:
    """Give all definitions that can be reached, each after those that it refers to outside of elements."""
    ordered: list[Definition] = []
    states: dict[int, bool] = {}  # True while the definition is being looked into, False after
    pending: list[Owner] = [start]
    seen: set[int] = set()
    while pending:
        owner = pending.pop()
        if id(owner) in seen:
            continue
        seen.add(id(owner))
        first = len(ordered)
        for definition in (owner,) if isinstance(owner, Definition) else owner.references:
            _visit(definition, states, ordered)
        pending += owner.elements
        for definition in ordered[first:]:
            pending += definition.elements
    return ordered


def _visit(first: Definition, states: dict[int, bool], ordered: list[Definition]) -> None:
    """Go down the references of a definition, with a stack of its own: chains may be long."""
    if id(first) in states:
        return
    states[id(first)] = True
    path: list[tuple[Definition, Iterator[Definition]]] = [(first, iter(first.references))]
    while path:
        definition, references = path[-1]
        for reference in references:
            state = states.get(id(reference))
            if state is None:
                states[id(reference)] = True
                path.append((reference, iter(reference.references)))
                break
            if state:
                _refuse(reference, [step for step, _ in path])
        else:
            states[id(definition)] = False
            ordered.append(definition)
            path.pop()


def _refuse(definition: Definition, path: list[Definition]) -> None:
    chain = path[path.index(definition) :]
    names = [f"`{step.name or 'start'}`" for step in (*chain, definition)]
    way = " → ".join(names if len(names) < 7 else [*names[:4], "…", names[-1]])
    raise definition.source.error(f"{names[0]} refers to itself without an element in between: {way}", "4.19")
