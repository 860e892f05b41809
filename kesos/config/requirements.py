"""The table of requirements: which test shows which of them, read from the tests' own marks without running them."""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kesos.foundation.errors import Refused

ROOT = Path(__file__).resolve().parents[2]
WORDS, TABLE = Path("docs/requirements.toml"), Path("docs/requirements.md")
NOT_YET = "belum"
HEAD = f"""# Requirements

Made by `kesos requirements` from {WORDS.name} and the marks on the tests; do not edit by hand.
Each row quotes the test's own sentence. "{NOT_YET}" says that no test, or no screen, shows it yet. K-35 names the news
article that K-01 to K-34 were read from and asks for nothing, so it has no row.

| code | what | test | screen |
|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Requirement:
    code: str
    what: str
    screens: tuple[str, ...]  # addresses that begin with "/", or commands that begin with "kesos "


@dataclass(frozen=True, slots=True)
class Promise:
    """A test that says which requirement it shows. `looks` tells whether it asserts anything about its act."""

    code: str
    file: str
    name: str
    sentence: str
    looks: bool


def requirements(root: Path = ROOT) -> list[Requirement]:
    """In the order of docs/requirements.toml. Raises Refused outside a checkout."""
    if not (root / WORDS).is_file():
        raise Refused("Perintah ini memerlukan salinan kode sumber, dengan folder docs dan tests.")
    told = tomllib.loads((root / WORDS).read_text(encoding="utf-8"))
    return [Requirement(code, row["what"], tuple(row.get("screens", ()))) for code, row in told.items()]


def promises(root: Path = ROOT) -> list[Promise]:
    """Every mark on every test, by file and line."""
    return [
        found
        for file in sorted((root / "tests").rglob("test_*.py"))
        for found in in_source(file.read_text(encoding="utf-8"), str(file.relative_to(root)))
    ]


def in_source(source: str, file: str) -> Iterator[Promise]:
    tree = ast.parse(source)
    named = _named_marks(tree)
    everywhere = named.get("pytestmark", [])
    checkers = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and _has_check(node)}
    for scope, inherited in _scopes(tree, named):
        for test in scope:
            codes = [*everywhere, *inherited, *(c for mark in test.decorator_list for c in _codes(mark, named))]
            for code in dict.fromkeys(codes):
                yield Promise(code, file, test.name, _sentence(test), _looks(test, checkers))


def faults(found: list[Promise], known: list[Requirement]) -> list[str]:
    codes = {requirement.code for requirement in known}
    unknown = [f"{p.file}::{p.name}: {p.code} tidak ada di {WORDS}" for p in found if p.code not in codes]
    blind = [
        f"{p.file}::{p.name}: ditandai {p.code}, tetapi tidak memeriksa apa pun dari perbuatannya"
        for p in found
        if not p.looks
    ]
    return unknown + blind


def table(known: list[Requirement], found: list[Promise]) -> str:
    rows = []
    for each in known:
        tests = [f"`{p.file}::{p.name}` – {p.sentence}" for p in found if p.code == each.code]
        screens = [f"`{screen}`" for screen in each.screens]
        cells = (each.code, each.what, "<br>".join(tests) or NOT_YET, "<br>".join(screens) or NOT_YET)
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n")
    return HEAD + "".join(rows)


def _named_marks(tree: ast.Module) -> dict[str, list[str]]:
    """Marks kept under a name, as in NAMED = pytest.mark.requirement("X-07"); also a module's pytestmark."""
    named: dict[str, list[str]] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            marks = node.value.elts if isinstance(node.value, ast.List | ast.Tuple) else [node.value]
            named[node.targets[0].id] = [code for mark in marks for code in _codes(mark, named)]
    return named


def _codes(mark: ast.expr, named: dict[str, list[str]]) -> list[str]:
    if isinstance(mark, ast.Name):
        return named.get(mark.id, [])
    if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Attribute) and mark.func.attr == "requirement":
        return [str(each.value) for each in mark.args if isinstance(each, ast.Constant)]
    return []


def _scopes(tree: ast.Module, named: dict[str, list[str]]) -> Iterator[tuple[list[ast.FunctionDef], list[str]]]:
    yield _tests(tree.body), []
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield _tests(node.body), [code for mark in node.decorator_list for code in _codes(mark, named)]


def _tests(body: list[ast.stmt]) -> list[ast.FunctionDef]:
    return [node for node in body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]


def _looks(test: ast.FunctionDef, checkers: set[str]) -> bool:
    """An assertion on what the test made or called, a refusal it expects, or a check of its own module or name."""
    made = {argument.arg for argument in test.args.args}
    made |= {n.id for n in ast.walk(test) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    for node in ast.walk(test):
        if isinstance(node, ast.Assert) and any(
            isinstance(n, ast.Call) or (isinstance(n, ast.Name) and n.id in made) for n in ast.walk(node.test)
        ):
            return True
        if isinstance(node, ast.Call) and (_raises(node) or _called(node) in checkers or _says_check(node)):
            return True
    return False


def _has_check(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(node, ast.Assert) or (isinstance(node, ast.Call) and _raises(node)) for node in ast.walk(function)
    )


def _raises(call: ast.Call) -> bool:
    return _called(call) == "raises" and bool(call.args)


def _says_check(call: ast.Call) -> bool:
    """Checks shared by several modules begin with `assert_` or `expect`."""
    return _called(call).startswith(("assert_", "expect"))


def _called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _sentence(test: ast.FunctionDef) -> str:
    told = ast.get_docstring(test)
    if told:
        return re.sub(r"\s+", " ", told.split("\n\n")[0]).rstrip(".") + "."
    words = test.name.removeprefix("test_").replace("_", " ")
    return words[0].upper() + words[1:] + "."
