"""From the TEI's specifications and a customization to the specifications of the customized schema.

In: the ``Source`` and the root of the customization. Out: the ``Selection``: what is in the schema, with
every change made, and what was asked for around it. A customization that asks for what is not there, or
changes what it did not choose, is an error at its line: silence would leave the editor with a schema
that is not the one described.

TEI P5, chapter 23.3 (customization), 22.6 (building a schema).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from tei.diagnostics.nearest import did_you_mean
from tei.errors import SchemaError
from tei.odd.merging import changed
from tei.odd.prose import fragment, markup, plain
from tei.odd.reading import Reader
from tei.odd.schema import Constraint, Words
from tei.odd.source import Place, Xml, language, local_name, place, tag, tei_children, tokens
from tei.odd.specification import (
    AttributeDefinition,
    Catalogue,
    Kind,
    Mode,
    Source,
    Specification,
)

_REFERENCES = {
    "elementRef": Kind.ELEMENT,
    "classRef": Kind.CLASS,
    "macroRef": Kind.MACRO,
    "dataRef": Kind.DATATYPE,
}
_ANNOTATIONS = {"gloss", "desc", "altIdent", "equiv", "remarks", "exemplum", "listRef", "constraintSpec"}
_GROUPS = {"specGrp", "specGrpRef"}


@dataclass(frozen=True, slots=True)
class Selection:
    """What is in the customized schema.

    ``chosen`` are its elements, classes, macros and datatypes, ``deleted`` what it had and deleted,
    ``constraints`` the customization's, ``settled`` (owner and ident) those it says anything about.
    """

    source: Source
    chosen: Catalogue
    deleted: frozenset[tuple[Kind, str]]
    ident: str
    title: str
    subtitle: str
    prose: tuple[str, ...]
    start: tuple[str, ...]
    language: str
    words: Words
    constraints: tuple[Constraint, ...]
    settled: frozenset[tuple[str, str]]
    place: Place


def customize(source: Source, root: Xml) -> Selection:
    """Choose from ``source`` and change it as the customization at ``root`` says."""
    schema_spec = _schema_spec(root)
    at = place(schema_spec)
    reader = Reader(schema_spec.get("docLang") or language(schema_spec) or "en")
    declarations = list(_declarations(schema_spec, root, ()))
    chosen = _chosen(source, declarations)
    before = set(chosen)
    nodes = [node for node in declarations if local_name(node) in set(Kind)]
    deltas = [
        reader.specification(node, order)
        for order, node in enumerate(nodes, start=len(source.specifications))
    ]
    for delta in deltas:
        _apply(delta, chosen, source, module=schema_spec.get("ident", ""))
    return Selection(
        source=source,
        deleted=frozenset(before - set(chosen)),
        chosen=dict(sorted(chosen.items(), key=lambda item: item[1].order)),
        ident=schema_spec.get("ident", ""),
        title=_title(root, "main") or _title(root),
        subtitle=_title(root, "sub"),
        prose=tuple(_prose(root)),
        start=tokens(schema_spec, "start") or ("TEI",),
        language=reader.language or "",
        words=reader.words(schema_spec),
        constraints=tuple(
            constraint
            for declared in (reader.constraints(schema_spec), *(delta.constraints for delta in deltas))
            for constraint in declared
        ),
        settled=frozenset(_settled(schema_spec, nodes)),
        place=at,
    )


def unknown(at: Place, noun: str, ident: str, idents: Collection[str]) -> SchemaError:
    """Give the error for a name that is not there, with the nearest that is."""
    advice = did_you_mean(ident, idents) or "take one that is, or add it"
    return at.error(f"there is no {noun} `{ident}`; {advice}")


def _schema_spec(root: Xml) -> Xml:
    found = list(root.iter(tag("schemaSpec")))
    if len(found) != 1:
        count = "no" if not found else "more than one"
        raise place(root).error(f"it has {count} `schemaSpec`; a customization has exactly one")
    return found[0]


def _title(root: Xml, kind: str = "") -> str:
    titles = root.iterfind(f".//{tag('titleStmt')}/{tag('title')}")
    return next((plain(markup(title)) for title in titles if kind in {"", title.get("type")}), "")


def _prose(root: Xml) -> Iterator[str]:
    """Serialise the parts of the text, without specifications and without what only they filled."""
    for part in root.iterfind(f"{tag('text')}/*/*"):
        kept = fragment(markup(part))
        etree.strip_elements(kept, tag("schemaSpec"), tag("specGrp"), with_tail=False)
        is_filled = any(local_name(child) != "head" for child in kept)
        if (is_filled or local_name(kept) != "div") and local_name(kept) not in {"schemaSpec", "specGrp"}:
            yield markup(kept)


def _declarations(node: Xml, root: Xml, inside: tuple[str, ...]) -> Iterator[Xml]:
    """List what a ``schemaSpec`` or ``specGrp`` declares, with the groups it refers to in their place."""
    for child in tei_children(node):
        name = local_name(child)
        if name == "specGrp":
            yield from _declarations(child, root, inside)
        elif name == "specGrpRef":
            yield from _declarations(_group(child, root, inside), root, (*inside, child.get("target", "")))
        elif name in {"moduleRef", *_REFERENCES, *Kind}:
            yield child
        elif name not in _ANNOTATIONS and local_name(node) == "schemaSpec":
            raise place(child).error("this compiler does not know it in a `schemaSpec`; remove it")


def _group(reference: Xml, root: Xml, inside: tuple[str, ...]) -> Xml:
    at, target = place(reference), reference.get("target", "")
    if target in inside:
        raise at.error("the group contains itself; remove this reference")
    named = "{http://www.w3.org/XML/1998/namespace}id"
    for group in root.iter(tag("specGrp")):
        if target == f"#{group.get(named)}":
            return group
    raise at.error("there is no `specGrp` with this `xml:id` in the customization; correct the target")


def _chosen(source: Source, declarations: list[Xml]) -> dict[tuple[Kind, str], Specification]:
    """Gather what ``moduleRef`` and the single references choose, before any change."""
    chosen: dict[tuple[Kind, str], Specification] = {}
    for node in declarations:
        if local_name(node) == "moduleRef":
            chosen |= _of_module(source, node)
        elif local_name(node) in _REFERENCES:
            spec = _referred(source, node)
            chosen[spec.kind, spec.ident] = spec
    return chosen


def _of_module(source: Source, node: Xml) -> Catalogue:
    """Gather what a ``moduleRef`` chooses: of the elements those named, of classes, macros, datatypes all."""
    at, module = place(node), node.get("key")
    if module is None:
        raise at.error("it has no `key`; name a module of the TEI (other grammars cannot be included yet)")
    if module not in source.modules:
        raise unknown(at, "module", module, source.modules)
    every = {key: spec for key, spec in source.specifications.items() if spec.module == module}
    elements = [ident for kind, ident in every if kind is Kind.ELEMENT]
    wanted = _narrowed(elements, node, at, f"element of module {module}")
    return {key: spec for key, spec in every.items() if key[0] is not Kind.ELEMENT or key[1] in wanted}


def _referred(source: Source, node: Xml) -> Specification:
    at, kind, ident = place(node), _REFERENCES[local_name(node)], node.get("key", "")
    spec = source.specifications.get((kind, ident))
    if spec is None:
        raise unknown(at, kind.noun, ident, source.idents(kind))
    attributes = [definition.ident for definition in spec.attributes.definitions()]
    wanted = (
        _narrowed(attributes, node, at, f"attribute of class {ident}") if kind is Kind.CLASS else attributes
    )
    return replace(
        spec, attributes=spec.attributes.mapped(lambda one: one if one.ident in wanted else _gone(one))
    )


def _gone(definition: AttributeDefinition) -> AttributeDefinition:
    return replace(definition, mode=Mode.DELETE, must_exist=False)


def _narrowed(idents: list[str], node: Xml, at: Place, noun: str) -> set[str]:
    """Keep those of ``idents`` that ``include`` names or ``except`` does not."""
    included, excepted = tokens(node, "include"), tokens(node, "except")
    if included and excepted:
        raise at.error("it has both `include` and `except`; keep one")
    for ident in (*included, *excepted):
        if ident not in idents:
            raise unknown(at, noun, ident, idents)
    return set(included) if "include" in node.attrib else set(idents) - set(excepted)


def _apply(
    delta: Specification, chosen: dict[tuple[Kind, str], Specification], source: Source, module: str
) -> None:
    """Make the addition, change, deletion or replacement ``delta`` in ``chosen``."""
    key = (delta.kind, delta.ident)
    present = chosen.get(key)
    if delta.mode is Mode.ADD:
        if present is not None:
            raise delta.place.error("it is in the schema already; write mode='change' or mode='replace'")
        chosen[key] = replace(delta, module=delta.module or module)
        return
    if present is None:
        raise _absent(delta, chosen, source)
    if delta.mode is Mode.DELETE:
        del chosen[key]
    elif delta.mode is Mode.REPLACE:
        chosen[key] = replace(delta, order=present.order, module=delta.module or present.module)
    else:
        chosen[key] = changed(present, delta)


def _absent(delta: Specification, chosen: Catalogue, source: Source) -> SchemaError:
    if (delta.kind, delta.ident) in source.specifications:
        module = source.specifications[delta.kind, delta.ident].module
        return delta.place.error(
            f"mode='{delta.mode}' of what is not in the schema; choose it first, it is in module `{module}`"
        )
    idents: Mapping[str, None] = dict.fromkeys(ident for kind, ident in chosen if kind is delta.kind)
    return unknown(delta.place, delta.kind.noun, delta.ident, idents)


def _settled(schema_spec: Xml, nodes: list[Xml]) -> Iterator[tuple[str, str]]:
    """List the constraints the customization says something about, by owner and identifier."""
    for node in (schema_spec, *nodes):
        owner = node.get("ident", "") if node is not schema_spec else ""
        yield from ((owner, spec.get("ident", "")) for spec in node.iter(tag("constraintSpec")))
