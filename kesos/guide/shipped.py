"""Where the texts lie: beside the package in a checkout, inside it once installed (see pyproject's force-include)."""

from pathlib import Path

PACKED = Path(__file__).parent / "shipped_texts"
CHECKOUT = Path(__file__).parent.parent.parent


def changes() -> Path:
    return _first(PACKED / "CHANGELOG.md", CHECKOUT / "CHANGELOG.md")


def guides() -> Path:
    return _first(PACKED / "panduan", CHECKOUT / "docs" / "panduan")


def pictures() -> Path:
    return _first(PACKED / "pictures", CHECKOUT / "docs" / "pictures" / "panduan")


def _first(packed: Path, in_checkout: Path) -> Path:
    return packed if packed.exists() else in_checkout
