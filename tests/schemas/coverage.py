"""What documents use of a schema, counted on the documents, and all that there is to use."""

from lxml import etree

from tests.schemas.automaton import TEXT


def demanded(schema, automata):
    """All there is to use: sets of what ``used`` counts."""
    elements = schema.elements.values()
    return {
        "elements": {element.ident for element in elements},
        "attributes": {(element.ident, _clark(one)) for element in elements for one in element.attributes},
        "values": {
            (element.ident, _clark(one), item.text)
            for element in elements
            for one in element.attributes
            for item in one.values
        },
        "transitions": {
            (ident, *step) for ident, machine in automata.items() for step in machine.transitions()
        },
    }


def used(schema, automata, documents):
    """What ``documents`` use: elements, attributes, words of attribute values, transitions."""
    idents = {f"{{{one.namespace}}}{one.tag}": ident for ident, one in schema.elements.items()}
    found = {"elements": set(), "attributes": set(), "values": set(), "transitions": set()}
    for document in documents:
        for node in etree.fromstring(document).iter():
            ident = idents[node.tag]
            found["elements"].add(ident)
            found["attributes"].update((ident, name) for name in node.attrib)
            found["values"].update(
                (ident, name, word) for name, value in node.items() for word in {value, *value.split()}
            )
            steps = automata[ident].trace(list(_symbols(node, idents)))
            assert steps is not None, f"the automaton of {ident} refuses {etree.tostring(node)[:500]}"
            found["transitions"].update((ident, *step) for step in steps)
    return found


def _symbols(node, idents):
    if (node.text or "").strip():
        yield TEXT
    for child in node:
        yield idents[child.tag]
        if (child.tail or "").strip():
            yield TEXT


def _clark(attribute):
    return f"{{{attribute.namespace}}}{attribute.name}" if attribute.namespace else attribute.name
