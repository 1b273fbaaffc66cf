"""Is a tree valid against a schema, and if not, where? The plain pass that every counter-example must go through.

It shares nothing with the search that found the tree but the derivatives (RELAX NG specification, section 6).
"""

from tei.relaxng.inclusion.verdict import CounterExample, Refusal
from tei.relaxng.inclusion.witnesses import Tree, items, label
from tei.relaxng.matching import states
from tei.relaxng.matching.schema import Schema
from tei.relaxng.matching.states import Opening, State
from tei.relaxng.names import XML, Name

BLANKS = " \t\n\r"


def in_scope(prefix: str) -> str | None:
    """Give the namespace of a prefix in a value: no tree has values that name any other."""
    return {"xml": XML, "": ""}.get(prefix)


def refusal(schema: Schema, tree: Tree) -> Refusal | None:
    """Say where the schema refuses the tree; None where it is valid."""
    return _Pass(schema).run(tree)


class _Level:
    """An element that is open: what stands in it, the state of its content, how its parent goes on."""

    def __init__(self, tree: Tree, opening: Opening | None, state: State, path: str) -> None:
        self.tree, self.opening, self.state, self.path = tree, opening, state, path
        inner = list(items(tree.content))
        self.has_children = any(isinstance(item, Tree) for item in inner)
        self.text = "" if self.has_children else "".join(item for item in inner if isinstance(item, str))
        self.waiting = iter(inner if self.has_children else ())
        self.counts: dict[Name, int] = {}


class _Pass:
    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.derivatives = schema.derivatives
        self.home = ""

    def run(self, tree: Tree) -> Refusal | None:
        self.home = tree.name.namespace
        document = _Level(Tree(Name("", ""), (), (tree, None)), None, (self.schema.start,), "")
        levels = [document]
        found: Refusal | None = None
        while found is None:
            level = levels[-1]
            item = next(level.waiting, None)
            if isinstance(item, str):
                found = self._text(level, item)
            elif item is not None:
                found = self._open(level, item, levels)
            elif level is document:
                break
            else:
                levels.pop()
                found = self._close(level, levels[-1])
        return found

    def _open(self, parent: _Level, tree: Tree, levels: list[_Level]) -> Refusal | None:
        parent.counts[tree.name] = number = parent.counts.get(tree.name, 0) + 1
        path = f"{parent.path}/{label(tree.name, self.home)}[{number}]"
        opening = states.opened(self.derivatives, parent.state, tree.name)
        if opening is None:
            return self._refused(tree, path, "is not allowed here")
        level = _Level(tree, opening, tuple(map(self.schema.content, opening.definitions)), path)
        levels.append(level)
        for name, value in tree.attributes:
            words = self._meet(level, name, value)
            if words:
                return Refusal(f"{path}/@{label(name)}", f"attribute {label(name)} {words}")
        level.state = states.closed(self.derivatives, level.state)
        return self._refused(tree, path, "lacks an attribute") if states.is_dead(level.state) else None

    def _meet(self, level: _Level, name: Name, value: str) -> str:
        """Take an attribute; say what is wrong with it."""
        met = states.met(self.derivatives, level.state, name)
        if met is None:
            return "is not allowed here"
        mask = states.taking(self.derivatives, met.values, value, in_scope)
        level.state = states.after(self.derivatives, met, mask)
        return f"may not be “{value}” here" if states.is_dead(level.state) else ""

    def _text(self, level: _Level, text: str) -> Refusal | None:
        if text.strip(BLANKS):
            level.state = states.after_text(self.derivatives, level.state)
        return Refusal(level.path, "text is not allowed here") if states.is_dead(level.state) else None

    def _close(self, level: _Level, parent: _Level) -> Refusal | None:
        if level.has_children:
            mask = states.complete(level.state)
        else:
            mask = states.taking(self.derivatives, level.state, level.text, in_scope)
        if not mask or level.opening is None:
            words = f"may not hold the text “{level.text}”" if level.text else "is incomplete"
            return self._refused(level.tree, level.path, words)
        parent.state = states.after(self.derivatives, level.opening, mask)
        is_dead = states.is_dead(parent.state)
        return self._refused(level.tree, level.path, "may not be like this here") if is_dead else None

    def _refused(self, tree: Tree, path: str, words: str) -> Refusal:
        return Refusal(path, f"element {label(tree.name, self.home)} {words}")


def confirmed(ours: Schema, theirs: Schema, tree: Tree) -> CounterExample | None:
    """Give the tree as a counter-example when the first schema accepts it and the second refuses it."""
    found = None if refusal(ours, tree) else refusal(theirs, tree)
    return CounterExample(tree, found) if found else None
