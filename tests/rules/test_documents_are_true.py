"""What the documents name exists: files, decisions, variables, words on the screen. Nothing names a machine of ours."""

import re
import subprocess
from functools import cache

import pytest

from kesos.config.settings.environment import Environment
from tests.rules.house import PACKAGE, ROOT

DOCS = ROOT / "docs"
WRITTEN = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
GUIDES = sorted((DOCS / "panduan").glob("*.md"))
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
# a folder of a machine that builds, a registry of packages, however they are spelt
MACHINES = re.compile(
    r"(?<![\w.])/" + r"work/|/root/\w|/home/\w+/" + r"|pypi\.|pythonhosted|registry\.npm|jsdelivr|unpkg|artifactory",
    re.IGNORECASE,
)


def tracked():
    # a checkout without git (an unpacked release) has only what was released
    told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    names = [name for name in told.split("\0") if name] or [str(p.relative_to(ROOT)) for p in PACKAGE.rglob("*")]
    return [name for name in names if (ROOT / name).is_file()]


def named_in(text):
    return MACHINES.findall(text)


@cache
def said_by_the_program():
    kinds = ("*.html", "*.toml", "*.py", "*.csv")
    return "\n".join(file.read_text(encoding="utf-8") for kind in kinds for file in PACKAGE.rglob(kind))


def test_no_tracked_file_names_a_machine_or_a_registry():
    found = []
    for name in tracked():
        content = (ROOT / name).read_bytes()
        if b"\0" not in content[:8000] and name != "tests/rules/test_documents_are_true.py":
            found += [f"{name}: {word}" for word in named_in(content.decode("utf-8", "replace"))]

    assert found == []


def test_the_rule_sees_a_machine_and_a_registry():
    assert named_in("cd /" + "work/kesos")
    assert named_in("index-url = https://files.pythonhosted.org/simple")
    assert not named_in("a network of offices; framework/ and kesos/workflow/")


@pytest.mark.parametrize("document", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_of_a_document_leads_somewhere(document):
    links = LINK.findall(document.read_text(encoding="utf-8"))

    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_decision_is_on_the_map():
    map_of_the_house = (DOCS / "architecture.md").read_text(encoding="utf-8")
    decisions = sorted(file.name for file in (DOCS / "decisions").glob("*.md"))

    assert [name for name in decisions if f"decisions/{name}" not in map_of_the_house] == []
    assert len({name[:4] for name in decisions}) == len(decisions), "two decisions under one number"


def test_every_part_is_on_the_map():
    map_of_the_house = (DOCS / "architecture.md").read_text(encoding="utf-8")
    parts = [init.parent.name for init in PACKAGE.glob("*/__init__.py")]

    assert [part for part in parts if f"**{part}**" not in map_of_the_house] == []


def test_every_variable_is_explained_to_operators():
    explained = (DOCS / "operating.md").read_text(encoding="utf-8")

    assert [name for name in Environment.model_fields if f"`KESOS_{name.upper()}`" not in explained] == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_a_guide_uses_the_words_of_the_screen(guide):
    words = [word.rstrip("…") for word in re.findall(r"\*\*(.+?)\*\*", guide.read_text(encoding="utf-8"))]

    assert words
    assert [word for word in words if word not in said_by_the_program()] == []
