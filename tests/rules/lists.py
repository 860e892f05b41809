"""Every address without a name in it that shows rows, counts or choices of an area, and what it shows there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern
from django.utils.html import escape

from kesos.foundation.numbers import as_text
from kesos.notices.services import Draft, notify
from kesos.portal.queries.recipients import masked_name
from kesos.ui.screens import PUBLIC
from tests.access.world import an_official
from tests.api.world import BAWANG, KEDIRI, NOW
from tests.insight.things import a_standing
from tests.journeys.things import a_named_manager, a_told_death, a_told_move
from tests.padan.things import a_finding, a_pair_of
from tests.programmes.things import a_quota, an_outsider
from tests.registry.things import a_need
from tests.rules.recipients import a_recipient, a_task
from tests.rules.walking import World, succession
from tests.rules.walks import Named


@dataclass(frozen=True)
class Look:
    """`shown` stands on the right official's page, and on no page of the next area."""

    shown: Callable[[World], str]
    role: str = "OP_DESA"
    area: str = BAWANG
    method: str = "get"
    sent: Callable[[World], Named] | Named | None = None

    def data(self, world: World) -> Named:
        return self.sent(world) if callable(self.sent) else self.sent or {}


def of(told: Callable[[Any], str]) -> Callable[[World], str]:
    return lambda world: escape(told(world.things))


def portal(told: Callable[[Any], str]) -> Callable[[World], str]:
    return lambda world: escape(told(world.portal))


def an_account(world: World) -> str:
    an_official("sari.tempurejo", "STAF", KEDIRI)
    return "sari.tempurejo"


def a_notice(world: World) -> str:
    reader = world.official("OP_DESA", BAWANG).user
    notify(Draft(key="usulan:1", subject="Usulan dikembalikan", body="Lengkapi foto", user_id=reader.pk), at=NOW)
    return "Usulan dikembalikan"


def the_signer(world: World) -> str:
    return escape(world.dinas.signer.name)


def the_office(world: World) -> str:
    return world.dinas.office.name


LISTS = {
    "journeys:events": Look(of(lambda t: f"/peristiwa/{a_told_death(t).pk}/")),
    "journeys:events_print": Look(of(lambda t: a_told_death(t).number)),
    "insight:recap": Look(lambda w: a_standing(w.things) and "Bawang"),
    "insight:recap_file": Look(lambda w: a_standing(w.things) and BAWANG, sent={"sebagai": "csv"}),
    "insight:standing": Look(lambda w: f"/warga/{a_standing(w.things)}/"),
    "insight:standing_print": Look(lambda w: a_standing(w.things) and escape(w.things.asker.full_name)),
    "registry:ppks": Look(of(lambda t: f"/warga/{a_need(t).person_id}/")),
    "registry:ppks_print": Look(of(lambda t: a_need(t).person.full_name)),
    "padan:bench": Look(of(lambda t: f"/padan/ganda/{a_pair_of(t).pk}/nilai/")),
    "padan:findings": Look(of(lambda t: f"/padan/temuan/{a_finding(t).pk}/")),
    "padan:print": Look(of(lambda t: a_finding(t).person.full_name)),
    "journeys:managers": Look(of(lambda t: f"/penerima/{a_named_manager(t).enrolment_id}/")),
    "journeys:moves": Look(of(lambda t: f"/pindah/{a_told_move(t).number}/")),
    "journeys:death": Look(of(lambda t: t.person.full_name), sent=lambda w: {"warga": w.things.person.pk}),
    "journeys:move_report": Look(of(lambda t: t.person.full_name), sent=lambda w: {"warga": w.things.person.pk}),
    "proposals:tasks": Look(of(lambda t: f"/usulan/{t.proposal.number}/")),
    "proposals:list": Look(of(lambda t: f"/usulan/{t.proposal.number}/")),
    "proposals:list_print": Look(of(lambda t: t.proposal.number)),
    "proposals:tasks_print": Look(of(lambda t: t.proposal.case.title)),
    "programmes:vacancies": Look(lambda w: succession(w).left.person.full_name),
    "programmes:waiting": Look(lambda w: succession(w).waits.person.full_name),
    "programmes:runs": Look(lambda w: f"/penggantian/rencana/{succession(w).plan.pk}/", "SUPERVISOR", KEDIRI),
    "proposals:aid_start": Look(of(lambda t: t.person.full_name), sent=lambda w: {"warga": w.things.person.pk}),
    "proposals:start": Look(of(lambda t: t.person.full_name), sent=lambda w: {"warga": w.things.person.pk}),
    "proposals:bulk": Look(
        of(lambda t: t.proposal.number), "SUPERVISOR", KEDIRI, "post",
        lambda w: {"pilih": w.things.proposal.pk, "langkah": "setujui"},
    ),
    "programmes:checks": Look(lambda w: f"/kelayakan/{a_recipient(w.things)}/"),
    "programmes:check_progress": Look(lambda w: a_recipient(w.things) and "Bawang"),
    "programmes:check_many": Look(
        lambda w: f"/kelayakan/{a_recipient(w.things)}/", method="post", sent=lambda w: {"pilih": a_recipient(w.things)}
    ),
    "programmes:check_print": Look(lambda w: a_recipient(w.things) and escape(w.things.person.full_name)),
    "programmes:check_tasks": Look(lambda w: a_task(w.things) and "Tolong kunjungi"),
    "programmes:check_companions": Look(
        lambda w: a_recipient(w.things) and "1 keluarga penerima", "OP_DINSOS", KEDIRI, sent={"kelurahan": BAWANG}
    ),
    "proposals:deliberations": Look(of(lambda t: f"/musyawarah/{BAWANG}/")),
    "proposals:schedule": Look(lambda w: "Bawang", "LURAH", method="post"),
    "proposals:standing_newest": Look(of(lambda t: f"/periode/{KEDIRI}/"), "KADIS", KEDIRI),
    "proposals:city_newest": Look(of(lambda t: f"/periode/{KEDIRI}/"), "KEPALA_DAERAH", KEDIRI),
    "proposals:periods": Look(of(lambda t: f"/periode/{KEDIRI}/"), "SUPERVISOR", KEDIRI),
    "documents:letters": Look(of(lambda t: t.letter.number)),
    "documents:request_new": Look(of(lambda t: t.asker.full_name), sent=lambda w: {"warga": w.things.asker.pk}),
    "documents:counter": Look(
        of(lambda t: t.person.full_name), method="post", sent=lambda w: {"nik": as_text(w.things.person.nik)}
    ),
    "documents:requests": Look(of(lambda t: f"/surat/permohonan/{t.asker.pk}/")),
    "documents:requests_issue": Look(
        of(lambda t: t.asker.full_name), "KADIS", KEDIRI, "post",
        lambda w: {"pilih": w.things.request, "penanda": w.things.dinas.signer.pk},
    ),
    "documents:template": Look(the_office, "ADMIN", KEDIRI),
    "documents:signers": Look(the_signer, "ADMIN", KEDIRI),
    "access:users": Look(an_account, "ADMIN", KEDIRI),
    "audit:trail": Look(of(lambda t: f"/jejak/{t.event}/"), "KADIS", KEDIRI),
    "evidence:map": Look(of(lambda t: t.person.full_name), sent={"wilayah": BAWANG}),
    "evidence:points": Look(lambda w: f'"ids":[{w.things.family.pk}]', sent={"wilayah": BAWANG}),
    "evidence:drawn": Look(lambda w: "Titik rumah Bawang", sent={"wilayah": BAWANG}),
    "registry:people": Look(of(lambda t: t.person.full_name)),
    "registry:family_new": Look(lambda w: "Bawang"),
    "registry:identity_tasks": Look(of(lambda t: f"/tugas-identitas/{t.task.pk}/")),
    "registry:imports": Look(of(lambda t: f"/impor/{t.run.pk}/")),
    "registry:import_upload": Look(lambda w: "Bawang"),
    "registry:quality": Look(lambda w: "Bawang"),
    "registry:export": Look(lambda w: "Bawang"),
    "regions:picker": Look(lambda w: "Bawang", sent={"q": "bawang", "tingkat": "4"}),
    "programmes:quotas": Look(of(lambda t: f"/kuota/{a_quota(t)}/"), "KADIS", KEDIRI),
    "programmes:quotas_print": Look(of(lambda t: f"SK Kuota {a_quota(t)}"), "KADIS", KEDIRI),
    "programmes:quota_new": Look(lambda w: "Kota Kediri", "KADIS", KEDIRI),
    "programmes:weights": Look(lambda w: "Kota Kediri", "KADIS", KEDIRI),
    "programmes:what_if": Look(lambda w: "Kota Kediri", "KADIS", KEDIRI),
    "programmes:unlisted": Look(of(an_outsider), "KADIS", KEDIRI),
    "programmes:unlisted_print": Look(of(an_outsider), "KADIS", KEDIRI),
    "jobs:mine": Look(of(lambda t: f"/pekerjaan/{t.job.pk}/")),
    "notices:mine": Look(a_notice),
    "portal:reports": Look(portal(lambda t: f"/usul-sanggah/{t.report.pk}/")),
    "portal:rights": Look(portal(lambda t: f"/hak-data/{t.right.pk}/")),
    "portal:consents": Look(portal(lambda t: t.person.full_name)),
    "portal:incidents": Look(portal(lambda t: f"/insiden/{t.incident.pk}/"), "ADMIN", KEDIRI),
    "portal:own_reports": Look(portal(lambda t: f"/saya/laporan/{t.report.pk}/"), "WARGA"),
    "portal:home": Look(portal(lambda t: f"/saya/laporan/{t.report.pk}/"), "WARGA"),
    "portal:own_data": Look(portal(lambda t: f"/saya/hak/{t.right.pk}/"), "WARGA"),
    "portal:tell_sanggah": Look(
        portal(lambda t: masked_name(t.recipient.person.full_name)), "WARGA", sent={"nama": "siti aminah"}
    ),
    **{
        f"portal:{name}": Look(portal(lambda t: t.person.full_name), sent=lambda w: {"warga": w.portal.person.pk})
        for name in ("citizen", "take_usul", "take_sanggah", "counter_data", "counter_correct", "counter_object")
    },
    "portal:own_correct": Look(
        portal(lambda t: t.person.full_name), "WARGA", sent=lambda w: {"warga": w.portal.person.pk}
    ),
    "portal:own_object": Look(
        portal(lambda t: t.person.full_name), "WARGA", sent=lambda w: {"warga": w.portal.person.pk}
    ),
}  # fmt: skip
NOTHING_OF_AN_AREA = {
    "programmes:plan": "plans in the planner's own kab/kota; another one is not found in tests/programmes",
    "insight:refresh": "counts the whole country anew and shows nothing",
    "insight:standing_export": "the filter in words; what the file holds is judged in tests/insight",
    "registry:ppks_export": "the filter in words; what the file holds is judged in tests/registry",
    "padan:undo": "no row; one's own last word is taken back, judged in tests/padan",
    "padan:search": "no row; begins a search, for whoever may in their area",
    "padan:propose_many": "no row; what may be chosen is judged in tests/padan",
    "journeys:pull": "asks the registry for the whole office; what comes is seen by area",
    "journeys:event_file_send": "an empty form; whom a file may tell of is judged in tests/journeys",
    "journeys:places": "names of villages of the country",
    "portal:tell_usul": "an empty form of one's own",
    "portal:own_data_file": "the file of the own family; another one is not found in tests/portal",
    "portal:counter_data_file": "a file; the next kelurahan finds nobody in tests/portal",
    "portal:own_consent": "leads to one's own data; another family is not found in tests/portal",
    "portal:counter_consent": "leads to the data of one person; the next kelurahan finds nobody in tests/portal",
    "portal:new_incident": "an empty form; the place is the writer's own",
    "portal:retention": "classes of data hold for the whole country",
    "portal:processing": "names of tables of the program",
    "portal:processing_file": "names of tables of the program",
    "portal:terms": "terms of one's own place are public",
    "access:account": "one's own account",
    "evidence:of_person": "leads to the house of one person; another area is refused in tests/evidence",
    "proposals:list_export": "the filter in words; what the file holds is judged in tests/proposals",
    "programmes:check_export": "the filter in words; what the file holds is judged in tests/programmes",
    "proposals:tasks_export": "the filter in words; what the file holds is judged in tests/proposals",
    "access:new_token": "an empty form of one's own permissions",
    "access:features": "switches of one's own kab/kota; another one is refused in tests/access",
    "access:limits": "limits hold for the whole country",
    "access:email": "leads to one's own account",
    "access:my_sessions": "one's own sessions",
    "access:time_left": "one's own session",
    "access:stay": "one's own session",
    "access:staff_session": "one's own session; the area asked for is judged in tests/access",
    "access:close_staff_session": "one's own session",
    "access:invite": "an empty form; another area is refused in tests/access",
    "access:roles": "what roles mean is read by all who may read them",
    "programmes:catalogue": "what programmes give and ask is public",
    "programmes:quotas_excel": "a file; that it holds the own area alone is judged in tests/programmes",
    "registry:card": "one person by NIK; that the next kelurahan gets nobody is judged in tests/registry",
    "registry:look_across": "the one look that crosses areas, with its own tests",
    "regions:browse": "the places of the country",
    "regions:code_lists": "the lists of codes of the country",
    "workflow:flows": "the declarations of flows",
    "workflow:calendar": "calendars and holidays are public",
    "workflow:new_holiday": "an empty form; another area is refused in tests/workflow",
    "workflow:new_day": "an empty form; another area is refused in tests/workflow",
    "workflow:new_freeze": "an empty form; another area is refused in tests/workflow",
    "notices:read": "one's own notices",
}


def closed_lists(found: Iterable[tuple[str, str, URLPattern]]) -> set[str]:
    """Addresses of ours without a name in them that need an actor."""
    return {
        name
        for at, name, entry in found
        if "<" not in at and not at.startswith("api/") and getattr(entry.callback, "needs", PUBLIC) != PUBLIC
    }
