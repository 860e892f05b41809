"""What comes next in a month, when and by whom, for those who have nothing to do now."""

from kesos.proposals.models import Period
from kesos.proposals.web.steps import Steps
from kesos.ui.templatetags.writing import when
from kesos.workflow.queries import calendar_of

# state: the event whose day counts, what happens by then, what follows
COMING = {
    "DIBUKA": ("tutup_entri", "Entri ditutup sendiri sesudah {day}", "kemudian supervisor memulai pemeriksaan"),
    "ENTRI_DITUTUP": ("unggah_berita_acara", "Supervisor memulai pemeriksaan setelah berita acara semua kelurahan ada, "
                      "paling lambat {day}", "kemudian dinas memeriksa usulan satu per satu"),
    "VERIFIKASI": ("finalisasi", "Supervisor memeriksa dan memfinalisasi paling lambat {day}",
                   "kemudian kepala dinas mengesahkan"),
    "MENUNGGU_PENGESAHAN": ("pengesahan", "Kepala dinas mengesahkan paling lambat {day}",
                            "kemudian daftar dikunci sendiri untuk pusat"),
    "FINAL": ("tarik_pusat", "Pusat menarik daftar mulai {day}", "kemudian hasil penetapan diimpor"),
    "DITARIK_PUSAT": ("", "Hasil penetapan dari pusat diimpor setelah SK terbit", "kemudian periode ditutup sendiri"),
}  # fmt: skip


def what_comes(period: Period, state: str, steps: Steps) -> str:
    """One sentence, or nothing where the actor has a step, where the month is over, or its day is not known."""
    if steps.mine or state not in COMING:
        return ""
    event, first, then = COMING[state]
    day = next((told.day for told in calendar_of(period.region_id, month=period.month) if told.event == event), None)
    if event and day is None:
        return ""
    return f"{first.format(day=when(day) if day else '')}; {then}."
