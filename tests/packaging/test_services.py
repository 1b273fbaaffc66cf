"""What code hosts and pre-commit are given: valid by their own schemas, and run on a repository with old and new faults."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml
from pre_commit.clientlib import load_manifest

from tests.cli.conftest import write
from tests.conftest import ROOT
from tests.reports.outside import host_schema

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
(HOOK,) = load_manifest(ROOT / ".pre-commit-hooks.yaml")
CI = (ROOT / "docs" / "ci.md").read_text("utf-8")
OLD = '<TEI>\n<p xml:id="a"/><p xml:id="a"/></TEI>'
NEW = '<TEI><sp who="#ada"/></TEI>'


def examples() -> list:
    """Give the examples of the manual, each with the schema that it is to follow."""
    found = []
    for text in re.findall(r"^```yaml\n(.*?)^```$", CI, re.MULTILINE | re.DOTALL):
        example = {"on" if key is True else key: value for key, value in yaml.safe_load(text).items()}
        found.append(example)
    return found


def test_the_action_follows_the_schema_of_actions():
    jsonschema.validate(ACTION, host_schema("github-actions"))


def test_the_examples_of_the_manual_follow_their_schemas():
    for schema, number in (("github-workflows", 2), ("gitlab-ci", 1)):
        chosen = [one for one in examples() if ("on" in one, "tei" in one) == (number == 2, number == 1)]
        assert len(chosen) == number
        for example in chosen:
            jsonschema.validate(example, host_schema(schema))


def test_the_manual_has_the_inputs_of_the_action():
    table = re.findall(r"^\| `([\w-]+)` \| ", CI, re.MULTILINE)
    assert table == list(ACTION["inputs"])
    given = next(
        step["with"] for one in examples() for step in steps(one) if "OWNER/tei" in step.get("uses", "")
    )
    assert given.keys() <= ACTION["inputs"].keys()


def steps(workflow):
    return [step for job in workflow.get("jobs", {}).values() for step in job["steps"]]


def environment(**more):
    """Give the variables of a process that finds ``tei``."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    names = {f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return {**os.environ, **names, "PATH": path, "NO_COLOR": "1", **more}


def run(folder, *command, **more):
    return subprocess.run(
        list(map(str, command)),
        cwd=folder,
        env=environment(**more),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def repository(tmp_path):
    """A repository with an old fault, which its baseline has, and a file that is no TEI."""
    for program in ("git", "bash"):
        if shutil.which(program) is None:
            (pytest.fail if os.environ.get("CI") else pytest.skip)(f"needs {program}")
    folder = tmp_path / "letters of Ada"
    write(folder, {"texts/old one.xml": OLD, "pom.xml": "<project/>"})
    run(folder, "git", "init", "-q", "-b", "main")
    made = run(folder, "tei", "validate", ".", "--check", "pointers", "--write-baseline", "findings.json")
    assert made.returncode == 0, made.stderr
    run(folder, "git", "add", ".")
    assert run(folder, "git", "commit", "-q", "-m", "first").returncode == 0
    return folder


@pytest.fixture
def committing(repository, tmp_path):
    """Commit all there is, with the hook installed; the hook's program is the one that is here already."""
    hook = {**HOOK, "language": "system", "args": ["--check", "pointers", "--baseline", "findings.json"]}
    wanted = ("id", "name", "entry", "language", "files", "types", "require_serial", "args")
    repo = {"repo": "local", "hooks": [{name: hook[name] for name in wanted}]}
    (repository / ".pre-commit-config.yaml").write_text(json.dumps({"repos": [repo]}), "utf-8")
    home = {"PRE_COMMIT_HOME": str(tmp_path / "home")}
    installed = run(repository, sys.executable, "-m", "pre_commit", "install", **home)
    assert installed.returncode == 0, installed.stdout + installed.stderr

    def commit():
        run(repository, "git", "add", ".")
        return run(repository, "git", "commit", "-m", "next", **home)

    return commit


def test_pre_commit_lets_old_faults_pass_and_new_ones_not(committing, repository):
    write(
        repository, {"texts/old one.xml": OLD.replace("<p", "\n  <p", 1), "pom.xml": "<project> </project>"}
    )
    passed = committing()
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert re.search(r"tei validate\.+Passed", passed.stderr)

    write(repository, {"texts/new.xml": NEW, "texts/good.xml": "<TEI></TEI>"})
    refused = committing()
    assert refused.returncode == 1
    assert "check.pointers.dangling-target" in refused.stderr
    assert "1 error in 2 files" in refused.stderr


def test_pre_commit_does_not_look_at_what_is_no_xml(committing, repository):
    write(repository, {"notes.md": "a"})
    assert re.search(r"tei validate\.+.*Skipped", committing().stderr)


def act(folder, **given):
    """Run the last step of the action as GitHub does: with the inputs in place of expressions, in bash that stops."""
    step = ACTION["runs"]["steps"][-1]
    inputs = {name: str(one["default"]) for name, one in ACTION["inputs"].items()} | given
    assert given.keys() <= ACTION["inputs"].keys()
    variables = {
        name: inputs[re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", value)[1]]
        for name, value in step["env"].items()
    }
    assert "${{" not in step["run"]
    script = folder.parent / "step.sh"
    script.write_text(step["run"], "utf-8")
    return run(folder, "bash", "--noprofile", "--norc", "-eo", "pipefail", script, **variables)


POINTERS = "--check\npointers\n"


def test_the_action_finds_all_faults_and_shows_them_at_their_lines(repository):
    write(repository, {"texts/new.xml": NEW})
    done = act(repository, options=POINTERS)
    assert done.returncode == 1, done.stderr
    dangling, twice, summary = done.stdout.splitlines()
    assert dangling.startswith(
        "::error file=texts/new.xml,line=1,endLine=1,col=51,endColumn=55,title=check.pointers.dangling-target::"
    )
    assert "::no element has the id `ada` that `who` points to%0Asee: tei explain" in dangling
    assert twice.startswith(
        "::error file=texts/old one.xml,line=2,endLine=2,col=27,endColumn=28,title=check.pointers.duplicate-id::"
    )
    assert summary == "2 errors in 2 files"


def test_the_action_lets_the_baseline_pass(repository):
    assert act(repository, options=POINTERS, baseline="findings.json").returncode == 0
    write(repository, {"texts/new.xml": NEW})
    done = act(repository, options=POINTERS, baseline="findings.json")
    assert (done.returncode, done.stdout.count("::error")) == (1, 1)


def test_the_action_looks_only_at_what_has_changed(repository):
    assert act(repository, options=POINTERS, changed="main").returncode == 0
    write(repository, {"texts/new.xml": NEW})
    assert "in 1 file" in act(repository, options=POINTERS, changed="main").stdout


def test_the_action_writes_a_report_and_takes_paths_with_spaces(repository):
    write(repository, {"texts/new.xml": NEW})
    done = act(
        repository,
        options=POINTERS,
        paths="texts/old one.xml\ntexts/new.xml\n",
        format="sarif",
        output="report.sarif",
        ignore="check.pointers.dangling-target",
    )
    assert (done.returncode, done.stdout) == (1, "")
    (result,) = json.loads((repository / "report.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "texts/old%20one.xml"


@pytest.mark.parametrize("name", ["paths", "schema", "ignore", "options", "changed", "output"])
def test_what_stands_in_an_input_of_the_action_is_not_run(repository, name):
    act(repository, **{name: '$(touch broken) `touch broken` "; touch broken; #'})
    assert not (repository / "broken").exists()


def test_the_action_installs_what_it_lies_beside():
    commands = [step["run"] for step in ACTION["runs"]["steps"] if step.get("name") == "Install tei"]
    assert commands == ['python -m pip install --quiet "$GITHUB_ACTION_PATH"']
    assert (ROOT / "pyproject.toml").exists()
