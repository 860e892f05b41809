"""Named SQL: long statements stand in `<part>/sql/*.sql`, each below a line `-- name: what_it_does`."""

import re
from functools import cache
from importlib import resources

_NAME = re.compile(r"^-- name: ([a-z0-9_]+)\s*$", re.MULTILINE)


@cache
def statements(package: str, file: str) -> dict[str, str]:
    """All statements of one file by name: statements("kesos.registry", "sql/import_people.sql")["merge"]."""
    parts = _NAME.split(resources.files(package).joinpath(file).read_text(encoding="utf-8"))
    found: dict[str, str] = {}
    for name, body in zip(parts[1::2], parts[2::2], strict=True):
        if name in found:
            raise ValueError(f"{package}/{file}: two statements are named {name}")
        found[name] = body.strip()
    return found
