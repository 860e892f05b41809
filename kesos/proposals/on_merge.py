"""What of the month follows a person who is merged into another."""

from kesos.registry.merging.held import Clash, Held

HELD = [
    Held(
        "proposals_proposal",
        called="usulan bantuan",
        clash=Clash(
            "g.period_id = s.period_id and g.programme_id = s.programme_id",
            "Keduanya diusulkan untuk {what} dalam periode yang sama. Selesaikan dahulu periode itu atau tarik salah "
            "satu usulan, lalu gabungkan.",
            "g.programme_id",
        ),
    ),
    Held(
        "proposals_proposalmember",
        called="usulan",
        # of a month that is over the second row says nothing that still counts
        same="s.period_id = g.period_id and s.programme_code = g.programme_code and exists (select from"
        " proposals_proposal q join workflow_case c on c.id = q.case_id where q.id = g.proposal_id"
        " and c.closed_at is not null)",
        clash=Clash(
            "g.period_id = s.period_id and g.programme_code = s.programme_code",
            "Keduanya diusulkan dalam periode yang sama. Selesaikan atau tarik dahulu salah satu usulan, lalu "
            "gabungkan.",
        ),
    ),
]
