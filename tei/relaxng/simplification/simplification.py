"""Simplification of a schema, the first part (RELAX NG specification, 4.1 to 4.18): from source trees to drafts.

In comes the root of the first file, whose syntax is checked; out comes the definition of its start. Files are brought in,
names and datatypes resolved, grammars merged and their references bound, in one walk. What cannot be reached from the
start is drafted too: its references and types must be right as well.
"""

from collections.abc import Callable, Sequence

from tei.relaxng.grammar import Annotation
from tei.relaxng.simplification.annotations import annotations
from tei.relaxng.simplification.components import Components, by_name, combination
from tei.relaxng.simplification.datatyping import Datatyping
from tei.relaxng.simplification.drafts import (
    EMPTY,
    NOT_ALLOWED,
    TEXT,
    AttributeDraft,
    Component,
    Compound,
    DataDraft,
    Definition,
    Draft,
    ElementDraft,
    Inherited,
    Owner,
    Scope,
)
from tei.relaxng.simplification.files import Files
from tei.relaxng.simplification.name_classes import attribute_names, element_names
from tei.relaxng.sources.source import DEEPEST, SourceElement

Drafter = Callable[[SourceElement, Inherited], Draft]


class Simplification:
    """One simplification of one schema; ``annotations`` are the foreign elements that it met."""

    def __init__(self, files: Files, datatyping: Datatyping) -> None:
        self.files, self.datatyping = files, datatyping
        self.components = Components(files)
        self.annotations: list[Annotation] = self.components.annotations
        self.externals: dict[tuple[str, str, int], Definition] = {}
        self.depth = 0
        self.owner: Owner
        self.drafters: dict[str, Drafter] = {
            "element": self.element,
            "attribute": self.attribute,
            "group": self.group,
            "choice": self.several,
            "interleave": self.several,
            "optional": self.optional,
            "zeroOrMore": self.zero_or_more,
            "oneOrMore": self.repeated,
            "list": self.repeated,
            "mixed": self.mixed,
            "data": self.data,
            "value": self.value,
            "ref": self.ref,
            "parentRef": self.parent_ref,
            "externalRef": self.external,
            "grammar": self.grammar,
            "empty": lambda _source, _inherited: EMPTY,
            "notAllowed": lambda _source, _inherited: NOT_ALLOWED,
            "text": lambda _source, _inherited: TEXT,
        }

    def start(self, root: SourceElement) -> Definition:
        """Give the start of the schema: the root, as if it stood in ``<grammar><start>`` (4.18)."""
        start = Definition("", root)
        self.define(start, [_alone(root, Inherited(None, "", "", (root.context.uri,)))])
        return start

    def members(
        self, source: SourceElement, inherited: Inherited, children: Sequence[SourceElement] | None = None
    ) -> list[Draft]:
        """Draft the children of a pattern, or those that are given."""
        if source.attributes:
            inherited = inherited.inside(source)
        self.depth += 1
        if self.depth > DEEPEST:
            raise source.error(f"patterns are nested more than {DEEPEST} deep, through all files", "")
        drafters, drafts = self.drafters, []
        for child in source.children if children is None else children:
            if child.annotations:
                self.annotations += annotations(child)
            drafts.append(drafters[child.name](child, inherited))
        self.depth -= 1
        return drafts

    # -- patterns of patterns (4.12 to 4.15) ---------------------------------------------------------------------------

    def group(self, source: SourceElement, inherited: Inherited) -> Draft:
        members = self.members(source, inherited)
        return members[0] if len(members) == 1 else Compound("group", members, source)

    def several(self, source: SourceElement, inherited: Inherited) -> Draft:
        members = self.members(source, inherited)
        return members[0] if len(members) == 1 else Compound(source.name, members, source)

    def optional(self, source: SourceElement, inherited: Inherited) -> Draft:
        return Compound("choice", [EMPTY, self.group(source, inherited)], source)

    def repeated(self, source: SourceElement, inherited: Inherited) -> Draft:
        return Compound(source.name, [self.group(source, inherited)], source)

    def zero_or_more(self, source: SourceElement, inherited: Inherited) -> Draft:
        repeated = Compound("oneOrMore", [self.group(source, inherited)], source)
        return Compound("choice", [EMPTY, repeated], source)

    def mixed(self, source: SourceElement, inherited: Inherited) -> Draft:
        return Compound("interleave", [self.group(source, inherited), TEXT], source)

    # -- elements, attributes, data ------------------------------------------------------------------------------------

    def element(self, source: SourceElement, inherited: Inherited) -> Draft:
        names = element_names(source, inherited.inside(source).ns)
        element = ElementDraft(names, source)
        children = source.children if "name" in source.attributes else source.children[1:]
        outer, self.owner = self.owner, element
        members = self.members(source, inherited, children)
        element.content = members[0] if len(members) == 1 else Compound("group", members, source)
        self.owner = outer
        outer.elements.append(element)
        return element

    def attribute(self, source: SourceElement, inherited: Inherited) -> Draft:
        names = attribute_names(source, inherited.inside(source).ns)
        children = source.children if "name" in source.attributes else source.children[1:]
        content = self.members(source, inherited, children)[0] if children else TEXT
        return AttributeDraft(names, content, source)

    def data(self, source: SourceElement, inherited: Inherited) -> Draft:
        inherited = inherited.inside(source)
        pattern = self.datatyping.data(source, inherited.library)
        exception = source.children[-1] if source.children else source
        if exception.name != "except":
            return pattern
        members = self.members(exception, inherited)
        return DataDraft(
            pattern, members[0] if len(members) == 1 else Compound("choice", members, exception), source
        )

    def value(self, source: SourceElement, inherited: Inherited) -> Draft:
        inherited = inherited.inside(source)
        return self.datatyping.value(source, inherited.library, inherited.ns)

    # -- references (4.6, 4.18) ----------------------------------------------------------------------------------------

    def ref(self, source: SourceElement, inherited: Inherited) -> Draft:
        return self.bound(source, inherited.scope)

    def parent_ref(self, source: SourceElement, inherited: Inherited) -> Draft:
        return self.bound(source, inherited.scope.parent if inherited.scope else None)

    def bound(self, source: SourceElement, scope: Scope | None) -> Draft:
        name = source.attributes["name"]
        if scope is None:
            raise source.error(f"`{source.name}` to `{name}` has no grammar to look into", "4.18")
        definition = scope.definitions.get(name)
        if definition is None:
            raise source.error(f"`{name}` is not defined in {_whose(source)} grammar", "4.18")
        self.owner.references.append(definition)
        return definition

    def external(self, source: SourceElement, inherited: Inherited) -> Draft:
        """Draft the file that an ``externalRef`` names, once for each ``ns`` and scope, as if it were a definition."""
        inherited = inherited.inside(source)
        root, uri = self.files.open(source, inherited.files)
        key = (uri, inherited.ns, id(inherited.scope))
        definition = self.externals.get(key)
        if definition is None:
            definition = Definition(uri, root)
            inner = Inherited(inherited.scope, inherited.ns, "", (*inherited.files, uri))
            self.define(definition, [_alone(root, inner)])
            self.externals[key] = definition
        self.owner.references.append(definition)
        return definition

    # -- grammars (4.17, 4.18) -----------------------------------------------------------------------------------------

    def grammar(self, source: SourceElement, inherited: Inherited) -> Draft:
        """Draft all definitions of a grammar; give its start."""
        scope = Scope(inherited.scope)
        inner = Inherited(scope, inherited.ns, inherited.library, inherited.files).inside(source)
        components = by_name(self.components.of(source, inner))
        if "" not in components:
            raise source.error("the grammar has no `start`", "4.18")
        for name, found in components.items():
            scope.definitions[name] = Definition(name, found[0].source)
        for name, found in components.items():
            self.define(scope.definitions[name], found)
        start = scope.definitions[""]
        self.owner.references.append(start)
        return start

    def define(self, definition: Definition, components: list[Component]) -> None:
        """Draft the content of a definition from all components of its name."""
        method = combination(components)
        outer = getattr(self, "owner", definition)
        self.owner = definition
        for component in components:
            self.annotations += annotations(component.source)
        bodies = [self.group(component.source, component.inherited) for component in components]
        definition.content = bodies[0] if len(bodies) == 1 else Compound(method, bodies, definition.source)
        self.owner = outer


def _alone(root: SourceElement, inherited: Inherited) -> Component:
    """Make a component that has nothing but the root of a file in it."""
    start = SourceElement("start", {}, root.context, root.line, root.column)
    start.children.append(root)
    return Component(start, inherited)


def _whose(source: SourceElement) -> str:
    return "this" if source.name == "ref" else "the outer"
