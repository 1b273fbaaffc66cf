"""Documents that the grammar has to refuse, each with one fault in one element."""

from lxml import etree

from tests.schemas.automaton import TEXT


def wrong_words(machine):
    """Children that are each allowed in an element, but not so: out of order, too many, too few."""
    symbols = sorted({symbol for moves in machine.moves for symbol in moves})
    for state, way in _ways(machine).items():
        if way == () and state not in machine.finals:
            yield ()
        for symbol in symbols:
            if machine.moves[state].get(symbol) not in machine.finals:
                yield (*way, symbol)


def _ways(machine):
    """The first shortest way to each state."""
    ways, waiting = {0: ()}, [0]
    for state in waiting:
        for symbol, to in sorted(machine.moves[state].items()):
            if to not in ways:
                ways[to] = (*ways[state], symbol)
                waiting.append(to)
    return ways


def faults(element, is_mixed):
    """Ways to spoil an instance of ``element``: names and functions of its node."""
    for one in element.attributes:
        name = f"{{{one.namespace}}}{one.name}" if one.namespace else one.name
        if one.is_required:
            yield f"without @{one.name}", lambda node, name=name: node.attrib.pop(name)
        if one.is_closed:
            yield f"wrong @{one.name}", lambda node, name=name: node.set(name, "no-such-value")
    yield "unknown attribute", lambda node: node.set("no-such-attribute", "a")
    yield "unknown element", lambda node: etree.SubElement(node, f"{{{element.namespace}}}noSuchElement")
    yield "foreign element", lambda node: etree.SubElement(node, "p")
    if not is_mixed:
        yield "text", lambda node: node.insert(0, etree.Comment("")) or setattr(node[0], "tail", "text")


def is_mixed(machine):
    return any(TEXT in moves for moves in machine.moves)
