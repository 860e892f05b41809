"""Flows made for tests: each step shows one word of the declaration, and a kept copy of them in the test database."""

from dataclasses import replace

from kesos.workflow.flow import Deadline, Flow, Paper, Step

FIELDS = Flow(
    key="uji.kata",
    version=1,
    starts="MULA",
    ends=frozenset({"USAI"}),
    steps=(
        Step("MULA", "polos", to="USAI", needs=("uji.polos",)),
        Step("MULA", "maju", to="TENGAH", needs=("uji.maju",)),
        Step("MULA", "bukan_pembuka", to="USAI", needs=("uji.maju",), unlike=("@opened",)),
        Step("MULA", "sistem", to="USAI", needs=("uji.sistem",), system_may=frozenset({"uji.sistem"})),
        Step("MULA", "keluarga", to="USAI", needs=("uji.keluarga",), family_may=frozenset({"uji.keluarga"}),
             not_own_family=True),
        Step("MULA", "tujuan", to="USAI", needs=("uji.tujuan",), place="other"),
        Step("MULA", "salah_satu", to="USAI", needs=("uji.tujuan",), place="either"),
        Step("MULA", "bertiga", to="USAI", needs=("uji.bertiga",), quorum=3),
        Step("MULA", "menurut_nilai", to="USAI", needs=("uji.nilai",), quorum="nilai_uji"),
        Step("MULA", "berdua", to="USAI", needs=("uji.kiri", "uji.kanan")),
        Step("MULA", "orang_lain", to="USAI", needs=("uji.keluarga",), not_own_family=True),
        Step("MULA", "beralasan", to="USAI", needs=("uji.polos",), reason=True),
        Step("MULA", "berkode", to="USAI", needs=("uji.polos",), reason_list="TL"),
        Step("MULA", "berberkas", to="USAI", needs=("uji.polos",), papers=(Paper(("ktp",)), Paper(("kk", "surat_kk")))),
        Step("MULA", "foto_baru", to="USAI", needs=("uji.polos",), papers=(Paper(("foto",), within_days=30),)),
        Step("MULA", "terjaga", to="USAI", needs=("uji.polos",), guards=("paket_dibuka",)),
        Step("MULA", "sebelum", to="USAI", needs=("uji.polos",), deadline=Deadline("days", 3, effect="close")),
        Step("MULA", "sesudah", to="USAI", needs=("uji.polos",), deadline=Deadline("days", 3, effect="after")),
        Step("MULA", "diam", to="USAI", needs=("uji.diam",), waits=False),
        Step("TENGAH", "selesai", to="USAI", needs=("uji.selesai",), unlike=("maju",)),
        Step("TENGAH", "selesai_lain", to="USAI", needs=("uji.selesai",), unlike=("maju@TENGAH",)),
        Step("TENGAH", "maju", to="TENGAH", needs=("uji.maju",)),
        Step("TENGAH", "mundur", to="MULA", needs=("uji.maju",), reason=True),
    ),
)  # fmt: skip


def only(
    *steps: Step, key: str, ends: frozenset[str] = frozenset({"USAI"}), version: int = 1, held_by: str = ""
) -> Flow:
    return Flow(key=key, version=version, starts=steps[0].state, ends=ends, steps=steps, held_by=held_by)


PINNED = only(Step("MULA", "jalan", to="USAI", needs=("uji.jalan",)), key="uji.versi")
PINNED_2 = replace(
    PINNED,
    version=2,
    steps=(Step("MULA", "jalan", to="USAI", needs=("uji.jalan",), reason=True, papers=(Paper(("ktp",)),)),),
)
HELD = only(Step("MULA", "polos", to="USAI", needs=("uji.polos",)), key="uji.lembaga", held_by="institution")
DUE = only(
    Step("HARI", "polos", to="HARI_KERJA", needs=("uji.polos",), deadline=Deadline("days", 14, escalate=10)),
    Step("HARI_KERJA", "polos", to="MENIT", needs=("uji.polos",), deadline=Deadline("working_days", 1)),
    Step("MENIT", "polos", to="JAM_KERJA", needs=("uji.polos",), deadline=Deadline("minutes", 60)),
    Step("JAM_KERJA", "polos", to="BULAN", needs=("uji.polos",), deadline=Deadline("minutes", 60, office_hours=True)),
    Step("BULAN", "polos", to="TANGGAL", needs=("uji.polos",), deadline=Deadline("months", 6)),
    Step("TANGGAL", "polos", to="BERKAS", needs=("uji.polos",), deadline=Deadline("day_of_month", name="pengesahan")),
    Step("BERKAS", "polos", to="SEJAK", needs=("uji.polos",), deadline=Deadline("paper_date", 5, name="tanggal_tutup")),
    Step("SEJAK", "polos", to="USAI", needs=("uji.polos",), deadline=Deadline("days", 14, since="HARI_KERJA")),
    key="uji.tenggat",
)
ALL = (FIELDS, PINNED, HELD, DUE)
