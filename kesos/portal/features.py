"""What a kab/kota may do without here."""

from kesos.ui.features import Feature

REPORTS, ACCOUNTS = "laporan_warga", "akun_loket"
FEATURES = [
    Feature(REPORTS, "Laporan warga dari rumah", "Usul dan sanggah lewat akun warga; di loket tetap diterima."),
    Feature(ACCOUNTS, "Akun warga di loket", "Akun yang dibuat petugas dengan kode di atas kertas."),
]
