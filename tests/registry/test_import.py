"""A BNBA file becomes people and families; what is wrong comes back with a reason."""

from datetime import date
from pathlib import Path

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotFound, Refused
from kesos.jobs.models import JobRun
from kesos.registry.imports import services as imports
from kesos.registry.models import Family, IdentityTask, ImportMapping, ImportRow, ImportRun, Membership, Person
from kesos.registry.queries.imports import sentence
from tests.registry.world import AT, BAWANG, MOJOROTO, NGRONGGO, a_family, a_person, an_operator

pytestmark = pytest.mark.django_db

HEAD = "No KK,NIK,Nama,JK,Tempat Lahir,Tanggal Lahir,Agama,Hubungan,Alamat,RT,RW,Kelurahan,Kecamatan,Kota\n"
PLACE = "JL. MAWAR 3,1,2,Bawang,Pesantren,Kota Kediri"
SULASTRI = f"9971030101100001,9971035204790001,SULASTRI,P,KEDIRI,12/04/1979,Islam,Kepala Keluarga,{PLACE}\n"
DIMAS = f"9971030101100001,9971030708090002,DIMAS PRASETYO,L,KEDIRI,2009-08-07,ISLAM,Anak,{PLACE}\n"
OPERATOR = an_operator("3571", permissions=("person.view", "import.run"))
OF_BAWANG = an_operator(BAWANG, permissions=("person.view", "import.run"))


def imported(
    tmp_path: Path,
    text: str,
    *,
    by=OPERATOR,
    dated_on=date(2026, 11, 1),
    doubles: float = 50,
    name="a.csv",
    region="3571",
):
    path = tmp_path / name
    path.write_text(text)
    run = read(path, by=by, dated_on=dated_on, region=region)
    run = imports.check(run_id=run.pk, same_name=0.5, doubles_percent=doubles, slice_rows=2, by=by)
    return imports.apply(run_id=run.pk, by=by, at=AT)


def read(path: Path, *, by=OPERATOR, dated_on=date(2026, 11, 1), region="3571"):
    batch = imports.stage_file(path=path, file_name=path.name, sheet="", by=by, at=AT)
    return imports.open_import(
        batch_id=batch.pk,
        file_name=path.name,
        sender="Disdukcapil",
        dated_on=dated_on,
        region_code=region,
        by=by,
        at=AT,
    )


def faults(run) -> dict[int, str]:
    with acting(SYSTEM):
        return dict(ImportRow.objects.filter(run_id=run.pk).exclude(faults="").values_list("line", "faults"))


@pytest.mark.requirement("J-12")
def test_a_family_arrives_with_everything_the_file_says(tmp_path):
    run = imported(tmp_path, HEAD + SULASTRI + DIMAS)

    assert (run.state, run.n_rows, run.counts) == ("applied", 2, {"new": 2})
    with acting(OPERATOR):
        person = Person.objects.get(nik=9971035204790001)
        family = Family.objects.get(kk=9971030101100001)
        assert (person.full_name, person.birth_date, person.religion, person.region_id) == (
            "SULASTRI",
            date(1979, 4, 12),
            "1",
            BAWANG,
        )
        assert (family.address, family.rt, family.rw) == ("JL. MAWAR 3", "001", "002")
        assert list(Membership.objects.order_by("relation").values_list("relation", flat=True)) == [1, 4]


def test_the_same_file_again_changes_nothing(tmp_path):
    imported(tmp_path, HEAD + SULASTRI + DIMAS)
    with acting(OPERATOR):
        before = list(Person.objects.order_by("pk").values()), list(Membership.objects.order_by("pk").values())

    run = imported(tmp_path, HEAD + SULASTRI + DIMAS)

    assert run.counts == {"same": 2}
    with acting(OPERATOR):
        after = list(Person.objects.order_by("pk").values()), list(Membership.objects.order_by("pk").values())
        assert after == before


def test_a_newer_file_changes_and_the_old_value_is_kept(tmp_path):
    imported(tmp_path, HEAD + SULASTRI)

    imported(tmp_path, HEAD + SULASTRI.replace("SULASTRI", "SULASTRI NINGSIH"), dated_on=date(2026, 12, 1))

    with acting(OPERATOR):
        person = Person.objects.get()
        assert person.full_name == "SULASTRI NINGSIH"
        assert person.history.get().before == {"full_name": "SULASTRI"}


def test_an_older_file_does_not_overwrite_what_is_newer(tmp_path):
    imported(tmp_path, HEAD + SULASTRI, dated_on=date(2026, 12, 1))

    run = imported(tmp_path, HEAD + SULASTRI.replace("SULASTRI", "SULASTRI NINGSIH"), dated_on=date(2026, 6, 1))

    assert run.counts == {"same": 1}
    with acting(OPERATOR):
        assert Person.objects.get().full_name == "SULASTRI"


def test_a_second_claimant_of_a_nik_is_kept_with_a_task_and_nothing_is_overwritten(tmp_path):
    imported(tmp_path, HEAD + SULASTRI)
    other = SULASTRI.replace("9971030101100001", "9971030101100077").replace("SULASTRI", "BAMBANG W")
    other = other.replace(",P,", ",L,").replace("12/04/1979", "01/02/1950")

    run = imported(tmp_path, HEAD + other)

    assert run.counts == {"claimant": 1}
    with acting(OPERATOR):
        claimant = Person.objects.get(full_name="BAMBANG W")
        assert (claimant.nik, claimant.nik_claimed) == (None, 9971035204790001)
        assert IdentityTask.objects.get(person=claimant).kind == "second_claimant"
        assert Person.objects.get(nik=9971035204790001).full_name == "SULASTRI"
    assert imported(tmp_path, HEAD + other).counts == {"same": 1}


def test_people_without_or_with_a_malformed_nik_have_their_place_and_a_task(tmp_path):
    text = HEAD + SULASTRI.replace("9971035204790001", "99710352047") + DIMAS.replace("9971030708090002", "")

    run = imported(tmp_path, text)

    assert run.counts == {"unplaced": 2}
    with acting(OPERATOR):
        assert Person.objects.get(full_name="SULASTRI").nik_as_written == "99710352047"
        assert Person.objects.get(full_name="DIMAS PRASETYO").no_nik_reason == "unknown"
        assert sorted(IdentityTask.objects.values_list("kind", flat=True)) == ["malformed", "no_nik"]
    assert imported(tmp_path, text).counts == {"same": 2}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("SULASTRI", " ", "NAME_BLANK"),
        ("9971035204790001", "9.97103E+15", "NIK_NUMBER"),
        (",P,", ",X,", "SEX_UNREADABLE"),
        ("12/04/1979", "31/02/1979", "BIRTH_UNREADABLE"),
        ("12/04/1979", "12/04/2030", "BIRTH_IN_FUTURE"),
        ("12/04/1979", "12/04/1779", "BIRTH_TOO_EARLY"),
        ("Kepala Keluarga", "Tetangga", "RELATION_UNREADABLE"),
        ("Bawang,", "Entah,", "REGION_UNKNOWN"),
        ("9971030101100001", "99710301", "KK_WRONG"),
        ("Bawang,Pesantren,Kota Kediri", "Pajang,Laweyan,Kota Surakarta", "REGION_UNKNOWN"),
    ],
)
def test_a_fault_keeps_its_row_out_and_names_itself(tmp_path, old, new, code):
    run = imported(tmp_path, HEAD + SULASTRI.replace(old, new) + DIMAS)

    assert faults(run) == {2: code}
    with acting(OPERATOR):
        assert [p.full_name for p in Person.objects.all()] == ["DIMAS PRASETYO"]


def test_a_region_may_be_written_as_code_with_or_without_dots(tmp_path):
    for n, code in enumerate(("3571031009", "35.71.03.1009")):
        imported(
            tmp_path, HEAD + DIMAS.replace("Bawang,Pesantren,Kota Kediri", f"{code},,").replace("0002,", f"000{n + 3},")
        )

    with acting(OPERATOR):
        assert {p.region_id for p in Person.objects.all()} == {BAWANG}


def test_a_person_of_another_operators_place_is_not_taken_over(tmp_path):
    a_person("SULASTRI", region=NGRONGGO, nik=9971035204790001)
    bawang = an_operator(BAWANG, permissions=("person.view", "import.run"))
    path = tmp_path / "a.csv"
    path.write_text(HEAD + SULASTRI)
    batch = imports.stage_file(path=path, file_name="a.csv", sheet="", by=bawang, at=AT)
    run = imports.open_import(
        batch_id=batch.pk,
        file_name="a.csv",
        sender="RW",
        dated_on=date(2026, 11, 1),
        region_code=BAWANG,
        by=bawang,
        at=AT,
    )

    run = imports.check(run_id=run.pk, same_name=0.5, doubles_percent=5, by=bawang)

    assert faults(run) == {2: "NIK_ELSEWHERE"}


@pytest.mark.filterwarnings("ignore")
def test_too_many_doubled_rows_refuse_the_whole_file(tmp_path):
    with pytest.raises(imports.TooManyDoubles, match="melebihi batas 5 %"):
        imported(tmp_path, HEAD + SULASTRI + SULASTRI + DIMAS, doubles=5)

    with acting(OPERATOR):
        assert not Person.objects.exists()


def test_a_doubled_row_counts_once(tmp_path):
    run = imported(tmp_path, HEAD + SULASTRI + SULASTRI + DIMAS)

    assert run.counts == {"new": 2, "doubled": 1}


def test_two_heads_of_one_card_are_a_fault_of_the_second(tmp_path):
    run = imported(tmp_path, HEAD + SULASTRI + DIMAS.replace("Anak", "Kepala Keluarga"))

    assert faults(run) == {3: "HEAD_TWICE"}


def test_moving_to_another_card_ends_the_first_membership(tmp_path):
    imported(tmp_path, HEAD + SULASTRI + DIMAS)

    moved = DIMAS.replace("9971030101100001", "9971030101260009").replace("Anak", "Kepala Keluarga")
    imported(tmp_path, HEAD + moved, dated_on=date(2026, 12, 1))

    with acting(OPERATOR):
        old, new = Membership.objects.filter(person__nik=9971030708090002).order_by("pk")
        assert (old.left_on, new.left_on, new.relation) == (date(2026, 12, 1), None, 1)


def test_a_colleague_who_sees_the_import_cannot_go_on_with_it(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(HEAD + SULASTRI)
    run = read(path)
    colleague = an_operator("3571", user_id=12, permissions=("person.view", "import.run"))

    with acting(colleague):
        assert ImportRun.objects.filter(pk=run.pk).exists()
    for step in (
        lambda: imports.check(run_id=run.pk, same_name=0.5, doubles_percent=5, by=colleague),
        lambda: imports.apply(run_id=run.pk, by=colleague, at=AT),
        lambda: imports.map_columns(run_id=run.pk, columns=run.columns, by=colleague, at=AT),
        lambda: imports.discard(run_id=run.pk, by=colleague, at=AT),
    ):
        with pytest.raises(NotFound, match="petugas lain"):
            step()


def test_a_card_of_another_area_is_a_fault_of_its_rows_and_the_others_arrive(tmp_path):
    a_family(a_person(region=MOJOROTO), kk=9971030101100077, region=MOJOROTO)
    foreign = SULASTRI.replace("9971030101100001", "9971030101100077").replace("9971035204790001", "9971035204799002")

    run = imported(tmp_path, HEAD + foreign + DIMAS, by=OF_BAWANG, region=BAWANG)

    assert (run.state, run.counts) == ("applied", {"faulty": 1, "new": 1})
    assert faults(run) == {2: "KK_ELSEWHERE"}
    with acting(SYSTEM):
        assert Family.objects.get(kk=9971030101100077).region_id == MOJOROTO


def test_where_the_card_is_known_is_not_told():
    told = sentence("KK_ELSEWHERE")

    assert told.startswith("No KK: tercatat di wilayah lain.")


def begun(tmp_path, **more):
    """Sent, checked and begun to be applied."""
    path = tmp_path / "a.csv"
    path.write_text(HEAD + SULASTRI)
    run = read(path, by=OF_BAWANG, region=BAWANG)
    imports.check(run_id=run.pk, same_name=0.5, doubles_percent=50, by=OF_BAWANG)
    with acting(SYSTEM):
        ImportRun.objects.filter(pk=run.pk).update(state="applying", **more)
    return run


def test_an_import_that_stopped_before_its_first_slice_can_be_thrown_away(tmp_path):
    run = begun(tmp_path)

    imports.discard(run_id=run.pk, by=OF_BAWANG, at=AT)

    with acting(OF_BAWANG):
        assert ImportRun.objects.get(pk=run.pk).state == "discarded"
    with pytest.raises(Refused):
        imports.apply(run_id=run.pk, by=OF_BAWANG, at=AT)


def test_an_import_is_not_thrown_away_under_the_job_that_applies_it(tmp_path):
    run = begun(tmp_path)
    with acting(OF_BAWANG):
        JobRun.objects.create(
            kind="registry.import_apply", title="Menerapkan", user_id=11, arguments={"run_id": run.pk}, created_at=AT
        )

    with pytest.raises(Refused, match="sedang diterapkan"):
        imports.discard(run_id=run.pk, by=OF_BAWANG, at=AT)


def test_an_import_with_a_slice_written_is_not_thrown_away(tmp_path):
    run = begun(tmp_path, n_slices=2, n_slices_done=1)

    with pytest.raises(Refused, match="sudah diterapkan"):
        imports.discard(run_id=run.pk, by=OF_BAWANG, at=AT)


def test_columns_of_the_next_kelurahan_are_not_offered(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(HEAD + SULASTRI)
    of_ngronggo = an_operator(NGRONGGO, user_id=12, permissions=("import.run",))
    theirs = read(path, by=of_ngronggo, region=NGRONGGO)
    swapped = {**theirs.columns, "full_name": theirs.columns["birth_place"], "birth_place": theirs.columns["full_name"]}
    imports.map_columns(run_id=theirs.pk, columns=swapped, by=of_ngronggo, at=AT)

    ours = read(path, by=OF_BAWANG, region=BAWANG)
    again = read(path, by=of_ngronggo, region=NGRONGGO)

    assert ours.columns == theirs.columns
    assert again.columns == swapped
    with acting(OF_BAWANG):
        assert not ImportMapping.objects.exists()
