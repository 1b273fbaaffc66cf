"""The house: who may import whom, what every room's inhabitants and every rule must have."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

from tei import rooms
from tei.diagnostics import Rule

PACKAGE = Path(__file__).parent.parent / "tei"
README = PACKAGE.parent / "README.md"

# Room or module -> what of ours it may import. The same table stands in the README.
IMPORTS = {
    "diagnostics": set(),
    "errors": set(),
    "rooms": {"errors"},
    "transcription": {"diagnostics", "errors"},
    "document": {"diagnostics", "errors"},
    "relaxng": set(),
    "schematron": set(),
    "odd": {"diagnostics", "errors"},
    "readers": {"transcription", "diagnostics", "errors"},
    "encoder": {"transcription", "document", "diagnostics", "errors", "version"},
    "checks": {"document", "odd", "relaxng", "schematron", "diagnostics", "errors"},
    "publications": {"document", "diagnostics", "errors"},
    "reports": {"diagnostics", "errors"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(module: Path) -> set[str]:
    """The rooms that ``module`` imports from, wherever in the file it does."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module] if node.module != "tei" else [f"tei.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("tei.")}
    return {"version" if name == "__version__" else name for name in found}


@pytest.mark.parametrize(
    "module", [m for m in MODULES if room(m) in IMPORTS], ids=lambda m: str(m.relative_to(PACKAGE))
)
def test_a_room_imports_only_from_below(module):
    assert imports(module) - {room(module)} <= IMPORTS[room(module)]


def test_relative_imports_are_not_used():
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            assert not (isinstance(node, ast.ImportFrom) and node.level), module


def test_the_table_of_imports_in_the_readme_is_this_one():
    rows = re.findall(r"^\| `(\w+)/?(?:\.py)?` \| (.+?) \|$", README.read_text("utf-8"), re.MULTILINE)
    table = {name: set(re.findall(r"`(\w+)", allowed)) for name, allowed in rows if name in IMPORTS}
    assert table == IMPORTS


@pytest.mark.parametrize("name", rooms.VERBS)
def test_every_inhabitant_of_a_room_can_be_imported_and_offers_its_verb(name):
    assert rooms.inhabitants(name)
    for one in rooms.inhabitants(name):
        assert callable(getattr(rooms.inhabitant(name, one), rooms.VERBS[name]))


def all_rules() -> list[type[Rule]]:
    for module in MODULES:
        if re.search(r"\(Rule\):", module.read_text("utf-8")):
            import_module(
                "tei." + ".".join(module.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
            )
    return sorted(Rule.__subclasses__(), key=lambda rule: rule.code)


def test_every_rule_explains_what_why_an_example_and_what_instead():
    for rule in all_rules():
        for word in ("What:", "Why:", "Example:", "Instead:"):
            assert word in (rule.__doc__ or ""), f"{rule.code} does not say {word}"


def test_every_rule_has_a_code_of_its_own():
    codes = [rule.code for rule in all_rules()]
    assert len(codes) == len(set(codes))


def test_a_message_states_in_lower_case_without_a_full_stop():
    for rule in all_rules():
        first = rule.message[0]
        assert first == first.lower(), rule.code
        assert not rule.message.endswith("."), rule.code


def test_no_module_has_a_name_that_says_nothing():
    nothing = {
        "util",
        "utils",
        "helper",
        "helpers",
        "common",
        "misc",
        "base",
        "core",
        "manager",
        "handler",
        "shared",
    }
    assert not nothing & {part for module in MODULES for part in (module.stem, module.parent.name)}


def test_files_can_be_read_in_one_sitting():
    assert [m.name for m in MODULES if len(m.read_text("utf-8").splitlines()) > 400] == []


# The rooms within a room, from below; what is in none of them stands above all.
RELAXNG = (
    "errors",
    "namespaces",
    "names",
    "grammar",
    "traversal",
    "datatypes",
    "sources",
    "compact",
    "simplification",
    "restrictions",
    "matching",
    "automata",
    "exact",
    "completion",
    "inclusion",
)
READERS = ("vocabulary", "chunks", "passages", "facts", "blocks", "notes", "header", "surroundings")


@pytest.mark.parametrize(
    ("house", "rooms_", "number"),
    [
        (house, rooms_, number)
        for house, rooms_ in (("readers", READERS), ("relaxng", RELAXNG))
        for number in range(len(rooms_))
    ],
)
def test_the_rooms_within_a_room_import_only_from_those_before(house, rooms_, number):
    below = set(rooms_[: number + 1])
    for module in MODULES:
        parts = module.relative_to(PACKAGE).with_suffix("").parts
        if parts[:2] == (house, rooms_[number]):
            found = re.findall(rf"from tei\.{house}\.(\w+)", module.read_text("utf-8"))
            assert set(found) <= below, module
