"""Only an entrance catches everything: elsewhere a broad except hides a bug."""

import ast

from tests.rules.house import PACKAGE

# path: why everything is caught there
ENTRANCES = {"jobs/running.py": "the third entrance beside web and API: a bug gets a number there"}
BROAD = {"Exception", "BaseException"}


def broad_handlers(source):
    found = []
    for node in ast.walk(ast.parse(source)):
        # tidying up and raising again hides nothing
        if isinstance(node, ast.ExceptHandler) and not (
            isinstance(last := node.body[-1], ast.Raise) and last.exc is None
        ):
            kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            if any(kind is None or getattr(kind, "id", getattr(kind, "attr", "")) in BROAD for kind in kinds):
                found.append(node.lineno)
    return found


def test_nothing_catches_everything_outside_the_entrances():
    found = {
        f"{file.relative_to(PACKAGE)}:{line}"
        for file in PACKAGE.rglob("*.py")
        if str(file.relative_to(PACKAGE)) not in ENTRANCES
        for line in broad_handlers(file.read_text(encoding="utf-8"))
    }

    assert found == set()


def test_the_rule_sees_a_broad_except():
    assert broad_handlers("try:\n    x\nexcept (ValueError, Exception):\n    pass") == [3]
    assert broad_handlers("try:\n    x\nexcept:\n    pass") == [3]
    assert broad_handlers("try:\n    x\nexcept ValueError:\n    pass") == []
    assert broad_handlers("try:\n    x\nexcept BaseException:\n    tidy()\n    raise") == []
