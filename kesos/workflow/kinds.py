"""What this part records."""

KINDS = {
    "workflow.case_opened": "Kasus {flow} dibuka pada tahap {state}.",
    "workflow.cases_opened": "{count} kasus {flow} dibuka sekaligus.",
    "workflow.decided": "Langkah {action} pada kasus {flow}: {from_state} ke {to_state}.",
    "workflow.many_decided": "Langkah {action} atas {moved} kasus {flow} sekaligus; {refused} ditolak.",
    "workflow.paper_attached": "Berkas {paper} dilampirkan pada kasus {flow}.",
    "workflow.papers_attached": "Berkas {paper} dilampirkan pada {count} kasus {flow} sekaligus.",
    "workflow.period_changed": "{count} kasus dipindahkan ke periode {period}.",
    "workflow.holiday_added": "Hari libur {day} ditambahkan: {name}.",
    "workflow.holiday_removed": "Hari libur {day} dihapus: {name}.",
    "workflow.calendar_changed": "Tanggal {event} ditetapkan {day} mulai {from_month}.",
    "workflow.freeze_added": "Keputusan dibekukan {starts_at} sampai {ends_at}: {reason}.",
    "workflow.freeze_ended": "Pembekuan diakhiri: {reason}.",
}
