"""Days and numbers as Indonesian sentences write them, where no template does it."""

from datetime import date

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


def month_name(of: date) -> str:
    """November 2026."""
    return f"{MONTHS[of.month - 1]} {of.year}"


def day(of: date) -> str:
    """9 November 2026."""
    return f"{of.day} {month_name(of)}"


def short_day(of: date) -> str:
    """9-11-2026."""
    return f"{of.day}-{of.month}-{of.year}"


def thousands(number: int) -> str:
    """33.632."""
    return f"{number:,}".replace(",", ".")
