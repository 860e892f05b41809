"""What is forgotten in time: tellers of reports, rejected proposals, scans of identity cards.

Rejected proposals and scans stand here because the counts that stay, and the months, are looked after here; a part that
grows a class of its own names it in its own module of this name.
"""

from datetime import date, datetime
from typing import Any

from kesos.bulk.sql import row, rows, run
from kesos.bulk.statements import statements
from kesos.files import services as files
from kesos.files.retained import Retained

SQL = statements("kesos.portal", "sql/retained.sql")


def _count(name: str, **told: Any) -> int:
    found = row(SQL[name], told)
    return int(found[0]) if found else 0


def _tellers(before: date) -> int:
    return _count("tellers_found", before=before)


def _forget_tellers(before: date, at: datetime) -> int:
    return _count("forget_tellers", before=before, at=at)


def _proposals(before: date) -> int:
    return _count("proposals_found", before=before)


def _forget_proposals(before: date, at: datetime) -> int:
    forgotten = _count("forget_proposals", before=before)
    run(SQL["delete_proposals"], {"before": before})
    return forgotten


def _scans(before: date) -> int:
    return len(rows(SQL["scans"], {"before": before}))


def _forget_scans(before: date, at: datetime) -> int:
    keys = [key for (key,) in rows(SQL["scans"], {"before": before})]
    files.forget(keys, at=at)
    return len(keys)


CLASSES = [
    Retained("tellers", "report_teller", "Pelapor usul dan sanggah", _tellers, _forget_tellers),
    Retained("proposals", "rejected", "Usulan yang ditolak", _proposals, _forget_proposals),
    Retained("scans", "identity_scan", "Pindaian KTP dan KK", _scans, _forget_scans),
]
