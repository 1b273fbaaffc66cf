"""Regular expressions as expressions of an algebra, and their linear forms (Antimirov's partial derivatives).

The linear form of an expression is a list of steps: read a character of this set, go on with that expression. It does
not depend on the text, so it is found once for each expression; counted repetitions count down and are never written
out, so that ``x{1,1000000}`` costs no more than ``x*`` until such a text comes. An ``Algebra`` makes every expression
once: equal ones are the same object.
"""

from tei.relaxng.datatypes.character_sets import CharacterSet

Steps = tuple[tuple[CharacterSet, "Expression"], ...]


class Expression:
    """An expression: the empty text, characters, a sequence, a choice or a repetition."""

    __slots__ = ("_steps", "nullable", "size")

    def __init__(self, nullable: bool, size: int) -> None:
        self.nullable = nullable
        """Whether the empty text matches."""
        self.size = size
        """The number of characters in it, repetitions written out."""
        self._steps: Steps | None = None

    def own_steps(self, algebra: "Algebra") -> Steps:
        """The linear form; of a sequence only the steps into its first part."""
        return self.steps(algebra)

    def steps(self, algebra: "Algebra") -> Steps:
        """The linear form."""
        if self._steps is None:
            self._steps = tuple(dict.fromkeys(self.find_steps(algebra)))
        return self._steps

    def parts(self) -> tuple["Expression", ...]:
        """The expressions that it is made of."""
        return ()

    def forget(self) -> None:
        """Forget the linear form."""
        self._steps = None

    def find_steps(self, algebra: "Algebra") -> Steps:
        """Find the linear form; the empty text has no step."""
        del algebra
        return ()


class Characters(Expression):
    """One character of a set."""

    __slots__ = ("characters",)

    def __init__(self, characters: CharacterSet) -> None:
        super().__init__(nullable=False, size=1)
        self.characters = characters

    def find_steps(self, algebra: "Algebra") -> Steps:
        return ((self.characters, algebra.empty),)


class Sequence(Expression):
    """One expression, no sequence itself, and then another."""

    __slots__ = ("first", "rest")

    def __init__(self, first: Expression, rest: Expression) -> None:
        super().__init__(first.nullable and rest.nullable, first.size + rest.size)
        self.first, self.rest = first, rest

    def parts(self) -> tuple[Expression, ...]:
        return self.first, self.rest

    def own_steps(self, algebra: "Algebra") -> Steps:
        return tuple(
            (characters, algebra.sequence(then, self.rest)) for characters, then in self.first.steps(algebra)
        )

    def find_steps(self, algebra: "Algebra") -> Steps:
        found: list[tuple[CharacterSet, Expression]] = []
        here: Expression = self
        while isinstance(here, Sequence):  # a loop: the chain may be thousands long
            found += here.own_steps(algebra)
            if not here.first.nullable:
                return tuple(found)
            here = here.rest
        return (*found, *here.steps(algebra))


class Choice(Expression):
    """One of several expressions."""

    __slots__ = ("options",)

    def __init__(self, options: tuple[Expression, ...]) -> None:
        super().__init__(any(option.nullable for option in options), sum(option.size for option in options))
        self.options = options

    def parts(self) -> tuple[Expression, ...]:
        return self.options

    def find_steps(self, algebra: "Algebra") -> Steps:
        return tuple(step for option in self.options for step in option.steps(algebra))


class Repetition(Expression):
    """An expression from ``least`` to ``most`` times (None: any number of times), the latter not 0."""

    __slots__ = ("item", "least", "most")

    def __init__(self, item: Expression, least: int, most: int | None) -> None:
        super().__init__(least == 0, item.size * max(least, most or 1))
        self.item, self.least, self.most = item, least, most

    def parts(self) -> tuple[Expression, ...]:
        return (self.item,)

    def find_steps(self, algebra: "Algebra") -> Steps:
        most = None if self.most is None else self.most - 1
        again = algebra.repetition(self.item, max(self.least - 1, 0), most)
        return tuple(
            (characters, algebra.sequence(then, again)) for characters, then in self.item.steps(algebra)
        )


class Algebra:
    """Makes expressions, each once."""

    def __init__(self) -> None:
        self.empty = Expression(nullable=True, size=0)
        self._known: dict[tuple[object, ...], Expression] = {}

    @property
    def size(self) -> int:
        """The number of expressions made."""
        return len(self._known)

    def forget(self, root: Expression) -> None:
        """Forget all expressions but those that ``root`` is made of, and all linear forms."""
        self._known = {}
        open_parts = [root]
        while open_parts:
            part = open_parts.pop()
            part.forget()
            open_parts += part.parts()

    def characters(self, characters: CharacterSet) -> Expression:
        return self._known.setdefault(("characters", characters), Characters(characters))

    def sequence(self, first: Expression, rest: Expression) -> Expression:
        """One expression and then another; a sequence in front is taken apart."""
        chain: list[Expression] = []
        while isinstance(first, Sequence):
            chain.append(first.first)
            first = first.rest
        chain.append(first)
        for part in reversed(chain):
            rest = self._pair(part, rest)
        return rest

    def _pair(self, first: Expression, rest: Expression) -> Expression:
        if first is self.empty:
            return rest
        if rest is self.empty:
            return first
        key = ("sequence", id(first), id(rest))
        return self._known.get(key) or self._known.setdefault(key, Sequence(first, rest))

    def choice(self, options: list[Expression]) -> Expression:
        different = tuple(dict.fromkeys(options))
        if len(different) == 1:
            return different[0]
        key = ("choice", *map(id, different))
        return self._known.get(key) or self._known.setdefault(key, Choice(different))

    def repetition(self, item: Expression, least: int, most: int | None) -> Expression:
        """An expression again and again. One that may be empty may be repeated fewer times than it says."""
        if most == 0 or item is self.empty:
            return self.empty
        if item.nullable:
            least = 0
        if (least, most) == (1, 1):
            return item
        if isinstance(item, Repetition) and item.least <= 1:
            # (x{a,b}){c,d} is x{ac,bd} where no number between is left out
            most = None if item.most is None or most is None else item.most * most
            return self.repetition(item.item, item.least * least, most)
        key = ("repetition", id(item), least, most)
        return self._known.get(key) or self._known.setdefault(key, Repetition(item, least, most))
