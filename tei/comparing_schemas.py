"""Two schemas held against each other: what is named is read or compiled, and compared by the engine.

In come two names (a RELAX NG file in either syntax, an ODD, a schema that is shipped), out comes the engine's verdict.
"""

from collections.abc import Callable
from pathlib import Path

from tei.errors import InputError, SchemaError
from tei.files import read, shown
from tei.relaxng import errors
from tei.relaxng.grammar import Grammar
from tei.relaxng.inclusion import Verdict, compare
from tei.relaxng.reading import read_schema
from tei.resources import resource, resources

SUFFIXES = (".rng", ".rnc", ".odd")


def compare_schemas(
    first: str, second: str, p5subset: Path | None, *, most: int, progress: Callable[[int, int], None]
) -> Verdict:
    """Decide whether all documents of the first schema are documents of the second; at most ``most`` differences."""
    grammars = [grammar(name, p5subset) for name in (first, second)]
    return compare(*grammars, most_differences=most, progress=progress)


def grammar(name: str, p5subset: Path | None = None) -> Grammar:
    """Read the schema of this name: a file, or one that is shipped (``tei-edition``)."""
    path = Path(name)
    if f"{name}.rng" in resources("schemas") and not path.exists():
        path = resource("schemas", f"{name}.rng")
    if path.suffix not in SUFFIXES:
        known = ", ".join(one.removesuffix(".rng") for one in resources("schemas") if one.endswith(".rng"))
        raise InputError(
            f"{name} is no schema: give a .rng, .rnc or .odd file, or one that is shipped ({known})"
        )
    data = _compiled(path, p5subset) if path.suffix == ".odd" else read(path)
    uri = path.as_posix()
    try:
        return read_schema(uri, lambda asked: data if asked == uri else Path(asked).read_bytes())
    except errors.SchemaError as error:
        raise SchemaError(f"{shown(path)} cannot be used: {error}") from None


def _compiled(path: Path, p5subset: Path | None) -> bytes:
    from tei import odd  # noqa: PLC0415 -- lxml, which RELAX NG alone does not need

    if p5subset is None:
        raise InputError(
            f"{shown(path)} is an ODD: --p5subset must name the p5subset.xml of a release of the TEI"
        )
    return odd.relaxng(odd.compile(read(p5subset), read(path)))
