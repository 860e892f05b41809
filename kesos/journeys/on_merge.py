"""What of deaths and moves follows a person who is merged into another."""

from kesos.registry.merging.held import Clash, Held

DEATH = "{0}.kind = 'kematian' and {0}.state = 'DITERAPKAN' and {0}.same_as_id is null"

HELD = [
    Held(
        "journeys_event",
        called="peristiwa kependudukan",
        clash=Clash(
            f"{DEATH.format('g')} and {DEATH.format('s')}",
            "Kematian keduanya sudah diterapkan sendiri-sendiri. Koreksi dahulu salah satunya, lalu gabungkan.",
        ),
    ),
    Held("journeys_healthstatus", key="person_id", same="true"),
    Held("journeys_managerchange"),
    Held("journeys_move", column="remaining_head_id"),
    Held("journeys_mover", called="perpindahan", same="s.move_id = g.move_id"),
]
