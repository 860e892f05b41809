"""Whether aid reaches whom it should: who should not have had it, who still waits, what is held twice, who followed."""

from kesos.bulk.statements import statements
from kesos.proposals.queries.indicators import Indicator, register

SQL = statements("kesos.proposals", "sql/aid_figures.sql")
AID = ("bantuan_tidak_layak", "bantuan_menunggu", "bantuan_ganda", "bantuan_diganti", "bantuan_kosong", "bantuan_hari")


def _statement(name: str) -> str:
    return SQL[name].format(**SQL)


register(
    Indicator(
        "bantuan_tidak_layak", "Ternyata tidak layak",
        "Penerima yang diperiksa bulan ini dan disetujui dihentikan bantuannya.", _statement("tidak_layak"),
        in_recap=False,
    ),
    Indicator(
        "bantuan_menunggu", "Berhak, menunggu bantuan", "Yang disahkan untuk bantuan dan ada di daftar tunggu.",
        _statement("menunggu"), in_recap=False,
    ),
    Indicator(
        "bantuan_ganda", "Bantuan ganda",
        "Keluarga dengan program yang tidak boleh bersama, atau program yang sama dua kali. Dihitung setiap malam.",
        _statement("ganda"), in_recap=False, is_kept=True,
    ),
    Indicator(
        "bantuan_diganti", "Digantikan", "Tempat yang bulan ini berpindah ke penerima pengganti.",
        _statement("diganti"), in_recap=False,
    ),
    Indicator(
        "bantuan_kosong", "Tempat kosong", "Tempat yang ditinggalkan dan belum terisi.", _statement("kosong"),
        in_recap=False,
    ),
    Indicator(
        "bantuan_hari", "Hari sampai diganti",
        "Rata-rata hari dari tempat menjadi kosong sampai terisi, yang terisi bulan ini.", _statement("hari_ganti"),
        is_count=False, in_recap=False, weighed_by="bantuan_diganti",
    ),
)  # fmt: skip
