"""Walks of what administrators keep: accounts, offices, tokens, templates, signers, calendar, limits; and notices."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from kesos.access.door import at_the_door
from kesos.access.models import ApiToken, User
from kesos.access.services import offices
from kesos.access.services.tokens import create_token
from kesos.database.acting import acting
from kesos.documents.services import templates
from kesos.foundation.actor import SYSTEM, Actor
from kesos.notices.services import Draft, notify
from kesos.workflow.services import calendars
from tests.access.world import a_grant, a_user, an_official
from tests.api.things import Things
from tests.api.walk import EMPTY, SAME, Walk
from tests.api.world import KEDIRI, NOW
from tests.documents.conftest import HEAD, KIND

KEEPER = Actor(
    user_id=990,
    name="Penjaga",
    grants=frozenset((each, KEDIRI) for each in ("user.manage", "calendar.manage")),
    holders=frozenset({f"users:{KEDIRI}"}),
)
REASON = {"reason": "Dikenali di kantor dengan KTP"}
TOMORROW = (NOW + timedelta(days=1)).isoformat()
NEXT_WEEK = (NOW + timedelta(days=7)).isoformat()


def an_account(t: Things) -> int:
    return t.once("account", _an_account_with_a_mailbox)


def _an_account_with_a_mailbox() -> int:
    made = an_official("sari", "STAF", KEDIRI)
    with acting(SYSTEM):
        User.objects.filter(pk=made.pk).update(email="sari@contoh.id")
    return made.pk


def a_head(t: Things) -> int:
    return t.once("head", lambda: an_official("budi", "KADIS", KEDIRI).pk)


def a_held_grant(t: Things) -> int:
    return t.once("grant", lambda: a_grant(a_user("tini"), "STAF", KEDIRI).pk)


def a_deputy(t: Things) -> int:
    def make() -> int:
        absent, deputy = a_head(t), an_official("rini", "KABID", KEDIRI)
        with acting(SYSTEM):
            return offices.delegate(
                kind="plh", from_user_id=absent, to_user_id=deputy.pk, role="KADIS", area=KEDIRI, valid_from=NOW,
                valid_to=NOW + timedelta(days=7), letter_number="800/12/2026", by=KEEPER, at=NOW,
            ).pk  # fmt: skip

    return t.once("deputy", make)


def a_token(t: Things) -> int:
    def make() -> int:
        with acting(SYSTEM):
            user = User.objects.get(username__startswith="op-desa.3571031009")
            create_token(user_id=user.pk, name="lama", scopes=["person.view"], by=SYSTEM, at=NOW)
        with at_the_door():
            return ApiToken.objects.get(name="lama").pk

    return t.once("token", make)


def a_template(t: Things) -> int:
    def make() -> int:
        with acting(HEAD):
            return templates.save_draft(kind=KIND, office=t.dinas.office, values={}, by=HEAD, at=NOW).pk

    return t.once("template", make)


def a_holiday(t: Things) -> int:
    def make() -> int:
        with acting(KEEPER):
            return calendars.add_holiday(region_code=KEDIRI, day=NOW.date(), name="Hari jadi", by=KEEPER, at=NOW).pk

    return t.once("holiday", make)


def a_freeze(t: Things) -> int:
    def make() -> int:
        with acting(KEEPER):
            return calendars.add_freeze(
                region_code=KEDIRI, starts_at=NOW, ends_at=NOW + timedelta(days=2), reason="Pindah kantor", by=KEEPER,
                at=NOW,
            ).pk  # fmt: skip

    return t.once("freeze", make)


def a_notice(t: Things) -> int:
    def make() -> int:
        with acting(SYSTEM):
            user = User.objects.get(username__startswith="op-desa.3571031009")
        notify(Draft(key="usulan:1", subject="Dikembalikan", body="Lengkapi", user_id=user.pk), at=NOW)
        return 1

    return t.once("notice", make)


def at(start: str, make: Callable[[Things], Any], end: str = "") -> Callable[[Things], str]:
    return lambda t: f"{start}{make(t)}{end}"


def admin(address: Any, body: Any = None, *, right: int = 200, **more: Any) -> Walk:
    return Walk(address, body, role="ADMIN", area=KEDIRI, right=right, **more)


def of_account(more: str = "") -> Callable[[Things], str]:
    return at("/accounts/", an_account, more)


def with_notice(t: Things) -> str:
    a_notice(t)
    return "/notices"


SIGNER = {"name": "SITI", "title": "Kepala Dinas Sosial", "capacity": "plt", "valid_from": "2026-11-01"}
OFFICE = {
    "region_code": KEDIRI, "name": "UPT", "government": "Pemerintah Kota Kediri", "unit": "419", "city": "Kediri",
    "public_address": "https://kesos.contoh.example",
}  # fmt: skip
KEEPERS = {
    "changeMe": Walk("/me/change", {"phone": "0354-1"}, wrong=SAME),
    "revokeToken": Walk(at("/tokens/", a_token, "/revoke"), right=204),
    "listAccounts": admin(lambda t: f"/accounts?words=sari&role={'STAF' if an_account(t) else ''}", wrong=EMPTY),
    "inviteAccount": admin(
        "/accounts", {"username": "baru.bawang", "full_name": "Baru", "region_code": "3571031009"}, right=201, wrong=403
    ),
    "getAccount": admin(of_account()),
    "changeAccount": admin(of_account("/change"), {"phone": "0354-1"}),
    "inviteAgain": admin(of_account("/invite-again")),
    "setAccountActive": admin(of_account("/active"), {"active": False, **REASON}),
    "releaseLock": admin(of_account("/release-lock")),
    "removeSecondFactor": admin(of_account("/remove-second-factor"), REASON),
    "giveGrant": admin(of_account("/grants"), {"role": "KASI_JAMSOS", "area": KEDIRI, **REASON}, right=201),
    "endGrant": admin(at("/grants/", a_held_grant, "/end"), REASON),
    "delegateOffice": admin(
        of_account("/delegations"),
        lambda t: {
            "kind": "plh", "from_user_id": a_head(t), "role": "KADIS", "area": KEDIRI, "valid_from": TOMORROW,
            "valid_to": NEXT_WEEK, "letter_number": "800/13/2026",
        },
        right=201, wrong=403,
    ),
    "endDelegation": admin(at("/delegations/", a_deputy, "/end")),
    "listLimits": admin("/limits", wrong=SAME),
    "listFeatures": admin("/features", wrong=SAME),
    "previewFeatureLosses": admin(f"/features/peta/losses?region_code={KEDIRI}", wrong=403),
    "switchFeature": admin(
        "/features/peta", {"region_code": KEDIRI, "on": False, **REASON}, right=204, wrong=403
    ),
    "setLimit": Walk("/limits", {"key": "lockout.failures", "value": 6}, role="ADMIN", area="", wrong=403),
    "listTemplates": admin(
        lambda t: f"/letter-templates?office_id={t.dinas.office.pk}&of={a_template(t)}"
    ),
    "saveTemplateDraft": admin(
        "/letter-templates", lambda t: {"office_id": t.dinas.office.pk, "footer": "Gratis"}, right=201, is_form=True
    ),
    "previewTemplate": admin(at("/letter-templates/", a_template, "/preview")),
    "activateTemplate": admin(at("/letter-templates/", a_template, "/activate"), {"on": "2026-11-05"}),
    "revertTemplate": admin(at("/letter-templates/", a_template, "/revert"), {"on": "2026-11-05"}),
    "listOffices": admin("/offices", wrong=EMPTY),
    "saveOffice": admin("/offices", OFFICE, wrong=403),
    "listSigners": admin(lambda t: f"/offices/{t.dinas.office.pk}/signers"),
    "addSigner": admin(lambda t: f"/offices/{t.dinas.office.pk}/signers", SIGNER, right=201),
    "endSigner": admin(lambda t: f"/signers/{t.dinas.signer.pk}/end", {"last_day": "2026-11-30"}),
    "getCalendar": Walk(f"/calendar?region_code={KEDIRI}", wrong=SAME),
    "addHoliday": admin(
        "/calendar/holidays", {"region_code": KEDIRI, "day": "2026-11-20", "name": "Hari jadi"}, right=201, wrong=403
    ),
    "removeHoliday": admin(at("/calendar/holidays/", a_holiday, "/remove"), right=204),
    "setCalendarDay": admin(
        "/calendar/days", {"region_code": KEDIRI, "event": "tutup_entri", "day": 12, "from_month": "2026-12-01"},
        wrong=403,
    ),
    "previewFreeze": admin(
        f"/calendar/freezes/preview?region_code={KEDIRI}&first=2026-11-01&last=2026-11-30", wrong=403
    ),
    "addFreeze": admin(
        "/calendar/freezes",
        {"region_code": KEDIRI, "starts_at": TOMORROW, "ends_at": NEXT_WEEK, "reason": "Pindah kantor"},
        right=201, wrong=403,
    ),
    "endFreeze": admin(at("/calendar/freezes/", a_freeze, "/end"), right=204),
    "listNotices": Walk(with_notice, wrong=EMPTY),
    "readNotices": Walk("/notices/read", {"up_to": 1}, wrong=SAME),
}  # fmt: skip
