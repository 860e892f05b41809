"""Where Leaflet lies, and which origin the base map adds to the policy of pages."""

from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit


def leaflet_files() -> Path:
    """The folder of the package that carries it; the package itself is not imported."""
    found = find_spec("leaflet")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("Paket django-leaflet tidak terpasang. Jalankan `sh tools/environment`.")
    return Path(found.submodule_search_locations[0]) / "static" / "leaflet"


def origin_of(tiles: str) -> list[str]:
    """«https://peta.contoh.go.id/{z}/{x}/{y}.png» lets pages show pictures of that server and no other."""
    if not tiles:
        return []
    told = urlsplit(tiles)
    if told.scheme != "https" or not told.hostname or not {"{z}", "{x}", "{y}"} <= set(_fields(tiles)):
        raise SystemExit("KESOS_MAP_TILES harus berupa https://server/…{z}/{x}/{y}….")
    if set(told.netloc) & set("{}*;, @"):
        raise SystemExit("KESOS_MAP_TILES: nama servernya ditulis utuh, tanpa {s} dan tanpa sandi.")
    return [f"https://{told.netloc}"]


def _fields(tiles: str) -> list[str]:
    return [f"{{{part.split('}')[0]}}}" for part in tiles.split("{")[1:]]
