"""The public check: what everybody may see, and what nobody may."""

from datetime import timedelta
from html import unescape
from re import sub

import pytest
from django.db import connection
from django.utils import timezone

from kesos.database.acting import acting
from kesos.documents.check_code import SIGNS, grouped, new_code, read_code
from kesos.documents.jobs import expire
from kesos.documents.models import CheckMiss
from kesos.documents.queries.check import check
from kesos.documents.services.checking import MISSES, check_letter
from kesos.documents.services.ending import NotInForce, expire_due, withdraw
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, Refused, TooMany
from kesos.workflow import services as workflow
from kesos.workflow.models import Case, Decision
from tests.databases import as_owner
from tests.documents.conftest import AT, BAWANG, HEAD, NEIGHBOUR, OPERATOR, Dinas, actor_of, visit

ASK = "cek_siks"


def words_of(page: str) -> str:
    """What a person reads between <main> and </main>."""
    main = page.split('id="main"')[1].split(">", 1)[1].split("</main>")[0]
    return " ".join(unescape(sub(r"<[^>]+>", " ", main)).split())


@pytest.mark.requirement("X-05")
def test_anybody_with_the_code_sees_number_initials_standing_and_validity(dinas: Dinas) -> None:
    letter = dinas.issue(at=timezone.now())

    answer = visit(None, f"/cek/{grouped(letter.check_code)}/")

    said = words_of(answer.content.decode())
    assert letter.number in said
    assert "S. W." in said
    assert "Berlaku" in said
    assert "Dinas Sosial Pemerintah Kota Kediri" in said


def test_the_check_says_these_words_and_no_others(dinas: Dinas) -> None:
    letter = dinas.issue()

    page = visit(None, f"/cek/{letter.check_code}/").content.decode()

    standing = "Berlaku" if letter.valid_until >= timezone.localdate() else "Kedaluwarsa"
    assert words_of(page) == (
        f"Cek surat Surat Keterangan Terdaftar DTSEN {standing} Nomor surat 460/0001/419.109/2026 "
        "Inisial pemilik S. W. Diterbitkan 9 November 2026 Berlaku sampai 7 Februari 2027 "
        "Kantor Dinas Sosial Pemerintah Kota Kediri "
        "Cocokkan nomor dan inisial dengan surat yang Anda pegang. Bila berbeda, jangan terima surat itu. "
        "Kode surat Enam belas huruf dan angka di bawah kode QR, misalnya 7F3Q-2291-KD8M-X0TA Periksa surat "
        "Halaman ini tidak menampilkan nama, NIK, atau alamat."
    )
    for secret in ("SITI", "WULANDARI", "9971", "Jalan Contoh", "Buruh", "Kartu Indonesia Pintar", "RETNO", "DTSEN-"):
        assert secret not in page


def test_withdrawal_shows_on_the_public_page_at_once(dinas: Dinas) -> None:
    letter = dinas.issue(at=timezone.now())

    with acting(OPERATOR):
        withdraw(document_id=letter.pk, reason="Nama salah tulis", by=OPERATOR, at=timezone.now())

    said = words_of(visit(None, f"/cek/{letter.check_code}/").content.decode())
    assert "Dicabut" in said
    assert "Nama salah tulis" not in said


def test_a_letter_runs_out_after_its_last_day_where_the_office_stands(dinas: Dinas) -> None:
    letter = dinas.issue()
    last_moment = AT.replace(year=2027, month=2, day=7, hour=16, minute=59)

    assert check(letter.check_code, at=last_moment).standing == "issued"
    assert check(letter.check_code, at=last_moment + timedelta(minutes=1)).standing == "expired"


def test_the_nightly_job_ends_what_ran_out_and_hands_on_the_cases(dinas: Dinas, told: list) -> None:
    old, young = dinas.issue(case_id=5), dinas.issue(at=AT + timedelta(days=60))
    night = AT + timedelta(days=100)

    with acting(SYSTEM):
        done = expire_due(by=SYSTEM, at=night)
        again = expire_due(by=SYSTEM, at=night)

    assert (done.letters, done.case_ids, again.letters) == (1, [5], 0)
    with acting(OPERATOR):
        old.refresh_from_db()
        young.refresh_from_db()
    assert (old.state, young.state) == ("expired", "issued")
    assert [kind for kind, _ in told].count("documents.expired") == 1


def test_the_job_ends_the_letter_and_its_request_and_twice_changes_nothing(dinas: Dinas) -> None:
    clerk, lurah = (actor_of(BAWANG, f"surat_keterangan.{one}", user_id=n) for n, one in ((21, ASK), (22, "terbitkan")))
    case = workflow.open_case(flow="surat_keterangan", region_code=BAWANG, by=clerk, at=AT)
    for action, by, papers in (
        (ASK, clerk, ("ktp", "kk", "keperluan")),
        ("terbitkan", lurah, ("hasil_cek_dtsen", "nomor_surat", "tanda_tangan_qr")),
    ):
        for paper in papers:
            workflow.attach_paper(case_id=case.pk, paper=paper, value="ada", by=by, at=AT)
        workflow.decide(case_id=case.pk, action=action, by=by, at=AT)
    dinas.issue(case_id=case.pk)

    for _ in range(2):
        expire(AT + timedelta(days=100))

    with acting(SYSTEM):
        assert Case.objects.get(pk=case.pk).state == "KEDALUWARSA"
        assert Decision.objects.filter(case=case, action="lewat_berlaku").count() == 1


def test_only_the_system_ends_letters_by_date(dinas: Dinas) -> None:
    with acting(HEAD), pytest.raises(Refused):
        expire_due(by=HEAD, at=AT)


def test_a_wrong_code_gets_the_same_page_and_a_kind_sentence(dinas: Dinas) -> None:
    letter = dinas.issue()
    right = visit(None, f"/cek/{letter.check_code}/")

    for typed in (new_code(), "bukan-kode", "9971014303790003", "-"):
        wrong = visit(None, f"/cek/{typed}/")
        assert wrong.status_code == right.status_code == 200
        assert dict(wrong.headers) == dict(right.headers)
        assert "Kode tidak ditemukan" in wrong.content.decode()
        assert typed not in words_of(wrong.content.decode()).split("misalnya")[0] or typed == "-"


def test_the_check_is_kept_out_of_search_engines(dinas: Dinas) -> None:
    answer = visit(None, "/cek/")

    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in answer.content.decode()


@pytest.mark.parametrize("typed", ["abcd efgh jkmn pqrs", "ABCD-EFGH-JKMN-PQRS", " abcdefgh.jkmnpqrs "])
def test_a_code_may_be_typed_in_any_way(db: None, typed: str) -> None:
    assert visit(None, "/cek/", kode=typed)["Location"] == "/cek/ABCD-EFGH-JKMN-PQRS/"


def test_mistaken_letters_are_read_as_meant() -> None:
    assert read_code("oOiI-lL11-0000-0000") == "0011111100000000"
    assert read_code("UUUU-0000-0000-0000") == ""


def test_codes_hold_eighty_bits() -> None:
    codes = {new_code() for _ in range(2000)}

    assert len(codes) == 2000
    assert len(SIGNS) ** 16 == 2**80
    assert {len(code) for code in codes} == {16}


def test_too_many_wrong_codes_from_one_address_must_wait_and_others_need_not(dinas: Dinas) -> None:
    letter = dinas.issue()
    for _ in range(MISSES):
        check_letter(typed="salah", address="203.0.113.5", at=AT)

    with pytest.raises(TooMany, match="sepuluh menit"):
        check_letter(typed=letter.check_code, address="203.0.113.5", at=AT)
    assert check_letter(typed=letter.check_code, address="203.0.113.6", at=AT)
    assert check_letter(typed=letter.check_code, address="203.0.113.5", at=AT + timedelta(minutes=10))


def test_behind_a_proxy_each_caller_is_counted_alone(client, settings, monkeypatch) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    monkeypatch.setattr("kesos.documents.services.checking.MISSES", 2)

    def asked(address: str) -> int:
        return client.get("/cek/salah/", headers={"X-Forwarded-For": address}).status_code

    assert [asked("203.0.113.5") for _ in range(3)] == [200, 200, 429]
    assert asked("203.0.113.6") == 200


def test_right_codes_are_never_counted_and_no_address_is_kept(dinas: Dinas) -> None:
    letter = dinas.issue()
    for _ in range(MISSES + 5):
        assert check_letter(typed=letter.check_code, address="203.0.113.5", at=AT)
    check_letter(typed="salah", address="203.0.113.5", at=AT)

    assert [(row.misses, "203.0.113" in row.caller) for row in CheckMiss.objects.all()] == [(1, False)]


def test_without_an_actor_the_table_itself_stays_closed(dinas: Dinas) -> None:
    letter = dinas.issue()

    with connection.cursor() as cursor:
        cursor.execute("select count(*) from documents_document")
        assert cursor.fetchone() == (0,)
        cursor.execute("select * from documents_check(%s)", [letter.check_code])
        columns = [column.name for column in cursor.description]

    assert columns == [
        "number", "kind", "title", "initials", "state", "issued_on", "valid_until", "office", "time_zone",
    ]  # fmt: skip


def test_the_database_itself_hides_letters_of_the_neighbour(dinas: Dinas) -> None:
    dinas.issue()

    with acting(NEIGHBOUR), connection.cursor() as cursor:
        for statement in (
            "select count(*) from documents_document",
            "select count(*) from documents_named('SITI', 10)",
        ):
            cursor.execute(statement)
            assert cursor.fetchone() == (0,)
        cursor.execute("update documents_document set person_id = 1")
        assert cursor.rowcount == 0


def test_refuses_to_withdraw_out_of_area_without_right_twice_or_without_reason(dinas: Dinas) -> None:
    letter = dinas.issue()

    with acting(NEIGHBOUR), pytest.raises(Refused, match="tidak ditemukan"):
        withdraw(document_id=letter.pk, reason="x", by=NEIGHBOUR, at=AT)
    from tests.documents.conftest import actor_of

    reader = actor_of("3571", "letter.view")
    with acting(reader), pytest.raises(NotAllowed):
        withdraw(document_id=letter.pk, reason="x", by=reader, at=AT)
    with acting(OPERATOR):
        with pytest.raises(Refused, match="Alasan"):
            withdraw(document_id=letter.pk, reason="  ", by=OPERATOR, at=AT)
        withdraw(document_id=letter.pk, reason="salah", by=OPERATOR, at=AT)
        with pytest.raises(NotInForce, match="sudah dicabut"):
            withdraw(document_id=letter.pk, reason="lagi", by=OPERATOR, at=AT)


def test_the_search_by_name_goes_by_the_index_of_names(dinas: Dinas) -> None:
    with acting(HEAD), connection.cursor() as cursor:
        cursor.execute("select prosrc from pg_proc where proname = 'documents_named'")
        body = cursor.fetchone()[0].replace("wanted", "'SITI'").replace("limit most", "limit 500")
    with as_owner() as owner, owner.transaction():
        owner.execute("set local role kesos_reader")
        owner.execute("set local enable_seqscan = off")  # a table of three letters is never worth an index
        owner.execute("set local enable_indexscan = off")
        plan = "\n".join(row[0] for row in owner.execute(f"explain {body}").fetchall())

    assert "document_name" in plan
