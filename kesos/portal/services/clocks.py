"""What the portal's clocks do by themselves: reports of the tenth day are shown to those above."""

from datetime import datetime

from kesos.access.queries.officials import holding
from kesos.audit.services import record
from kesos.bulk.sql import rows, run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.notices.services import Draft, notify_many
from kesos.portal.models.reports import FLOW

SQL = statements("kesos.portal", "sql/reports.sql")


def raise_reports(*, at: datetime) -> int:
    """One notice to each supervisor of a kab/kota, whatever the number of reports. Returns how many were raised."""
    raised = 0
    with acting(SYSTEM):
        for city, ids in rows(SQL["to_raise"], {"at": at}):
            above = holding(f"{FLOW}.terbukti", city, at=at)
            notify_many(
                [
                    Draft(f"usul-sanggah:{city}:hari-10:{max(ids)}", "Laporan masyarakat memasuki hari ke-10",
                          f"{len(ids)} laporan masyarakat belum diputus dan lewat 14 hari akan tercatat terlambat.",
                          user_id=each.id, link="/usul-sanggah/?hanya=hari-10")
                    for each in above
                ],
                at=at,
            )  # fmt: skip
            raised += run(SQL["raised"], {"ids": ids, "at": at})
            record("portal.reports_raised", by=SYSTEM, at=at, region_code=city, reports=len(ids), told=len(above))
    return raised
