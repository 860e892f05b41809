"""Every address that names one thing: what makes one in Kota Kediri, whose role opens it there, what is answered."""

import io
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client

from kesos.access.door import at_the_door
from kesos.access.models import ApiToken, User
from kesos.access.services import offices
from kesos.access.services.tokens import create_token
from kesos.access.web.account_views import BACKEND
from kesos.database.acting import acting
from kesos.documents.services import templates
from kesos.documents.services.issuing import issue_many
from kesos.files import services as files
from kesos.foundation.actor import SYSTEM
from kesos.workflow.services import calendars
from tests.access.world import a_grant, a_user, an_official
from tests.api.things import Things, all_things
from tests.api.world import BAWANG, KAB_KEDIRI, KEDIRI, NGRONGGO, NOW, Program, a_program
from tests.documents.conftest import HEAD, KIND, Dinas, new_dinas, order
from tests.journeys.things import a_named_manager, a_told_death, a_told_move, an_awaiting, an_event_file
from tests.kept import of_this_test
from tests.portal.things import PortalThings, portal_things
from tests.programmes.things import a_quota, a_wage
from tests.programmes.world import Succession, a_succession
from tests.rules.recipients import a_check, a_notice, a_recipient, a_task

NEXT = {BAWANG: NGRONGGO, KEDIRI: KAB_KEDIRI}
Named = dict[str, Any]


class World:
    """Made as far as a walk asks for it."""

    def __init__(self) -> None:
        self.programs: dict[tuple[str, str], Program] = {}
        with connection.cursor() as cursor:  # past the numbers of the actors that other worlds invent
            cursor.execute("select max(nextval('access_user_id_seq')) from generate_series(1, 500)")

    @classmethod
    def of_bawang(cls) -> "World":
        """With one of everything, and those who look at it here and next door."""
        made = cls()
        assert made.things
        for role, area in itertools.product(("OP_DESA", "LURAH"), (BAWANG, NGRONGGO)):
            made.official(role, area)
        for role, area in itertools.product(("SUPERVISOR", "KADIS", "OP_DINSOS", "ADMIN"), (KEDIRI, KAB_KEDIRI)):
            made.official(role, area)
        return made

    def again(self) -> "World":
        """For one test: what it makes besides is forgotten with it."""
        mine = of_this_test(self)
        vars(mine)["things"] = of_this_test(self.things)
        return mine

    def official(self, role: str, area: str) -> Program:
        if (role, area) not in self.programs:
            self.programs[role, area] = a_program(role, area)
        return self.programs[role, area]

    def client(self, role: str, area: str) -> Client:
        return signed_in(self.official(role, area).user)

    @cached_property
    def dinas(self) -> Dinas:
        return new_dinas()

    @cached_property
    def portal(self) -> PortalThings:
        return portal_things(self.official("WARGA", BAWANG).actor)

    @cached_property
    def things(self) -> Things:
        return all_things(self.official("OP_DESA", BAWANG), self.official("LURAH", BAWANG), self.dinas)


def signed_in(user: User) -> Client:
    client = Client()
    with at_the_door():
        Authenticator.objects.get_or_create(user=user, type="totp", defaults={"data": {}})
        client.force_login(user, backend=BACKEND)
        session = client.session
        proven = {"method": "password", "at": time.time(), "reauthenticated": True}
        session["account_authentication_methods"] = [proven]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
    return client


@dataclass(frozen=True)
class Walk:
    """`right` is what the right official gets: a page (200), the way on (302), or a form or state that says no."""

    named: Callable[[World], Named]
    role: str = "OP_DESA"
    area: str = BAWANG
    method: str = "get"
    right: int = 200
    sent: Callable[[World], Named] | Named | None = None

    def data(self, world: World) -> Named:
        return self.sent(world) if callable(self.sent) else self.sent or {}


def an_account(world: World) -> Named:
    return {"user_id": an_official("sari", "STAF", KEDIRI).pk}


def an_office(world: World) -> Named:
    return {"grant_id": a_grant(a_user("sari"), "STAF", KEDIRI).pk}


def a_deputy(world: World) -> Named:
    absent, deputy = an_official("budi", "KADIS", KEDIRI), an_official("rini", "KABID", KEDIRI)
    by = world.official("ADMIN", KEDIRI).actor
    with acting(by):
        lent = offices.delegate(
            kind="plh", from_user_id=absent.pk, to_user_id=deputy.pk, role="KADIS", area=KEDIRI, valid_from=NOW,
            valid_to=NOW + timedelta(days=7), letter_number="800/12/2026", by=by, at=NOW,
        )  # fmt: skip
    return {"delegation_id": lent.pk}


def a_token(world: World) -> Named:
    user = world.official("OP_DESA", BAWANG).user
    with acting(SYSTEM):
        create_token(user_id=user.pk, name="dinas", scopes=["person.view"], by=SYSTEM, at=NOW)
    with at_the_door():
        return {"token_id": ApiToken.objects.get(user=user, name="dinas").pk}


def a_passkey(world: World) -> Named:
    with at_the_door():
        made = Authenticator.objects.create(
            user=world.official("OP_DESA", BAWANG).user, type="webauthn", data={"name": "kunci"}
        )
    return {"pk": made.pk}


def a_draft_template(world: World) -> Named:
    with acting(HEAD):
        made = templates.save_draft(kind=KIND, office=world.dinas.office, values={}, by=HEAD, at=NOW)
    return {"template_id": made.pk}


def a_preview(world: World) -> Named:
    return {**a_draft_template(world), "form": "png"}


def succession(world: World) -> Succession:
    """Somebody left a place in Bawang, somebody waits for it, and a plan joins them."""
    return world.things.once("succession", lambda: a_succession(at=NOW))


def a_membership(world: World) -> Named:
    return {"enrolment_id": succession(world).left.pk}


def a_plan(world: World) -> Named:
    return {"run_id": succession(world).plan.pk}


def a_batch(world: World) -> Named:
    with acting(HEAD):
        made = issue_many(
            kind=KIND, office=world.dinas.office, signer=world.dinas.signer, orders=[order(), order()], by=HEAD, at=NOW
        )
    return {"batch": made.batch}


def a_sheet(world: World) -> Named:
    by = world.official("OP_DESA", BAWANG).actor
    with acting(by):
        file = files.put(
            data=io.BytesIO(b"NIK,Nama\n9971035204790001,SULASTRI\n"), name="bnba.csv", kind="spreadsheet",
            region_code=BAWANG, by=by, at=NOW,
        )  # fmt: skip
    return {"key": file.pk}


def a_holiday(world: World) -> Named:
    by = world.official("ADMIN", KEDIRI).actor
    with acting(by):
        made = calendars.add_holiday(region_code=KEDIRI, day=NOW.date(), name="Hari jadi kota", by=by, at=NOW)
    return {"holiday_id": made.pk}


def a_freeze(world: World) -> Named:
    by = world.official("ADMIN", KEDIRI).actor
    with acting(by):
        made = calendars.add_freeze(
            region_code=KEDIRI, starts_at=NOW, ends_at=NOW + timedelta(days=2), reason="Pindah kantor", by=by, at=NOW
        )
    return {"freeze_id": made.pk}


def a_member_visited(world: World) -> Named:
    visit = world.things.visit
    with acting(SYSTEM):
        person = visit.family.memberships.order_by("pk").values_list("person_id", flat=True)[0]
    return {"visit_id": visit.pk, "person_id": person}


def of(**named: Callable[[Things], Any]) -> Callable[[World], Named]:
    return lambda world: {name: told(world.things) for name, told in named.items()}


PERSON = of(person_id=lambda t: t.person.pk)
ASKER = of(person_id=lambda t: t.asker.pk)
TASK = of(task_id=lambda t: t.task.pk)
RUN = of(run_id=lambda t: t.run.pk)
JOB = of(run_id=lambda t: t.job.pk)
FILE = of(key=lambda t: t.file.pk)
EVENT_FILE = of(key=an_event_file)
LETTER = of(letter=lambda t: t.letter.uuid)
PICTURE = of(letter=lambda t: t.letter.uuid, page=lambda t: 1)
PROPOSAL = of(number=lambda t: t.proposal.number)
HELD = of(village=lambda t: t.deliberation.region_id, day=lambda t: f"{t.deliberation.held_on:%Y-%m-%d}")
MONTH = of(region_code=lambda t: t.month.region_id, month=lambda t: f"{t.month.month:%Y-%m}")
EVENT = of(event_id=lambda t: t.event)
FAMILY = of(family_id=lambda t: t.family.pk)
HOUSE_PHOTO = of(photo_id=lambda t: t.house_photo.pk)
QUOTA = of(quota_id=a_quota)
WAGE = of(kind=lambda t: "upah", row_id=a_wage)
VISIT = of(visit_id=lambda t: t.visit.pk)
CLOSED = of(visit_id=lambda t: t.closed_visit.pk)
RECIPIENT, CHECKED, NOTICED = of(enrolment_id=a_recipient), of(enrolment_id=a_check), of(enrolment_id=a_notice)
REASON = {"keperluan": "kk", "keterangan": "Mencocokkan KTP di loket"}


def admin(named: Callable[[World], Named], method: str = "post", right: int = 302, **sent: str) -> Walk:
    return Walk(named, "ADMIN", KEDIRI, method, right, sent)


def office(named: Callable[[World], Named], role: str, method: str = "get", right: int = 200, **sent: str) -> Walk:
    return Walk(named, role, KEDIRI, method, right, sent)


def post(named: Callable[[World], Named], right: int = 302, *, role: str = "OP_DESA", **sent: str) -> Walk:
    return Walk(named, role, BAWANG, "post", right, sent)


def told(**named: Callable[[PortalThings], Any]) -> Callable[[World], Named]:
    return lambda world: {name: of(world.portal) for name, of in named.items()}


REPORT = told(report_id=lambda t: t.report.pk)
RIGHT = told(request_id=lambda t: t.right.pk)
INCIDENT = told(incident_id=lambda t: t.incident.pk)
PORTAL = {
    "portal:own_report": Walk(REPORT, "WARGA"),
    "portal:own_right": Walk(RIGHT, "WARGA"),
    "portal:own_right_step": Walk(RIGHT, "WARGA", method="post", right=302, sent={"langkah": "batalkan"}),
    "portal:right": Walk(RIGHT),
    "portal:right_step": post(RIGHT, langkah="penuhi", alasan="Diperbaiki menurut KTP"),
    "portal:report": Walk(REPORT),
    "portal:report_step": office(REPORT, "OP_DINSOS", "post", 302, langkah="catat"),
    "portal:report_field": office(REPORT, "OP_DINSOS", "post", 403, hasil="Rumah dua lantai"),
    "portal:report_follow_up": post(REPORT, 409),
    "portal:reporter": office(REPORT, "SUPERVISOR", "post", 200, alasan="Diminta inspektorat"),
    "portal:incident": admin(INCIDENT, "get", 200),
    "portal:tell_incident": admin(INCIDENT, kepada="people", cara="Surat 12"),
    "portal:close_incident": admin(INCIDENT, right=409, pelajaran="Cakram disandikan"),
    "portal:incident_letter": admin(lambda w: {**INCIDENT(w), "whom": "people"}, "get", 200),
}
WALKS = {
    "access:user": admin(an_account, "get", 200),
    "access:change": admin(an_account, "get", 200),
    "access:give_grant": admin(an_account, right=422),
    "access:delegate": admin(an_account, right=422),
    "access:invite_again": admin(an_account),
    "access:set_active": admin(an_account, active="tidak", reason="purna tugas"),
    "access:release_lock": admin(an_account),
    "access:remove_second_factor": admin(an_account, reason="Dikenali di kantor dengan KTP"),
    "access:end_grant": admin(an_office, reason="pindah tugas"),
    "access:end_delegation": admin(a_deputy),
    "access:revoke_token": post(a_token),
    "mfa_edit_webauthn": Walk(a_passkey),
    "mfa_remove_webauthn": Walk(a_passkey),
    "documents:letter": Walk(LETTER),
    "documents:picture": Walk(PICTURE),
    "documents:download": Walk(LETTER),
    "documents:withdraw": office(LETTER, "KADIS"),
    "documents:joined": Walk(a_batch),
    "documents:request": Walk(ASKER),
    "documents:request_issue": office(ASKER, "KADIS", "post", 409),
    "documents:request_refuse": post(ASKER, 302),
    "documents:preview": admin(a_preview, "get", 200),
    "documents:activate": admin(a_draft_template),
    "documents:revert": admin(a_draft_template),
    "documents:end_signer": admin(
        lambda w: {"signer_id": w.dinas.signer.pk}, day_tanggal="30", day_bulan="11", day_tahun="2026"
    ),
    "audit:event": office(EVENT, "KADIS"),
    "registry:person": Walk(PERSON),
    "registry:open_nik": post(PERSON, 200, **REASON),
    "registry:visits": Walk(FAMILY),
    "evidence:house": Walk(FAMILY),
    "evidence:panel": Walk(FAMILY),
    "evidence:card": Walk(FAMILY),
    "evidence:take": Walk(FAMILY, method="post", right=409),
    "evidence:place": post(FAMILY, cara="none", alasan="no_signal"),
    "evidence:picture": Walk(HOUSE_PHOTO),
    "evidence:small": Walk(HOUSE_PHOTO),
    "registry:family_member": Walk(FAMILY),
    "registry:visit_blank": Walk(FAMILY),
    "registry:visit": Walk(VISIT),
    "registry:visit_step": Walk(lambda w: {**VISIT(w), "slug": "rumah"}),
    "registry:visit_member": Walk(a_member_visited),
    "registry:visit_member_step": Walk(lambda w: {**a_member_visited(w), "slug": "pendidikan"}),
    "registry:visit_check": Walk(VISIT),
    "registry:visit_discard": Walk(VISIT),
    "registry:visit_paper": Walk(CLOSED),
    "registry:identity_task": Walk(TASK),
    "registry:import_stage": Walk(a_sheet, sent={"pengirim": "Disdukcapil", "tanggal": "2026-11-01"}),
    "registry:import": Walk(RUN),
    "registry:import_columns": Walk(RUN),
    "registry:import_apply": Walk(RUN, right=302),
    "registry:import_discard": post(RUN),
    "registry:import_rejects": post(RUN),
    "workflow:drop_holiday": admin(a_holiday),
    "workflow:stop_freeze": admin(a_freeze),
    "jobs:one": Walk(JOB),
    "jobs:cancel": post(JOB),
    "jobs:again": post(JOB),
    "files:one": Walk(FILE),
    "files:small": Walk(FILE),
    "programmes:check": Walk(RECIPIENT),
    "programmes:check_look": post(RECIPIENT),
    "programmes:check_attach": post(CHECKED),
    "programmes:check_decide": post(CHECKED, 409, langkah="layak"),
    "programmes:check_note": post(RECIPIENT, catatan="Rumah kosong", jenis="note"),
    "programmes:check_letter": Walk(NOTICED),
    "programmes:check_hand_over": post(NOTICED, penerima="Sulastri"),
    "programmes:check_task_answer": post(of(note_id=a_task), jawaban="Sudah"),
    "journeys:health": post(PERSON),
    "journeys:event": Walk(of(event_id=lambda t: a_told_death(t).pk)),
    "journeys:event_step": Walk(
        of(event_id=lambda t: a_told_death(t).pk),
        "OP_DINSOS",
        KEDIRI,
        "post",
        302,
        {"langkah": "kesampingkan", "alasan": "Bukan warga kota ini"},
    ),
    "journeys:event_file": office(EVENT_FILE, "OP_DINSOS"),
    "journeys:event_file_rejects": office(EVENT_FILE, "OP_DINSOS"),
    "journeys:event_file_take": office(EVENT_FILE, "OP_DINSOS", "post", 302),
    "journeys:manager_propose": Walk(
        of(enrolment_id=lambda t: an_awaiting(t).held.pk),
        method="post",
        right=302,
        sent=lambda w: {"pengurus": str(an_awaiting(w.things).heir.pk)},
    ),
    "journeys:manager_step": post(of(enrolment_id=lambda t: a_named_manager(t).enrolment_id), langkah="tarik"),
    "journeys:move": Walk(of(number=lambda t: a_told_move(t).number)),
    "journeys:move_step": post(of(number=lambda t: a_told_move(t).number), langkah="batal"),
    "programmes:quota": office(QUOTA, "KADIS"),
    "programmes:quota_change": office(QUOTA, "KADIS", "post", 302, places="9", basis="SK 8/2026"),
    "programmes:quota_end": office(
        QUOTA, "KADIS", "post", 302, last_day_tanggal="31", last_day_bulan="12", last_day_tahun="2090"
    ),
    "programmes:catalogue_withdraw": admin(WAGE),
    "proposals:one": Walk(PROPOSAL),
    "proposals:explained": Walk(PROPOSAL),
    "proposals:attach": post(PROPOSAL),
    "proposals:step": post(PROPOSAL, langkah="tarik"),
    "proposals:deliberation": Walk(HELD),
    "proposals:deliberation_attach": post(HELD),
    "proposals:deliberation_note": post(HELD, 409),
    "proposals:deliberation_step": post(HELD, role="LURAH", langkah="batalkan", alasan="Hujan deras"),
    "proposals:deliberation_print": Walk(lambda w: {**HELD(w), "paper": "daftar_awal"}),
    "proposals:deliberation_make": post(lambda w: {**HELD(w), "paper": "daftar_awal"}, role="LURAH"),
    "proposals:deliberation_attend": post(HELD, 409),
    "proposals:deliberation_confirm": post(HELD, 409, role="LURAH"),
    "proposals:deliberation_carry": post(HELD, 409, role="LURAH"),
    "proposals:period": office(MONTH, "SUPERVISOR"),
    "proposals:standing": office(MONTH, "KADIS"),
    "proposals:city": office(MONTH, "KEPALA_DAERAH"),
    "proposals:recap": office(MONTH, "KADIS"),
    "proposals:recap_file": office(MONTH, "KADIS"),
    "proposals:recap_programmes": office(MONTH, "KADIS"),
    "proposals:recap_programmes_file": office(MONTH, "KADIS"),
    "proposals:remind": office(MONTH, "KADIS", "post", 302),
    "proposals:period_step": office(MONTH, "SUPERVISOR", "post", 409, langkah="mulai_verifikasi"),
    "proposals:period_endorse": office(MONTH, "KADIS", "post", 409),
    "proposals:period_to_centre": office(MONTH, "OP_DINSOS", "post", 409),
    "programmes:membership": Walk(a_membership),
    "programmes:run": office(a_plan, "SUPERVISOR"),
    "programmes:run_minutes": office(a_plan, "SUPERVISOR"),
    "programmes:run_carry_out": office(a_plan, "KADIS", "post", 302),
    "proposals:period_results": office(MONTH, "OP_DINSOS", "post", 409),
    **PORTAL,
}
# What has a name in its address and is nobody's, with the reason.
OF_NOBODY = {
    "guide:guide": "a guide of a role, for everybody",
    "guide:picture": "a picture of an invented screen, for everybody",
    "ui:switch": "the colour of one's own screen",
    "ui:appearance": "stylesheets and scripts",
    "access:link": "a secret, for one use",
    "access:invitation": "a secret, for one use",
    "access:role": "what a role means is read by all who may read roles",
    "documents:check": "the public check: number, initials and standing alone",
    "regions:region": "a place of the country",
    "regions:code_list": "a list of codes of the country",
    "programmes:programme": "what a programme gives and asks is public",
    "programmes:catalogue_rows": "the catalogue is public; a wage is one of the reader's area or around it",
    "programmes:catalogue_change": "an empty form of the catalogue; another area is refused in tests/programmes",
    "workflow:flow": "the declaration of a flow",
    "account_confirm_email": "a secret sent by e-mail",
    "account_reset_password_from_key": "a secret sent by e-mail",
}
