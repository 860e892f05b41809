"""Comparing a person with a record: vectors of names and of what differs."""

from datetime import date

import pytest

from kesos.registry.matching.compare import SAME_NAME, Known, compare, name_similarity
from kesos.registry.ports import NotFoundThere, PopulationRecord
from tests.registry.world import BAWANG, NGRONGGO

NIK = "9971035204790001"
OURS = Known("SULASTRI", date(1979, 4, 12), "P", BAWANG)


def a_record(**other) -> PopulationRecord:
    told = {
        "nik": NIK, "kk": "9971030101100001", "name": "SULASTRI", "birth_date": date(1979, 4, 12), "sex": "P",
        "alive": True, "died_on": None, "region_code": BAWANG, "address": "JL. MAWAR 3",
    }  # fmt: skip
    return PopulationRecord(**told | other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SULASTRI", "Sulastri"),
        ("SOEDJONO", "SUJONO"),
        ("TJAHJO KUMOLO", "CAHYO KUMOLO"),
        ("MOH. ARIFIN", "MUHAMMAD ARIFIN"),
        ("M. ARIFIN", "MOCHAMAD ARIFIN"),
        ("H. AGUS HARYANTO", "AGUS HARYANTO"),
        ("DRS. SLAMET RIYADI, M.Si.", "SLAMET RIYADI"),
        ("NUR'AINI", "NURAINI"),
        ("NUR AINI", "NURAINI"),
        ("SITI NUR A.", "SITI NUR AISYAH"),
        ("FATHONAH", "FATONAH"),
        ("WAHYUNI SRI", "SRI WAHYUNI"),
        ("HARTATTIK", "HARTATIK"),
        ("SUTRISNO", "SUTRISNA"),
    ],
)
def test_the_same_name_is_known_in_other_spelling(one, other):
    assert name_similarity(one, other) >= SAME_NAME
    assert name_similarity(other, one) >= SAME_NAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SULASTRI", "SUMIATI"),
        ("BUDI SANTOSO", "BUDI SETIAWAN"),
        ("SITI AMINAH", "SITI ROHMAH"),
        ("M. ARIFIN", "M. ZAINAL"),
        ("A. B.", "AHMAD BUDI"),
        ("ANI", "ADI"),
        ("SULASTRI", ""),
    ],
)
def test_another_name_is_not_taken_for_the_same(one, other):
    assert name_similarity(one, other) < SAME_NAME


@pytest.mark.requirement("K-19")
@pytest.mark.parametrize(
    ("record", "outcome", "differing"),
    [
        (a_record(), "padan", set()),
        (a_record(name="SULASTRY"), "padan", {"full_name"}),
        (a_record(name="SUMIATI"), "beda_nama", {"full_name"}),
        (a_record(birth_date=date(1979, 4, 13)), "beda_tanggal_lahir", {"birth_date"}),
        (a_record(sex="L"), "beda_jk", {"sex"}),
        (a_record(region_code=NGRONGGO), "pindah", {"region_code"}),
        (a_record(alive=False, died_on=date(2026, 3, 2)), "meninggal", {"died_on"}),
        (a_record(alive=False), "meninggal", {"died_on"}),
        (a_record(alive=False, region_code=NGRONGGO), "meninggal", {"died_on", "region_code"}),
        (a_record(name="SUMIATI", sex="L", region_code=NGRONGGO), "beda_nama", {"full_name", "sex", "region_code"}),
        (a_record(birth_date=None, sex="", region_code=""), "padan", set()),
        (NotFoundThere(NIK), "tidak_ditemukan", set()),
    ],
)
def test_the_gravest_difference_is_the_outcome_and_all_are_told(record, outcome, differing):
    answer = compare(OURS, record)

    assert (answer.outcome, set(answer.details)) == (outcome, differing)
    assert NIK not in str(answer.details)
