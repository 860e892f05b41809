"""What this part records."""

from typing import Any

from kesos.workflow.machines.labels import labels

KINDS = {
    "workflow.case_opened": "{flow} dibuka pada tahap «{state}».",
    "workflow.cases_opened": "{count} kasus dibuka sekaligus: {flow}.",
    "workflow.decided": "{flow}: «{action}», dari «{from_state}» ke «{to_state}».",
    "workflow.many_decided": "{flow}: «{action}» atas {moved} kasus sekaligus; {refused} tidak dapat.",
    "workflow.paper_attached": "{flow}: {paper} dilampirkan.",
    "workflow.papers_attached": "{flow}: {paper} dilampirkan pada {count} kasus sekaligus.",
    "workflow.holder_changed": "{count} kasus berpindah pemegang.",
    "workflow.period_changed": "{count} kasus dipindahkan ke periode {period}.",
    "workflow.holiday_added": "Hari libur {day} ditambahkan: {name}.",
    "workflow.holiday_removed": "Hari libur {day} dihapus: {name}.",
    "workflow.calendar_changed": "Tanggal {event} ditetapkan {day} mulai {from_month}.",
    "workflow.freeze_added": "Keputusan dibekukan {starts_at} sampai {ends_at}: {reason}.",
    "workflow.freeze_ended": "Pembekuan diakhiri: {reason}.",
}


def words(details: dict[str, Any]) -> dict[str, Any]:
    """The codes of a flow as people read them; a code a later version no longer knows is spelled out."""
    told, flow = labels(), str(details.get("flow", ""))
    spell = {
        "action": told.action, "state": told.state, "from_state": told.state, "to_state": told.state,
        "paper": told.paper,
    }  # fmt: skip
    found = {name: spell[name](flow, str(code)) if name in spell else code for name, code in details.items()}
    return {**found, "flow": told.flow(flow)} if flow else found


# where the sentence begins with what differs
LABELS = {
    "workflow.case_opened": "Kasus dibuka",
    "workflow.cases_opened": "Banyak kasus dibuka sekaligus",
    "workflow.decided": "Langkah diputuskan",
    "workflow.many_decided": "Banyak kasus diputuskan sekaligus",
    "workflow.paper_attached": "Berkas dilampirkan",
    "workflow.papers_attached": "Berkas dilampirkan pada banyak kasus",
    "workflow.holder_changed": "Kasus berpindah pemegang",
    "workflow.period_changed": "Kasus dipindahkan ke periode lain",
}
