"""What must be true whoever writes: tried by SQL, as the working roles and as the owner."""

import pytest
from django.db.utils import DatabaseError

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.workflow.services import decide
from tests.databases import as_owner
from tests.workflow.flows import FIELDS
from tests.workflow.world import AT, a_case, somebody, sql

pytestmark = pytest.mark.django_db
SITI = somebody(1, "uji.polos", "uji.maju", "uji.bertiga")
DECISION = """insert into workflow_decision (case_id, seq, stay, from_state, action, to_state, moved, permission,
    reason, reason_code, actor_id, actor_name, actor_roles, on_behalf_of, at, batch)
    values ({case}, {seq}, {stay}, 'MULA', 'polos', '{to}', {moved}, '', '', '', {actor}, '', '', '', now(),
    gen_random_uuid())"""
CASE = """insert into workflow_case (flow, flow_version, state, last_seq, entered_at, opened_at, opened_by,
    opened_by_name, region_code, holder, other_region_code, other_holder, title, path, closed_at, period)
    values ('{flow}', {version}, '{state}', {seq}, now(), now(), 1, '', '{region}', '{holder}', '', '',
    '', '', {closed}, {period})"""
PLAIN = {"flow": "uji.kata", "version": 1, "state": "MULA", "seq": 0, "region": "3571031009", "holder": "",
         "closed": "null", "period": "null"}  # fmt: skip


def refused(statement: str, *, says: str = "") -> None:
    for actor in (SYSTEM, SITI):
        with acting(actor), pytest.raises(DatabaseError, match=says), sql() as cursor:
            cursor.execute(statement)


@pytest.mark.requirement("J-31")
@pytest.mark.parametrize(
    "statement",
    ["update workflow_decision set reason = 'lain'", "delete from workflow_decision", "truncate workflow_decision"],
)
def test_a_decision_is_never_changed(statement):
    decide(case_id=a_case(FIELDS).pk, action="polos", by=SITI, at=AT)

    refused(statement, says="permission denied")


@pytest.mark.parametrize(
    "statement",
    ["delete from workflow_case", "delete from workflow_paper", "update workflow_flowstep set reason = false",
     "delete from workflow_flowversion",
     "insert into workflow_flowstate (flow, version, state, final) values ('a', 1, 'b', true)"],
)  # fmt: skip
def test_the_working_roles_delete_no_case_and_change_no_flow(statement):
    refused(statement, says="permission denied")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"state": "ENTAH"}, "begins"),
        ({"state": "TENGAH"}, "begins"),
        ({"version": 9}, "begins"),
        ({"flow": "entah"}, "begins"),
        ({"seq": 3}, "begins"),
        ({"closed": "now()"}, "case_in_declared_state"),
        ({"region": "357"}, "case_region_digits"),
        ({"region": "35.71"}, "case_region_digits"),
        ({"holder": "panti"}, "case_holder_kind_and_id"),
        ({"period": "'2026-11-02'"}, "case_period_is_a_month"),
    ],
)
def test_no_case_is_made_that_could_not_have_been_opened(wrong, says):
    with acting(SYSTEM), pytest.raises(DatabaseError, match=says), sql() as cursor:
        cursor.execute(CASE.format(**{**PLAIN, **wrong}))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("state = 'USAI', stay = null, last_seq = 1, closed_at = now()", "does not change"),
        ("state = 'USAI', closed_at = now()", "does not change"),
        ("stay = 1, last_seq = 1, state = 'USAI', closed_at = now()", "case_brought_by_decision"),
        ("closed_at = now()", "case_in_declared_state"),
        ("flow = 'uji.versi'", "does not change"),
        ("flow_version = 2", "does not change"),
        ("opened_by = 7", "does not change"),
        ("entered_at = opened_at - interval '1 day'", "case_entered_after_opening"),
    ],
)
def test_no_case_is_moved_by_hand(change, says):
    case = a_case(FIELDS)

    refused(f"update workflow_case set {change} where id = {case.pk}", says=says)


def test_no_case_stands_in_a_state_its_version_does_not_know():
    case = a_case(FIELDS)
    with acting(SYSTEM), sql() as cursor:
        cursor.execute(DECISION.format(case=case.pk, seq=1, stay=0, to="ENTAH", moved=True, actor=1))

    with acting(SYSTEM), pytest.raises(DatabaseError, match="case_in_declared_state"), sql() as cursor:
        cursor.execute(f"update workflow_case set state = 'ENTAH', stay = 1, last_seq = 1 where id = {case.pk}")


def test_a_moved_case_does_not_go_back_to_where_another_decision_led():
    case = decide(case_id=a_case(FIELDS).pk, action="maju", by=SITI, at=AT)

    refused(f"update workflow_case set state = 'MULA' where id = {case.pk}", says="case_brought_by_decision")
    refused(f"update workflow_case set last_seq = 0 where id = {case.pk}", says="does not change")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"seq": 1}, "decision_numbered_once|decision_leads_to"),
        ({"seq": 2}, "decision_once_a_person"),
        ({"seq": 2, "actor": 2, "stay": 2}, "decision_after_entering"),
        ({"seq": 2, "actor": 2, "moved": False, "to": "USAI"}, "decision_moved"),
        ({"case": 987_654, "actor": 2}, "row-level security|foreign key"),
    ],
)
def test_a_decision_has_its_own_number_and_one_voice_a_person(wrong, says):
    case = a_case(FIELDS)
    told = {"case": case.pk, "seq": 1, "stay": 0, "to": "USAI", "moved": True, "actor": 1}
    with acting(SYSTEM), sql() as cursor:
        cursor.execute(DECISION.format(**told))

    refused(DECISION.format(**{**told, **wrong}), says=says)


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("insert into workflow_paper (case_id, code, file_key, value, by_id, by_name, at, current) "
         "values ({case}, 'ktp', '', '', 1, '', now(), true)", "paper_file_or_value"),
        ("insert into workflow_paper (case_id, code, file_key, value, by_id, by_name, at, current) "
         "select {case}, 'ktp', '', 'ada', 1, '', now(), true from generate_series(1, 2)", "paper_current_once"),
        ("insert into workflow_holiday (day, region_code, name, kind) values ('2026-11-12', '', '', 'nasional')",
         "holiday_has_a_name"),
        ("insert into workflow_holiday (day, region_code, name, kind) values ('2026-11-12', '3571', 'x', 'nasional')",
         "holiday_local_kind"),
        ("insert into workflow_holiday (day, region_code, name, kind) values ('2026-12-25', '', 'x', 'nasional')",
         "holiday_once"),
        ("insert into workflow_calendarday (region_code, event, day, from_month) values ('', 'x', 32, '2026-11-01')",
         "calendar_day_of_a_month"),
        ("insert into workflow_calendarday (region_code, event, day, from_month) values ('', 'x', 3, '2026-11-02')",
         "calendar_day_whole_months"),
        ("insert into workflow_calendarday (region_code, event, day, from_month, to_month) "
         "values ('', 'x', 3, '2026-11-01', '2026-10-01')", "calendar_day_in_order"),
        ("insert into workflow_officezone (region_code, zone) values ('98', 'Europe/Paris')", "office_zone_known"),
        ("insert into workflow_officehours (region_code, weekday, opens, closes, valid_from) "
         "values ('', 8, '08:00', '09:00', '2026-01-01')", "office_hours_weekday"),
        ("insert into workflow_officehours (region_code, weekday, opens, closes, valid_from) "
         "values ('', 7, '10:00', '09:00', '2026-01-01')", "office_hours_in_order"),
        ("insert into workflow_freeze (region_code, flow, starts_at, ends_at, reason, save_for, by_name) "
         "values ('', '', now(), now(), 'x', '{{}}', '')", "freeze_in_order"),
        ("insert into workflow_freeze (region_code, flow, starts_at, ends_at, reason, save_for, by_name) "
         "values ('', '', now(), now() + interval '1 day', '', '{{}}', '')", "freeze_has_a_reason"),
        ("insert into workflow_quorumlimit (rule, from_amount, quorum, valid_from) values ('x', 0, 0, '2026-01-01')",
         "quorum_limit_somebody"),
        ("insert into workflow_quorumlimit (rule, from_amount, quorum, valid_from) values ('x', -1, 1, '2026-01-01')",
         "quorum_limit_amount"),
        ("insert into workflow_quorumlimit (rule, from_amount, quorum, valid_from, valid_to) "
         "values ('x', 0, 1, '2026-02-01', '2026-01-01')", "quorum_limit_in_order"),
        ("insert into workflow_reason (list, code, label, valid_from, valid_to) "
         "values ('TL', 'TL-99', 'x', '2026-02-01', '2026-01-01')", "reason_in_order"),
        ("insert into workflow_reason (list, code, label, valid_from) values ('TL', 'TL-01', 'x', '2024-01-01')",
         "reason_once"),
    ],
)  # fmt: skip
def test_no_row_is_written_that_makes_no_sense(statement, says):
    case = a_case(FIELDS)

    refused(statement.format(case=case.pk), says=says)


def test_a_step_or_state_of_no_version_cannot_be_stored_even_by_the_owner():
    with as_owner() as owner, pytest.raises(Exception, match="flow_state_of_version"):
        owner.execute("insert into workflow_flowstate (flow, version, state, final) values ('entah', 1, 'A', false)")
