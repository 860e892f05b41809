"""What of the registry follows a person who is merged into another."""

from kesos.bulk.statements import statements
from kesos.registry.merging.held import Change, Clash, Held

SQL = statements("kesos.registry", "sql/on_merge.sql")
OPEN_BOTH = "g.to_on is null and s.to_on is null"

CHANGES = [
    Change(
        "registry_person", ("birth_date", "birth_place", "mother_name", "religion", "marital", "education",
                            "occupation", "source_id", "updated_at"), SQL["completed"], lenient=True,
    ),
    Change("registry_membership", ("left_on",), SQL["leaves"]),
    Change("registry_enrolment", ("family_id",), SQL["with_the_family"]),
    Change("registry_identitytask", ("closed_at", "closed_by", "resolution"), SQL["settled"]),
]  # fmt: skip

HELD = [
    Held("registry_personhistory", called="riwayat perubahan", aside=True),
    Held("registry_identitytask", called="tugas identitas"),
    Held(
        "registry_membership",
        called="keanggotaan keluarga",
        clash=Clash(
            "g.left_on is null and g.relation = 1 and exists (select from registry_membership o"
            " where o.family_id = g.family_id and o.left_on is null and o.person_id not in (g.person_id, s.person_id))"
            " and s.left_on is null",
            "Yang akan digabung masih kepala keluarga bagi anggota lain. Pilih dia sebagai yang tetap, atau tetapkan "
            "dahulu kepala keluarga yang lain di kartunya.",
        ),
    ),
    Held(
        "registry_enrolment",
        called="kepesertaan bantuan",
        clash=Clash(
            f"g.programme = s.programme and {OPEN_BOTH}",
            "Keduanya masih menerima {what}. Akhiri dahulu salah satu kepesertaan {what}, lalu gabungkan.",
            "g.programme",
        ),
    ),
    Held("registry_match", called="jawaban Dukcapil", frozen=True),
    Held(
        "registry_personvisit",
        called="kunjungan",
        frozen=True,
        same="s.visit_id = g.visit_id and s.by_user_id is not null and g.by_user_id is not null",
    ),
    Held("registry_ppksrecord", called="catatan PPKS", same=f"s.type = g.type and {OPEN_BOTH}"),
    Held("registry_reach", same=f"s.holder = g.holder and {OPEN_BOTH}"),
    Held("registry_merge", column="stays_id", called="penggabungan terdahulu"),
]
