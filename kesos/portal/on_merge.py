"""What of citizens' rights follows a person who is merged into another."""

from kesos.registry.merging.held import Change, Clash, Held

CHANGES = [
    Change(
        "access_user", ("own_family_id",),
        "select a.user_id, jsonb_build_object('own_family_id', s.family_id) from portal_citizenaccount a"
        " join registry_membership s on s.person_id = %(stays)s and s.left_on is null"
        " where a.person_id = %(gone)s and a.ended_at is null",
    ),
]  # fmt: skip

HELD = [
    Held(
        "portal_citizenaccount",
        called="akun warga",
        clash=Clash(
            "g.ended_at is null and s.ended_at is null",
            "Keduanya mempunyai akun warga. Tutup dahulu salah satu akun, lalu gabungkan.",
        ),
    ),
    Held(
        "portal_consent",
        called="persetujuan",
        same="s.purpose = g.purpose and s.withdrawn_at is null and g.withdrawn_at is null",
    ),
    Held("portal_report", called="usul dan sanggah"),
    Held("portal_reporter", key="report_id"),
    Held(
        "portal_rightrequest",
        called="permintaan hak",
        clash=Clash(
            "g.kind = s.kind and g.about = s.about and g.ended_at is null and s.ended_at is null",
            "Keduanya mempunyai permintaan yang sama yang belum dijawab. Jawab dahulu salah satunya, lalu gabungkan.",
        ),
    ),
]
