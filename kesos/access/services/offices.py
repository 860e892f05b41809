"""Giving and ending power: grants and delegations. The database has the last word on what fits together."""

from datetime import datetime

from django.db import IntegrityError, models, transaction
from django.db.models import Q

from kesos.access.models import Delegation, ExcludedPair, Grant, Role
from kesos.access.queries import users
from kesos.audit import services as audit
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.foundation.region_code import with_dots
from kesos.regions.queries import tree

LENGTHS = {0: "seluruh Indonesia", 2: "provinsi", 4: "kabupaten/kota", 6: "kecamatan", 10: "desa/kelurahan"}


class OfficeRefused(Refused):
    """The role cannot be given this way; the sentence says which rule stands against it."""

    code = "office_refused"


@transaction.atomic
def give_grant(
    *, user_id: int, role: str, area: str, by: Actor, at: datetime, reason: str,
    holder: str = "", valid_from: datetime | None = None, valid_to: datetime | None = None,
) -> Grant:  # fmt: skip
    """Give a role for an area, for a reason, from a day on. Raises OfficeRefused, NotAllowed, NotFound."""
    if not by.is_system:
        users.visible(by, user_id)
        by.require(users.MANAGE, area)
    if user_id == by.user_id:
        raise NotAllowed("Tidak seorang pun memberi peran kepada dirinya sendiri. Mintalah administrator lain.")
    if not reason.strip():
        raise OfficeRefused("Alasan wajib diisi.", field="reason")
    _existing(area)
    grant = Grant(
        user_id=user_id, role=_role(role), area=area, holder=holder, reason=reason.strip(),
        valid_from=valid_from or at, valid_to=valid_to, granted_by_id=None if by.is_system else by.user_id,
    )  # fmt: skip
    _write(grant, user_id)
    audit.record(
        "access.grant_given", by=by, at=at, subject=f"user:{user_id}", region_code=area,
        role=grant.role.label, area=named(area, holder), reason=grant.reason,
    )  # fmt: skip
    return grant


@transaction.atomic
def end_grant(*, grant_id: int, by: Actor, at: datetime, reason: str) -> Grant:
    """End a grant now; it stays in the history. One that has not begun is taken back."""
    Grant.objects.select_for_update().filter(pk=grant_id).first()
    grant = users.grant_in(by, grant_id)
    if grant.valid_to is not None and grant.valid_to <= at:
        raise OfficeRefused("Penugasan ini sudah berakhir.")
    if not reason.strip():
        raise OfficeRefused("Alasan wajib diisi.", field="reason")
    if grant.valid_from >= at:
        grant.delete()
    else:
        grant.valid_to = at
        grant.save(update_fields=["valid_to"])
    audit.record(
        "access.grant_ended", by=by, at=at, subject=f"user:{grant.user_id}", region_code=grant.area,
        role=grant.role.label, area=named(grant.area, grant.holder), reason=reason.strip(),
    )  # fmt: skip
    return grant


@transaction.atomic
def delegate(
    *, kind: str, from_user_id: int, to_user_id: int, role: str, area: str, valid_from: datetime, valid_to: datetime,
    letter_number: str, by: Actor, at: datetime, holder: str = "",
) -> Delegation:  # fmt: skip
    """Let one official act in the office of another for a time (Plt., Plh.). Raises OfficeRefused."""
    by.require(users.MANAGE, area)
    users.visible(by, from_user_id)
    users.visible(by, to_user_id)
    if to_user_id == by.user_id:
        raise NotAllowed("Tidak seorang pun memberi peran kepada dirinya sendiri. Mintalah administrator lain.")
    if not letter_number.strip():
        raise OfficeRefused("Nomor surat perintah wajib diisi.", field="letter_number")
    held = Grant.objects.filter(user=from_user_id, role=role, area=area, holder=holder, valid_from__lt=valid_to)
    if kind == Delegation.Kind.PLH:
        held = held.filter(Q(valid_to=None) | Q(valid_to__gt=valid_from))
    if not held.exists():
        raise OfficeRefused("Pejabat yang diwakili tidak memegang peran ini di wilayah ini.", field="from_user")
    _existing(area)
    delegation = Delegation(
        kind=kind, from_user_id=from_user_id, to_user_id=to_user_id, role=_role(role), area=area, holder=holder,
        valid_from=valid_from, valid_to=valid_to, letter_number=letter_number.strip(),
        granted_by_id=None if by.is_system else by.user_id,
    )  # fmt: skip
    _write(delegation, to_user_id)
    audit.record(
        "access.delegated", by=by, at=at, subject=f"user:{to_user_id}", region_code=area, letter=letter_number.strip(),
        role=delegation.role.label, area=named(area, holder), form=delegation.get_kind_display(),
    )  # fmt: skip
    return delegation


@transaction.atomic
def end_delegation(*, delegation_id: int, by: Actor, at: datetime) -> int:
    """End it now; returns the user who stood in."""
    found = Delegation.objects.select_for_update(of=("self",)).select_related("role")
    delegation = found.filter(pk=delegation_id).first()
    if delegation is None or not by.may(users.MANAGE, delegation.area):
        raise NotFound("Penugasan tidak ditemukan.")
    if delegation.valid_to <= at:
        raise OfficeRefused("Penugasan ini sudah berakhir.")
    if delegation.valid_from >= at:
        delegation.delete()
    else:
        delegation.valid_to = at
        delegation.save(update_fields=["valid_to"])
    audit.record(
        "access.delegation_ended", by=by, at=at, subject=f"user:{delegation.to_user_id}", region_code=delegation.area,
        role=delegation.role.label, area=named(delegation.area, delegation.holder), form=delegation.get_kind_display(),
    )  # fmt: skip
    return delegation.to_user_id


def named(area: str, holder: str = "") -> str:
    """What an office is for, as people say it."""
    place = tree.name(area) if area else "Indonesia"
    return f"{place} · {holder}" if holder else place


def _existing(area: str) -> None:
    if area and not tree.exists(area):
        raise OfficeRefused(f"Tidak ada wilayah berkode {with_dots(area)}. Periksa kodenya.", field="area")


def _role(code: str) -> Role:
    role = Role.objects.filter(pk=code).first()
    if role is None:
        raise OfficeRefused("Peran tidak dikenal.", field="role")
    return role


def _write(office: Grant | Delegation, user_id: int) -> None:
    try:
        with transaction.atomic():
            office.save(force_insert=True)
    except IntegrityError as clash:
        name = getattr(getattr(clash.__cause__, "diag", None), "constraint_name", "") or ""
        sentence, field = _why_not(name, office, user_id)
        if not sentence:
            raise
        raise OfficeRefused(sentence, code=name, field=field) from clash


def _why_not(constraint: str, office: Grant | Delegation, user_id: int) -> tuple[str, str | None]:
    role = office.role
    if constraint == "access_office_area":
        if not role.area_digits:
            return f"Peran {role.label} tidak diberikan kepada akun.", "role"
        wanted = " atau ".join(LENGTHS[length] for length in role.area_digits)
        return f"Peran {role.label} diberikan untuk {wanted}. Pilih wilayah setingkat itu.", "area"
    if constraint == "access_office_holder":
        asked = f"memerlukan lembaga atau tugas ({role.holder_kind})" if role.holder_kind else "tidak memakai lembaga"
        return f"Peran {role.label} {asked}.", "holder"
    if constraint == "access_office_must_end":
        return f"Peran {role.label} selalu berbatas waktu. Isi tanggal akhirnya.", "valid_to"
    if constraint == "access_excluded_pair":
        return (
            f"Peran {role.label} tidak boleh dipegang bersama peran lain di wilayah yang sama. {_pair(role, user_id)}",
            "role",
        )
    told = {
        "grant_never_twice": ("Pengguna ini sudah memegang peran itu di wilayah itu pada waktu yang sama.", "role"),
        "delegation_never_twice": ("Penugasan ini bertindih waktunya dengan penugasan yang sama.", "valid_from"),
        "grant_in_order": ("Tanggal akhir harus sesudah tanggal mulai.", "valid_to"),
        "delegation_in_order": ("Tanggal akhir harus sesudah tanggal mulai.", "valid_to"),
        "grant_holder_shape": ("Tulis lembaga atau tugas sebagai jenis dan nomor, misalnya institution:12.", "holder"),
        "delegation_holder_shape": (
            "Tulis lembaga atau tugas sebagai jenis dan nomor, misalnya institution:12.",
            "holder",
        ),
        "grant_area_shape": ("Kode wilayah harus 2, 4, 6, atau 10 angka.", "area"),
        "delegation_to_another": ("Pejabat yang diwakili dan yang mewakili harus dua orang.", "to_user"),
    }
    return told.get(constraint, ("", None))


def _pair(role: Role, user_id: int) -> str:
    held: models.QuerySet = Grant.objects.filter(user=user_id).values("role")
    pair = ExcludedPair.objects.filter(Q(role_a=role, role_b__in=held) | Q(role_b=role, role_a__in=held)).first()
    return pair.why if pair else ""
