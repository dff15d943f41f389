#!/usr/bin/env python3
"""What `underpin check` and `underpin licenses` write for other programs, judged by those programs or by their schemas.

  formats.py PROGRAM

Runs the program over broken, clean and missing reports in every format. Needs the packages that
install.sh puts into .validators. Exit 0: all passed, 1: something is wrong, 2: could not run.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VALIDATORS = Path(os.environ.get("UNDERPIN_VALIDATORS", ROOT / ".validators"))
SCHEMA = VALIDATORS / "sarif-2.1.0.json"

BROKEN = """# Findings

The crest is wörn [@survey-2019 p. 6]. 탈북자 are far [@survey-2091, p. 7].

The mill is currently closed & "shut" [@letter-2021].
"""

problems = []


def expect(condition, what):
    if not condition:
        problems.append(what)


def reports(folder):
    """Two reports whose paths need care, in a folder that is the repository."""
    base = ROOT / "tests/cases/_base"
    for name in ["good", "bad one"]:
        shutil.copytree(base, folder / name)
    (folder / "bad one/sections/text.md").write_text(BROKEN, encoding="utf-8")


def run(program, folder, *arguments):
    done = subprocess.run([program, "check", *arguments], cwd=folder, capture_output=True)
    return done.returncode, done.stdout.decode("utf-8")


def lines_of(folder, path):
    return (folder / path).read_text(encoding="utf-8").split("\n")


def sarif(text, folder):
    import jsonschema
    from urllib.parse import unquote

    log = json.loads(text)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    for error in validator.iter_errors(log):
        expect(False, f"sarif: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
    for one in log["runs"]:
        rules = one["tool"]["driver"]["rules"]
        expect(len({rule["id"] for rule in rules}) == len(rules), "sarif: a rule stands there twice")
        prints = [result["partialFingerprints"]["underpin/v1"] for result in one["results"]]
        expect(len(set(prints)) == len(prints), "sarif: two results have one fingerprint")
        for result in one["results"]:
            expect(rules[result["ruleIndex"]]["id"] == result["ruleId"], "sarif: ruleIndex leads elsewhere")
            place = result["locations"][0]["physicalLocation"]
            path = unquote(place["artifactLocation"]["uri"])
            expect((folder / path).is_file(), f"sarif: no file {path}")
            region = place["region"]
            line = lines_of(folder, path)[region["startLine"] - 1]
            expect(region["startColumn"] <= len(line) + 1, f"sarif: column outside of {path}")
            for fix in result.get("fixes", []):
                mended(folder, fix, unquote)
    return log


def mended(folder, fix, unquote):
    """An edit, made as a consumer makes it, must touch the words it is about."""
    for change in fix["artifactChanges"]:
        path = unquote(change["artifactLocation"]["uri"])
        for replacement in change["replacements"]:
            region = replacement["deletedRegion"]
            line = lines_of(folder, path)[region["startLine"] - 1]
            new = replacement["insertedContent"]["text"]
            result = line[: region["startColumn"] - 1] + new + line[region["endColumn"] - 1 :]
            expect("[@survey-2019, p. " in result, f"sarif: the edit makes {result!r}")


def gitlab(text, folder):
    issues = json.loads(text)
    expect(isinstance(issues, list), "gitlab: not a list")
    prints = [issue["fingerprint"] for issue in issues]
    expect(len(set(prints)) == len(prints), "gitlab: two issues have one fingerprint")
    for issue in issues:
        for key in ["description", "check_name", "fingerprint"]:
            expect(isinstance(issue[key], str) and issue[key], f"gitlab: {key} of {issue}")
        expect(issue["severity"] in ["info", "minor", "major", "critical", "blocker"], f"gitlab: {issue}")
        path, lines = issue["location"]["path"], issue["location"]["lines"]
        expect(not path.startswith("./"), f"gitlab: {path} begins with ./")
        expect(1 <= lines["begin"] <= lines["end"], f"gitlab: {lines}")
        if issue["check_name"] != "not-checked":
            expect(lines["end"] <= len(lines_of(folder, path)), f"gitlab: {lines} in {path}")
    return issues


def rdjson(text, folder):
    """By the documentation of reviewdog's Diagnostic Format: every field it has, and no other."""
    result = json.loads(text)
    fields(result, {"source": dict, "diagnostics": list}, "result")
    fields(result["source"], {"name": str}, "source")
    for diagnostic in result["diagnostics"]:
        wanted = {"message": str, "location": dict, "severity": str, "code": dict}
        fields(diagnostic, wanted | ({"suggestions": list} if "suggestions" in diagnostic else {}), "diagnostic")
        expect(diagnostic["severity"] in ["ERROR", "WARNING", "INFO"], f"rdjson: {diagnostic['severity']}")
        fields(diagnostic["code"], {"value": str}, "code")
        location = diagnostic["location"]
        if diagnostic["code"]["value"] == "not-checked":
            fields(location, {"path": str}, "location")
            continue
        fields(location, {"path": str, "range": dict}, "location")
        span(folder, location["path"], location["range"])
        for suggestion in diagnostic.get("suggestions", []):
            fields(suggestion, {"range": dict, "text": str}, "suggestion")
            line, start, end = span(folder, location["path"], suggestion["range"])
            made = (line[:start] + suggestion["text"].encode() + line[end:]).decode("utf-8")
            expect("[@survey-2019, p. " in made, f"rdjson: the suggestion makes {made!r}")
    return result["diagnostics"]


def fields(value, wanted, what):
    expect(set(value) == set(wanted), f"rdjson: {what} has {sorted(value)}")
    for key, kind in wanted.items():
        expect(isinstance(value.get(key), kind), f"rdjson: {key} of {what} is {value.get(key)!r}")


def span(folder, path, value):
    """A range of one line as bytes, which is what the format counts."""
    fields(value, {"start": dict, "end": dict}, "range")
    for position in value.values():
        fields(position, {"line": int, "column": int}, "position")
    start, end = value["start"], value["end"]
    line = lines_of(folder, path)[start["line"] - 1].encode("utf-8")
    expect(start["column"] - 1 <= len(line), f"rdjson: column {start['column']} in {path}")
    return line, start["column"] - 1, end["column"] - 1


def junit(text, folder):
    from junitparser import Error, Failure, JUnitXml

    suites = JUnitXml.fromstring(text.encode("utf-8"))
    cases = [(case, suite) for suite in suites for case in suite]
    for suite in suites:
        inside = [case for case in suite]
        kinds = [type(result) for case in inside for result in case.result]
        expect(suite.tests == len(inside), f"junit: {suite.name} counts {suite.tests} tests")
        expect(suite.failures == kinds.count(Failure), f"junit: {suite.name} counts {suite.failures} failures")
        expect(suite.errors == kinds.count(Error), f"junit: {suite.name} counts {suite.errors} errors")
    expect(suites.tests == len(cases), f"junit: the whole counts {suites.tests} tests")
    return cases


def checkstyle(text, folder):
    root = ElementTree.fromstring(text)
    expect(root.tag == "checkstyle" and root.get("version"), "checkstyle: not its root")
    errors = []
    for file in root:
        expect(file.tag == "file" and file.get("name"), f"checkstyle: {file.tag}")
        for error in file:
            expect(set(error.attrib) == {"line", "column", "severity", "message", "source"}, f"checkstyle: {error.attrib}")
            expect(error.get("severity") in ["error", "warning", "info", "ignore"], f"checkstyle: {error.attrib}")
            if not error.get("source").endswith("not-checked"):
                lines = lines_of(folder, file.get("name"))
                expect(1 <= int(error.get("line")) <= len(lines), f"checkstyle: {error.attrib}")
            errors.append(error)
    return errors


GITHUB = re.compile(r"^::(error|warning|notice) (?:[a-zA-Z]+=[^,:\r\n]*(?:,[a-zA-Z]+=[^,:\r\n]*)*)::[^\r\n]+$")


def github(text, folder):
    commands = text.splitlines()
    for command in commands:
        expect(GITHUB.match(command), f"github: {command!r}")
    return commands


def diff(text, folder, program):
    """`git apply` takes the diff, and the file is then what --fix makes."""
    from unidiff import PatchSet

    expect(len(PatchSet(text)) == 1, "diff: not one file")
    copy = folder.parent / "applied"
    shutil.copytree(folder, copy)
    patch = folder.parent / "edits.patch"
    patch.write_bytes(text.encode("utf-8"))
    done = subprocess.run(["git", "apply", str(patch)], cwd=copy, capture_output=True, text=True)
    expect(done.returncode == 0, f"git apply: {done.stderr}")
    run(program, folder, "bad one", "--fix", "--unsafe-fixes")
    name = "bad one/sections/text.md"
    expect((copy / name).read_bytes() == (folder / name).read_bytes(), "diff and --fix differ")
    expect((folder / name).read_text(encoding="utf-8") != BROKEN, "--fix changed nothing")


def ci_files():
    """The files with which build services call the program, by what those services ship."""
    python = sys.executable
    tools = Path(python).parent
    page = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
    job = re.search(r"<!-- example:gitlab -->\s*```yaml\n(.*?)```", page, re.S)
    expect(job, "docs/ci.md has no example of GitLab")
    with tempfile.TemporaryDirectory() as work:
        example = Path(work) / "gitlab-ci.yml"
        example.write_text(job.group(1) if job else "", encoding="utf-8")
        calls = [
            [python, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")],
            [str(tools / "check-jsonschema"), "--builtin-schema", "vendor.github-actions", str(ROOT / "action.yml")],
            [str(tools / "check-jsonschema"), "--builtin-schema", "vendor.gitlab-ci", str(example)],
        ]
        for call in calls:
            done = subprocess.run(call, capture_output=True, text=True)
            expect(done.returncode == 0, f"{' '.join(call[-2:])}: {done.stdout}{done.stderr}")


def bill_of_materials(program):
    """The bill by the schema of CycloneDX, and its licences by the list of SPDX."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator
    from license_expression import get_spdx_licensing

    done = subprocess.run([program, "licenses", "--format", "cyclonedx"], capture_output=True, text=True, encoding="utf-8")
    expect(done.returncode == 0, f"licenses: exit code {done.returncode}")
    validator = JsonStrictValidator(SchemaVersion.V1_5)
    error = validator.validate_str(done.stdout)
    expect(error is None, f"cyclonedx: {error}")
    spoilt = done.stdout.replace('"type": "library"', '"type": "crate"')
    expect(validator.validate_str(spoilt) is not None, "cyclonedx: the judge does not notice a wrong type")
    spdx = get_spdx_licensing()
    for component in json.loads(done.stdout)["components"]:
        for licence in component["licenses"]:
            errors = spdx.validate(licence["expression"]).errors if "expression" in licence else []
            expect(not errors, f"cyclonedx: {component['name']}: {errors}")


FORMATS = {
    "sarif": sarif,
    "gitlab": gitlab,
    "rdjson": rdjson,
    "junit": junit,
    "checkstyle": checkstyle,
    "github": github,
}

# What turns a right document into a wrong one, which its judge must notice.
SPOILT = {
    "sarif": ('"level": "error"', '"level": "fatal"'),
    "gitlab": ('"severity": "major"', '"severity": "bad"'),
    "rdjson": ('"column": 33', '"column": 35'),
    "junit": (' failures="2"', ' failures="7"'),
    "checkstyle": (' column="', ' place="'),
    "github": (",title=", ",\ntitle="),
}


def notices(name, judge, text, folder):
    """Whether a judge can fail at all."""
    before = len(problems)
    right, wrong = SPOILT[name]
    judge(text.replace(right, wrong), folder)
    noticed = len(problems) > before
    del problems[before:]
    expect(right in text, f"{name}: nothing to spoil in the document")
    expect(noticed, f"{name}: the judge does not notice {wrong!r}")


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    program = str(Path(sys.argv[1]).resolve())
    if not SCHEMA.is_file():
        print(f"{SCHEMA} is not there: run tests/conformance/install.sh", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "repository"
        folder.mkdir()
        reports(folder)
        for name, judge in FORMATS.items():
            for arguments, code in [
                (["./bad one", "good"], 1),
                (["good"], 0),
                (["good", "gone", "./bad one/"], 2),
            ]:
                got, text = run(program, folder, *arguments, "--format", name)
                expect(got == code, f"{name}: exit code {got} for {arguments}")
                held = judge(text, folder)
                expect(bool(held) or code == 0, f"{name}: says nothing of {arguments}")
                if code == 1:
                    notices(name, judge, text, folder)
        got, text = run(program, folder, "./bad one", "--diff", "--unsafe-fixes")
        expect(got == 1, f"diff: exit code {got}")
        diff(text, folder, program)
    ci_files()
    bill_of_materials(program)
    for problem in problems:
        print(problem)
    print(f"formats: {len(problems)} problems" if problems else f"formats: {', '.join(FORMATS)}, diff, the files of build services and the bill of materials are as their readers want them")
    return 1 if problems else 0


if __name__ == "__main__":
    # The packages are in the validators' own Python.
    own = VALIDATORS / "py/bin/python"
    if own.is_file() and Path(sys.prefix).resolve() != (VALIDATORS / "py").resolve():
        os.execv(own, [str(own), *sys.argv])
    sys.exit(main())
