"""The documents of the loader name what there is: reasons, layouts, outcomes, options, fields."""

import json
import re
from pathlib import Path

import pytest
from loaders_files import CATEGORIES, workbook

from loaders.__main__ import main
from loaders.outcomes import OUTCOMES
from loaders.problems import SKIPPED
from texts import keys
from vocab.codes import Kind
from vocab.rows import SHAPES

ROOT = Path(__file__).parents[1]
JSON_DOC = (ROOT / "docs" / "check_json.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "names",
    [
        SKIPPED,
        [kind.value for kind in Kind],
        OUTCOMES,
        [key.removeprefix("layout.") for key in keys("id") if key.startswith("layout.")],
        SHAPES[Kind.MEMBERSHIP].columns,
        SHAPES[Kind.POPULATION].columns,
        SHAPES[Kind.FACILITIES].columns,
        SHAPES[Kind.MATCHING].columns,
    ],
    ids=["reasons", "kinds", "outcomes", "layouts", "membership", "population", "facilities", "matching"],
)
def test_the_document_of_the_json_names_every(names):
    assert not [name for name in names if not re.search(rf"\b{name}\b", JSON_DOC)]


def test_the_json_has_the_fields_of_its_document(tmp_path, capsys):
    path = tmp_path / "rekap.xlsx"
    path.write_bytes(workbook({"Sheet1": CATEGORIES}))
    assert main(("check", str(path), "--json")) == 0
    printed = json.loads(capsys.readouterr().out)
    example = json.loads(JSON_DOC.split("```json\n")[1].split("```")[0])
    assert printed.keys() == example.keys()
    (table,), (shown,) = printed["tables"], example["tables"]
    for part in ("rows", "skipped", "reported"):
        assert table[part][0].keys() == shown[part][0].keys(), part
    assert printed["problems"][0].keys() == example["problems"][0].keys()


@pytest.mark.parametrize("command", ["check", "import"])
def test_every_option_of_the_readme_is_there(command, capsys):
    with pytest.raises(SystemExit):
        main((command, "--help"))
    told = capsys.readouterr().out
    lines = [line for line in README.splitlines() if f"-m loaders {command}" in line]
    assert lines
    assert not [option for line in lines for option in re.findall(r"--[a-z-]+", line) if option not in told]


def test_links_of_the_documents_lead_somewhere():
    for document in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
            assert target.startswith("http") or (document.parent / target).exists(), (document.name, target)


def test_every_path_that_the_documents_name_is_there():
    for document in (ROOT / "docs" / "DEVELOPERS.md", ROOT / "docs" / "check_json.md"):
        named = re.findall(r"`([a-z_]+/[a-zA-Z_*/.]*)`", document.read_text(encoding="utf-8"))
        places = [name for name in named if not (any(ROOT.glob(name)) or any((ROOT / "loaders").glob(name)))]
        assert named or document.name == "check_json.md"
        assert not [name for name in places if name not in ("id/", "en/")], document.name
