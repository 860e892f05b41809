"""A citizen comes to an account: by their own data, which tells an outsider nothing, or at the counter."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate

from kesos.access import settings_store
from kesos.access.models import User
from kesos.access.services import accounts, offices, one_time_links
from kesos.access.services.accounts import AccountRefused
from kesos.audit.services import record
from kesos.bulk.sql import one_at_a_time, row
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import Refused
from kesos.portal.models import CitizenAccount, Reporter
from kesos.portal.queries.accounts import account_of, family_of
from kesos.portal.services import tries
from kesos.registry.models import Person
from kesos.registry.queries import people

REGISTER, ROLE = "citizen.register", "WARGA"
NO_MATCH = (
    "Data yang diisi tidak dapat dicocokkan. Periksa NIK, No KK, nama, dan tanggal lahir seperti pada kartu. "
    "Bila sudah punya akun, masuklah; bila belum berhasil, datanglah ke kelurahan dengan KTP."
)
SQL = statements("kesos.portal", "sql/accounts.sql")


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says of themselves."""

    nik: int
    kk: int
    name: str
    birth_date: date
    username: str
    password: str


@dataclass(frozen=True, slots=True)
class OnPaper:
    """What the counter hands over: shown once."""

    username: str
    code: str
    hours: int


@transaction.atomic
def join(*, claim: Claim, address: str, at: datetime) -> User | None:
    """The account, or None: whichever of the data does not fit, and where there is an account already.

    Raises TooMany, and AccountRefused for a password or username that will not do.
    """
    # before anything is compared, so that neither is a way to ask whether the data fit
    _refuse_weak(claim.password)
    accounts.refuse_username(claim.username)
    counted = {tries.BY_ADDRESS: address, tries.BY_NUMBER: f"nik:{claim.nik}"}
    tries.refuse_too_many(counted, at=at)
    with acting(SYSTEM):
        found = row(
            SQL["claimed"],
            {"nik": claim.nik, "kk": claim.kk, "name": claim.name, "born": claim.birth_date, "today": localdate(at)},
        )
    if found is None:
        tries.count_wrong(counted, at=at)
        return None
    person_id, region_code, family_id = found
    one_at_a_time("citizen account", person_id)
    with acting(SYSTEM):
        if account_of(person_id) is not None:  # at the counter, or by a second click, in this very moment
            return None
    user, link = _made(person_id, region_code, family_id, claim.username, at)
    user = accounts.accept_invitation(secret=link.rstrip("/").rpartition("/")[2], password=claim.password, at=at)
    record("portal.citizen_joined", by=SYSTEM, at=at, subject=f"user:{user.pk}", region_code=region_code)
    return user


@transaction.atomic
def register_at_counter(*, person_id: int, by: Actor, at: datetime) -> OnPaper:
    """After seeing the KTP: an account with a code for paper. Raises NotFound, NotAllowed, AccountRefused."""
    person = _served(person_id, by)
    one_at_a_time("citizen account", person.pk)
    if account_of(person.pk) is not None:
        raise AccountRefused("Warga ini sudah punya akun.", code="has_account")
    if person.died_on is not None:
        raise AccountRefused(
            "Orang ini tercatat meninggal. Bila keliru, mintakan koreksi ke Disdukcapil.", code="person_dead"
        )
    family = family_of(person.pk)
    if family is None:
        raise AccountRefused("Warga ini belum tercatat dalam keluarga. Lengkapi dahulu keluarganya.")
    username = "warga-" + "".join(secrets.choice("abcdefghjkmnpqrtuvwxy346789") for _ in range(8))
    user, _ = _made(person.pk, person.region_id, family, username, at, by=by)
    record("portal.citizen_registered", by=by, at=at, subject=f"user:{user.pk}", region_code=person.region_id)
    return _coded(user, at)


@transaction.atomic
def new_code(*, person_id: int, by: Actor, at: datetime) -> OnPaper:
    """For who lost the paper before using it. An account in use has no other way in. Raises AccountRefused."""
    account = _account(person_id, by)
    with acting(SYSTEM):
        user = User.objects.get(pk=account.user_id)
    if accounts.in_use(user):
        raise AccountRefused("Akun ini sudah dipakai. Akhiri dahulu akunnya, lalu buat yang baru.", code="in_use")
    record("portal.citizen_code_given", by=by, at=at, subject=f"user:{user.pk}", region_code=account.region_code)
    return _coded(user, at)


@transaction.atomic
def prove(*, person_id: int, by: Actor, at: datetime) -> None:
    """The official has seen the KTP of somebody who joined alone; twice changes nothing."""
    account = _account(person_id, by)
    if account.proven_at is None:
        CitizenAccount.objects.filter(pk=account.pk).update(proven_at=at, proven_by=by.user_id)
        record(
            "portal.citizen_proven", by=by, at=at, subject=f"user:{account.user_id}", region_code=account.region_code
        )


@transaction.atomic
def end_account(*, person_id: int, reason: str, by: Actor, at: datetime) -> None:
    """The citizen lost the way in, or wants no account: it ends, what was told and asked stays theirs."""
    account = _account(person_id, by)
    if len(reason.strip()) < 5:
        raise Refused(
            "Tuliskan alasan mengakhiri akun, paling sedikit lima huruf.", code="reason_missing", field="alasan"
        )
    CitizenAccount.objects.filter(pk=account.pk).update(ended_at=at)
    with acting(SYSTEM):
        User.objects.filter(pk=account.user_id).update(is_active=False)
    record(
        "portal.citizen_ended", by=by, at=at, subject=f"user:{account.user_id}", region_code=account.region_code,
        reason=reason.strip(),
    )  # fmt: skip


@transaction.atomic
def enter_code(*, username: str, code: str, password: str, address: str, at: datetime) -> User | None:
    """The first password by the code on paper; None where the two do not fit. Raises TooMany, AccountRefused."""
    _refuse_weak(password)
    counted = {tries.BY_ADDRESS: address, tries.BY_NUMBER: f"akun:{username.strip().lower()}"}
    tries.refuse_too_many(counted, at=at)
    secret = one_time_links.code_secret(username, code)
    try:
        with transaction.atomic():
            return accounts.accept_invitation(secret=secret, password=password, at=at)
    except one_time_links.LinkOver:
        tries.count_wrong(counted, at=at)
        return None


def _made(
    person_id: int, region_code: str, family_id: int, username: str, at: datetime, *, by: Actor | None = None
) -> tuple[User, str]:
    """As the system, because a citizen's account is kept by no administrator who could enter it."""
    with acting(SYSTEM):
        person = Person.objects.get(pk=person_id)
        user, link = accounts.invite(
            by=SYSTEM, at=at, username=username, full_name=person.full_name, region_code=region_code,
            own_family_id=family_id,
        )  # fmt: skip
        offices.give_grant(user_id=user.pk, role=ROLE, area=region_code, by=SYSTEM, at=at, reason="Akun warga")
        seen = {"made_by": by.user_id, "proven_at": at, "proven_by": by.user_id} if by else {}
        CitizenAccount.objects.create(user=user, person=person, region_code=region_code, made_at=at, **seen)
        # what was told before, at the counter or by an account that has ended, is theirs
        Reporter.objects.filter(person=person).update(user_id=user.pk)
    return user, link


def _coded(user: User, at: datetime) -> OnPaper:
    hours = settings_store.number("portal.counter_code_hours", at=at)
    code = one_time_links.make_code(user=user, at=at, lasts=timedelta(hours=hours))
    return OnPaper(user.username, code, hours)


def _served(person_id: int, by: Actor) -> Person:
    person = people.by_id(by, person_id)
    by.require(REGISTER, person.region_id)
    return person


def _account(person_id: int, by: Actor) -> CitizenAccount:
    found = account_of(_served(person_id, by).pk)
    if found is None:
        raise AccountRefused("Warga ini belum punya akun.", code="no_account")
    return found


def _refuse_weak(password: str) -> None:
    try:
        validate_password(password)
    except ValidationError as faults:
        raise AccountRefused(" ".join(faults.messages), field="password") from faults
