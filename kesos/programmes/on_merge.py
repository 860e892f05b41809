"""What of aid follows a person who is merged into another, and which places one person cannot hold."""

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.registry.merging.held import Clash, Held

SQL = statements("kesos.programmes", "sql/on_merge.sql")

HELD = [
    Held("programmes_check", called="pemeriksaan kelayakan"),
    Held("programmes_checknotice", key="check_row_id", called="surat pemberitahuan"),
    Held("programmes_fieldnote", called="catatan lapangan"),
    Held(
        "programmes_waiting",
        called="daftar tunggu",
        clash=Clash(
            "g.programme_id = s.programme_id and g.left_at is null and s.left_at is null",
            "Keduanya menunggu {what}. Keluarkan dahulu salah satunya dari daftar tunggu, lalu gabungkan.",
            "g.programme_id",
        ),
    ),
]


def held_together(stays: int, gone: int) -> list[str]:
    """Programmes that exclude each other, and a family's programme held twice, once the two are one."""
    told = {"stays": stays, "gone": gone}
    return [
        f"{first} dan {second} tidak boleh diterima bersama. Akhiri dahulu salah satunya, lalu gabungkan."
        for first, second in rows(SQL["exclusive"], told)
    ] + [
        f"Keluarga yang tetap sudah menerima {programme} melalui {name}. Akhiri dahulu salah satunya, lalu gabungkan."
        for programme, name in rows(SQL["twice_in_the_family"], told)
    ]


HINDRANCES = [held_together]
