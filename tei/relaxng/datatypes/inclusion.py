"""Is every text of one type a text of another? True and False are proved, None says that neither was.

*Yes* is proved from derivation, facets and automata (``implication``). *No* is proved by a witness, a text that the one
type allows and the other refuses; samples, ends of ranges and what the automata tell apart are tried.
"""

from collections.abc import Iterator

from tei.relaxng.datatypes.automaton import Automaton
from tei.relaxng.datatypes.datatype import Datatype
from tei.relaxng.datatypes.facets import Facet, Pattern
from tei.relaxng.datatypes.implication import is_implied
from tei.relaxng.datatypes.languages import Undecided, counter_example
from tei.relaxng.datatypes.lexical_spaces import inner_space, outer_space
from tei.relaxng.datatypes.regular_expressions import automaton
from tei.relaxng.datatypes.restrictions import Restricted
from tei.relaxng.datatypes.simple_type import SimpleType
from tei.relaxng.datatypes.witnesses import examples, no_prefix


def includes(wide: Datatype, narrow: Datatype) -> bool | None:
    """Say whether ``wide`` allows every text that ``narrow`` allows; None where it cannot be decided."""
    if wide is narrow:
        return True
    plain, narrow_plain = _plain(wide), _plain(narrow)
    if plain is None or narrow_plain is None:
        return None
    if is_implied(plain, _facets(wide), narrow_plain, _facets(narrow)):
        return True
    return False if witness(wide, narrow) is not None else None


def example(datatype: Datatype) -> str | None:
    """Give a text that a type allows where no prefix is declared; None where none was found."""
    return next((text for text in examples(datatype) if datatype.allows(text, no_prefix)), None)


def witness(wide: Datatype, narrow: Datatype) -> str | None:
    """Give a text that ``narrow`` allows and ``wide`` does not; None where none was found."""
    if _plain(wide) is None or _plain(narrow) is None:
        return None
    for text in (*_from_automata(wide, narrow), *examples(narrow), *examples(wide)):
        for form in (text, f" {text}", f"{text}\n", text.replace(" ", "\t")):
            if narrow.allows(form, no_prefix) and not wide.allows(form, no_prefix):
                return form
    return None


def _plain(datatype: Datatype) -> SimpleType | None:
    if isinstance(datatype, Restricted):
        return datatype.plain
    return datatype if isinstance(datatype, SimpleType) else None


def _facets(datatype: Datatype) -> tuple[Facet, ...]:
    return datatype.facets if isinstance(datatype, Restricted) else ()


def _from_automata(wide: Datatype, narrow: Datatype) -> Iterator[str]:
    """Texts that the narrow type's automata match and one of the wide type's does not: perhaps witnesses."""
    mine, plain = _automata(narrow), _plain(wide)
    inner = inner_space(plain.name) if plain else None
    for other in (*_automata(wide), *([inner] if inner else [])):
        try:
            found = counter_example(mine, other)
        except Undecided:
            continue
        if found is not None:
            yield found


def _automata(datatype: Datatype) -> tuple[Automaton, ...]:
    """The automata of a type's patterns and of the type itself."""
    plain = _plain(datatype)
    patterns = [automaton(facet.source) for facet in _facets(datatype) if isinstance(facet, Pattern)]
    return (*patterns, outer_space(plain.name)) if plain else tuple(patterns)
