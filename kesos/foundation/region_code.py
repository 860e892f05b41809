"""Region codes of Kemendagri: kept without dots (3571031009), written with dots for people (35.71.03.1009)."""

LEVELS = {2: "provinsi", 4: "kabkota", 6: "kecamatan", 10: "kelurahan"}
_CUTS = {2: (2,), 4: (2, 4), 6: (2, 4, 6), 10: (2, 4, 6, 10)}


def without_dots(text: str) -> str:
    return text.strip().replace(".", "")


def with_dots(code: str) -> str:
    cuts = _CUTS.get(len(code), (len(code),))
    return ".".join(code[a:b] for a, b in zip((0, *cuts), cuts, strict=False))


def is_region_code(code: str) -> bool:
    return code.isascii() and code.isdigit() and len(code) in LEVELS


def ancestors(code: str) -> list[str]:
    """The codes above and the code itself: ["35", "3571", "357103", "3571031009"]."""
    return [code[:n] for n in LEVELS if n <= len(code)]
