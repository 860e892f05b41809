"""Long SQL in named files: `-- name: x`, then the statement."""

import re
from functools import cache
from importlib import resources

_NAME = re.compile(r"^-- name: ([a-z0-9_]+)\s*$", re.MULTILINE)


@cache
def statements(package: str, file: str) -> dict[str, str]:
    parts = _NAME.split(resources.files(package).joinpath(file).read_text(encoding="utf-8"))
    return {name: body.strip() for name, body in zip(parts[1::2], parts[2::2], strict=True)}
