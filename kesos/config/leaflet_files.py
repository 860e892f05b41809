"""Leaflet out of the package that carries it: four files of it are served, and none of its Python is imported."""

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

# the sheet names its pictures and the script its map: a name that leads nowhere stops the collecting
SERVED = (
    "leaflet.js", "leaflet.js.map", "leaflet.css", "images/layers.png", "images/layers-2x.png",
    "images/marker-icon.png",
)  # fmt: skip


class LeafletFinder(BaseFinder):
    """Under `leaflet/`; what else the package holds (drawing, projections) stays where it is."""

    def __init__(self, *args: Any, **named: Any) -> None:
        found = find_spec("leaflet")
        if found is None or not found.submodule_search_locations:
            raise SystemExit("Paket django-leaflet tidak terpasang. Jalankan `sh tools/environment`.")
        self.folder = Path(found.submodule_search_locations[0]) / "static" / "leaflet"
        self.storage = FileSystemStorage(location=self.folder)
        self.storage.prefix = "leaflet"  # type: ignore[attr-defined]  # where collectstatic puts what it lists

    def find(self, path: str, find_all: bool = False, **_named: Any) -> Any:
        name = path.removeprefix("leaflet/")
        found = str(self.folder / name) if path.startswith("leaflet/") and name in SERVED else ""
        return ([found] if found else []) if find_all else found or []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in SERVED:
            yield name, self.storage
