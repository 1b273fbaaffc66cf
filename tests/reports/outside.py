"""What did not come from this project and reads our reports: schemas and parsers."""

import json
from importlib.resources import files

from tests.conftest import ROOT, need

_MODULES = ROOT / "tests" / "publications" / "node_modules"


def sarif_schema():
    """Give the schema of SARIF 2.1.0, as an npm package of Microsoft's carries it."""
    place = _MODULES / "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
    return json.loads(
        need(place, "the schema of SARIF (npm install in tests/publications)").read_text("utf-8")
    )


def host_schema(name):
    """Give a schema of the files of a code host (`github-actions`, `gitlab-ci` …), as check-jsonschema carries it."""
    place = files("check_jsonschema").joinpath("builtin_schemas", "vendor", f"{name}.json")
    return json.loads(place.read_text("utf-8"))


# What GitLab's manual asks of a Code Quality report ("Code Quality report format").
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32,64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./|/)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
