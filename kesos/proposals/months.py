"""Months as people write them."""

from datetime import date


def after(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
