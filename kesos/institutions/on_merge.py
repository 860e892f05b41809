"""What of homes and helpers follows a person who is merged into another."""

from kesos.registry.merging.held import Clash, Held

HELD = [
    Held(
        "institutions_stay",
        called="tinggal di panti",
        same="s.panti_id = g.panti_id and s.from_on = g.from_on and s.to_on is not distinct from g.to_on",
        clash=Clash(
            "daterange(g.from_on, g.to_on) && daterange(s.from_on, s.to_on) or g.to_on is null and s.to_on is null",
            "Keduanya tercatat tinggal di panti pada waktu yang sama ({what}). Akhiri atau betulkan dahulu salah "
            "satunya, lalu gabungkan.",
            "(select p.name from institutions_panti p where p.id = g.panti_id)",
        ),
    ),
    Held(
        "institutions_psks", called="catatan PSKS", same="s.type = g.type and g.to_on is null and s.to_on is null"
    ),
]  # fmt: skip
