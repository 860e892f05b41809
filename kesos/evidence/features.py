"""What a kab/kota may do without here."""

from kesos.ui.features import Feature

MAP = "peta"
FEATURES = [Feature(MAP, "Peta kelurahan", "Peta rumah menurut keadaannya; foto dan titik tetap dicatat.")]
