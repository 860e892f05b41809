"""A small workbook made at once and handed out; larger ones are made by a job."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def handed_out(name: str, write: Callable[[Path], Any]) -> HttpResponse:
    """`write` makes the file at the path it is given; `name` without its ending."""
    with tempfile.TemporaryDirectory(prefix="kesos-") as folder:
        target = Path(folder) / "daftar.xlsx"
        write(target)
        headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
        return HttpResponse(target.read_bytes(), content_type=XLSX, headers=headers)
