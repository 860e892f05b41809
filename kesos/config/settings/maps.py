"""Which origin the office's base map adds to the policy of pages."""

from urllib.parse import urlsplit


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
