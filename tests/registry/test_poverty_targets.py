"""Families aimed at against extreme poverty: once a period, found by card or by head, ended with a day."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.registry.models import PovertyTarget
from tests.registry.facts_world import KK, NIK, NOVEMBER, OFFICER, brought, everything, said, sulastri
from tests.registry.world import BAWANG, a_source, an_operator

pytestmark = pytest.mark.django_db
HEAD = "NO_KK,NIK,NAMA_KEPALA,KODE_WILAYAH,PERIODE\n"
ROW = f"{KK},{NIK},SULASTRI,{BAWANG},2026\n"


def aimed_at(family, **more) -> PovertyTarget:
    with acting(SYSTEM):
        told = {"period": "2026", "from_on": NOVEMBER, "source": a_source()} | more
        return PovertyTarget.objects.create(family=family, **told)


@pytest.mark.requirement("J-11")
def test_a_family_is_a_target_of_a_period_once_and_again_changes_nothing(tmp_path):
    _, family = sulastri()

    run = brought(tmp_path, "ekstrem", HEAD + ROW + ROW.replace("2026", "2026 / 2"))
    again = brought(tmp_path, "ekstrem", HEAD + ROW)

    assert (run.counts, again.counts) == ({"new": 2}, {"same": 1})
    with acting(OFFICER):
        assert list(PovertyTarget.objects.order_by("period").values_list("family", "period", "state", "from_on")) == [
            (family.pk, "2026", "SASARAN", NOVEMBER), (family.pk, "2026-2", "SASARAN", NOVEMBER),
        ]  # fmt: skip


def test_a_wrong_card_is_mended_by_its_head(tmp_path):
    _, family = sulastri()

    run = brought(tmp_path, "ekstrem", HEAD + ROW.replace(str(KK), "9971030101100099"))

    assert said(run, "warnings") == {2: "FOUND_BY_HEAD"}
    with acting(OFFICER):
        assert PovertyTarget.objects.get().family_id == family.pk


def test_a_later_file_ends_the_target_with_its_day(tmp_path):
    sulastri()
    brought(tmp_path, "ekstrem", HEAD + ROW)

    run = brought(tmp_path, "ekstrem", f"NO_KK,PERIODE,STATUS,SAMPAI\n{KK},2026,TERTANGANI,30/11/2026\n")

    assert run.counts == {"changed": 1}
    with acting(OFFICER):
        assert PovertyTarget.objects.values_list("state", "to_on").get() == ("TERTANGANI", date(2026, 11, 30))


def test_wrong_rows_stay_out_with_a_sentence(tmp_path):
    sulastri()
    head = HEAD.replace("\n", ",STATUS,SAMPAI\n")
    rows = {
        f"9971030101100099,,,{BAWANG},2026,,": "FAMILY_UNKNOWN",
        f",,,{BAWANG},2026,,": "KK_BLANK",
        f"{KK},,,{BAWANG},tahun ini,,": "PERIOD_UNREADABLE",
        f"{KK},,,{BAWANG},2026,LULUS,": "TARGET_STATE_UNKNOWN",
        f"{KK},,,{BAWANG},2026,TERTANGANI,": "TARGET_ENDED_WITHOUT_DAY",
    }

    run = brought(tmp_path, "ekstrem", head + "\n".join(rows) + "\n")

    assert said(run) == dict(enumerate(rows.values(), 2))
    assert everything(PovertyTarget) == [[]]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({}, "poverty_target_once_a_period"),
        ({"period": "tahun"}, "poverty_target_period"),
        ({"period": "2027", "state": "TERTANGANI"}, "poverty_target_ended_whole"),
        ({"period": "2027", "state": "TERTANGANI", "to_on": date(2020, 1, 1)}, "poverty_target_order"),
    ],
)
def test_the_database_keeps_a_target_whole_and_once(wrong, why):
    _, family = sulastri()
    aimed_at(family)

    with pytest.raises(IntegrityError, match=why), transaction.atomic():
        aimed_at(family, **wrong)


def test_the_next_kelurahan_sees_no_target():
    _, family = sulastri()
    aimed_at(family)

    with acting(an_operator("3571031001")):
        assert not PovertyTarget.objects.exists()
