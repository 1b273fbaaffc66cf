"""The components of a ``grammar``: what its ``start`` and ``define`` elements are after 4.7, 4.11 and 4.17.

Divisions are opened, included grammars brought in with their overridden components taken out, and components of one name
put together.
"""

from tei.relaxng.grammar import Annotation
from tei.relaxng.simplification.annotations import annotations
from tei.relaxng.simplification.drafts import Component, Inherited
from tei.relaxng.simplification.files import Files
from tei.relaxng.sources.source import DEEPEST, SourceElement


class Components:
    """The collector of components; ``annotations`` are those of the grammars themselves."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.annotations: list[Annotation] = []

    def of(self, grammar: SourceElement, inherited: Inherited, depth: int = 0) -> list[Component]:
        """Give the components in a grammar, division or inclusion, in their order."""
        if depth > DEEPEST:
            raise grammar.error(f"divisions and inclusions are nested more than {DEEPEST} deep", "")
        found = []
        for child in grammar.children:
            inner = inherited.inside(child)
            if child.name == "div":
                self.annotations += annotations(child)
                found += self.of(child, inner, depth + 1)
            elif child.name == "include":
                found += self.included(child, inner, depth + 1)
            else:
                found.append(Component(child, inherited))
        return found

    def included(self, source: SourceElement, inherited: Inherited, depth: int) -> list[Component]:
        """Give the components of a file, save those that the ``include`` overrides, and then the overriding ones (4.7)."""
        own = self.of(source, inherited, depth)
        root, uri = self.files.open(source, inherited.files)
        if root.name != "grammar":
            raise source.error(
                f"`{uri}` is no `grammar`, so it cannot be included; `externalRef` could refer to it", "4.7"
            )
        self.annotations += [*annotations(source), *annotations(root)]
        inner = Inherited(inherited.scope, inherited.ns, "", (*inherited.files, uri)).inside(root)
        components = self.of(root, inner, depth)
        names = {component.name for component in components}
        for component in own:
            if component.name not in names:
                what = f"`{component.name}`" if component.name else "`start`"
                raise component.source.error(f"{what} overrides nothing: `{uri}` does not define it", "4.7")
        overridden = {component.name for component in own}
        return [component for component in components if component.name not in overridden] + own


def by_name(components: list[Component]) -> dict[str, list[Component]]:
    """Sort the components of a grammar by name."""
    sorted_out: dict[str, list[Component]] = {}
    for component in components:
        sorted_out.setdefault(component.name, []).append(component)
    return sorted_out


def combination(components: list[Component]) -> str:
    """Give how several components of one name are combined: choice or interleave (4.17)."""
    method, is_open = "", True
    for component in components:
        what = f"`{component.name}`" if component.name else "`start`"
        own = component.source.attributes.get("combine", "")
        if not own and not is_open:
            message = (
                f"{what} is defined twice without `combine`; give `combine` to all definitions of it but one"
            )
            raise component.source.error(message, "4.17")
        if own and method and own != method:
            raise component.source.error(
                f"{what} is combined here by `{own}` and elsewhere by `{method}`", "4.17"
            )
        is_open = is_open and bool(own)
        method = method or own
    return method
