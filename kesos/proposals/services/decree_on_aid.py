"""What stands in the way of a decree that appoints recipients: each of its lines that cannot be, in words."""

from collections.abc import Mapping
from datetime import date

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.programmes.queries import rules

SQL = statements("kesos.proposals", "sql/decree_on_aid.sql")
ASKED = statements("kesos.proposals", "sql/aid.sql")["asked"]
# who is eligible the centre has judged; what nobody may overrule is told: the dead, two of one kind, two that exclude
STOPS = ("TL-03", "BUKAN-ANGGOTA", "EKSKLUSIF", "GANDA")


def faults(line_of: Mapping[int, int], *, on: date) -> list[tuple[int, str]]:
    """`line_of`: the line of the file by the case it appoints. The quotas stay locked to the end of the transaction, so
    that nobody takes between what was found free."""
    cases = list(line_of)
    if not cases:
        return []
    told = {"ids": cases, "lines": list(line_of.values()), "on": on}
    with acting(SYSTEM):
        rows(SQL["lock_quotas"].format(**SQL), told)
        found = [(line, _full(name, place, max(free, 0), wanted)) for line, name, place, free, wanted in rows(
            SQL["without_place"].format(**SQL), told
        )]  # fmt: skip
        received = {case for (case,) in rows(SQL["received_already"], told)}
        for case, findings in rules.judge(ASKED, on=on, params=told).items():
            found += [
                (line_of[case], each.sentence) for each in findings
                if each.refuses and each.code in STOPS and not (each.code == "GANDA" and case in received)
            ]  # fmt: skip
        found += [
            (line_of[case], f"SK ini juga menetapkan {other} bagi keluarganya, yang tidak boleh bersama program ini.")
            for case, other in rows(SQL["excluding_each_other"], told)
        ]
    return sorted(found)


def _full(programme: str, place: str, free: int, wanted: int) -> str:
    return (
        f"Kuota {programme} di {place} tinggal {free} tempat, sedangkan SK ini menetapkan {wanted} penerima. "
        "Ubah kuotanya menurut SK, lalu impor lagi."
    )
