"""penduduk.csv: one row a person, the columns a real office sends by name and by address."""

from functools import cache

import numpy as np

from kesos.demo.people.draws import Texts
from kesos.demo.people.family_answers import degrees
from kesos.demo.people.population import NO_NIK_REASONS, Slice
from kesos.demo.people.sheets import days, nik_text
from kesos.demo.people.statistics import table

HEADER = (
    "NO_KK", "NIK", "NAMA_LENGKAP", "JENIS_KELAMIN", "TEMPAT_LAHIR", "TANGGAL_LAHIR", "AGAMA", "PENDIDIKAN",
    "PEKERJAAN", "STATUS_PERKAWINAN", "HUBUNGAN_KELUARGA", "GOLONGAN_DARAH", "NAMA_IBU_KANDUNG", "ALASAN_TANPA_NIK",
    "ALAMAT", "RT", "RW", "KODE_WILAYAH", "KELURAHAN", "KECAMATAN", "KAB_KOTA", "PROVINSI", "LINTANG", "BUJUR",
)  # fmt: skip
AT = {name: number for number, name in enumerate(HEADER)}


@cache
def labels(of: str) -> Texts:
    """Dukcapil's words for the codes of a list, by code."""
    words = {int(row["kode"]): row["nama"] for row in table("dukcapil.csv") if row["daftar"] == of}
    return np.array([words.get(code, "") for code in range(max(words) + 1)], dtype=object)


def cells(of: Slice) -> list[list[str]]:
    """Column by column, as written but not yet quoted."""
    people, lives, houses = of.people, of.lives, of.houses
    family, count = people.family, len(people)
    reasons = np.array([*NO_NIK_REASONS, ""], dtype=object)
    village_names = np.array([v.name.upper() for v in of.kecamatan.villages], dtype=object)
    village_codes = np.array([v.code for v in of.kecamatan.villages], dtype=object)
    address = np.array(houses.address, dtype=object)
    number = np.array([f"{n:03d}" for n in range(1000)], dtype=object)
    kk = np.array(nik_text(of.kk), dtype=object)
    place = [np.array(degrees(houses.point[:, axis]), dtype=object) for axis in (1, 0)]
    return [
        kk[family].tolist(),
        nik_text(of.known_nik),
        of.names.tolist(),
        np.array(["L", "P"], dtype=object)[people.sex].tolist(),
        lives.birth_place.tolist(),
        days(people.birth),
        labels("agama")[lives.religion].tolist(),
        labels("pendidikan")[lives.schooling].tolist(),
        labels("pekerjaan")[lives.job].tolist(),
        labels("status_kawin")[people.marital].tolist(),
        labels("shdk")[people.role].tolist(),
        labels("golongan_darah")[lives.blood].tolist(),
        of.mothers.tolist(),
        reasons[of.reason].tolist(),
        address[family].tolist(),
        number[houses.rt][family].tolist(),
        number[houses.rw][family].tolist(),
        village_codes[of.village].tolist(),
        village_names[of.village].tolist(),
        [of.kecamatan.name.upper()] * count,
        [of.region.name.upper()] * count,
        [of.region.province.upper()] * count,
        place[0][family].tolist(),
        place[1][family].tolist(),
    ]
