"""What a kab/kota may do without here."""

from kesos.ui.features import Feature

SCORE = "skor_lokal"
FEATURES = [
    Feature(SCORE, "Skor lokal dan «Bagaimana jika»", "Bobot kabupaten/kota sendiri dan pengandaiannya; urutan tetap.")
]
