"""Months as people write them."""

from datetime import date

NAMES = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


def written(month: date) -> str:
    return f"{NAMES[month.month - 1]} {month.year}"


def after(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
