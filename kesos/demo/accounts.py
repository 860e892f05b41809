"""Demo officials of the city: invented names, one account a role and a kelurahan."""

from datetime import datetime

from django.utils import timezone

from kesos.access.actors import actor_for
from kesos.access.models import User
from kesos.access.services import accounts, offices
from kesos.database.acting import acting
from kesos.documents.models import Office, Signer
from kesos.foundation.actor import SYSTEM, Actor
from kesos.regions.models import Region

CITY, BAWANG = "3571", "3571031009"
# role, user name, full name, NIP
CITY_OFFICIALS = [
    ("OP_DINSOS", "dinsos", "Rofiq Hidayat", ""),
    ("SUPERVISOR", "supervisor", "Endah Wulandari", ""),
    ("KADIS", "kadis", "Bambang Wiyono", "999900000000000001"),
    ("ADMIN", "admin", "Ratna Anggraini", ""),
    ("KEPALA_DAERAH", "walikota", "Retno Kusumawardani", ""),
]
COMPANION = ("PENDAMPING", "pendamping.bawang", "Tri Wahyuni", BAWANG)
CENTRE = ("PUSDATIN", "pusdatin", "Petugas Pusdatin")
OPERATORS = ["Dwi Astutik", "Agus Setyo", "Sri Hartatik", "Wahyu Ningsih", "Mulyono Hadi", "Yatemi", "Nur Aini"]
LURAHS = ["Suharto", "Endang Lestari", "Joko Susilo", "Siti Fatimah", "Hadi Purnomo", "Kasiatun", "Slamet Riyadi"]
REASON = "Akun contoh"


def make(*, at: datetime) -> dict[str, int]:
    """Accounts and offices of the city and each of its kelurahan; those that stand are left as they are."""
    made = 0
    with acting(SYSTEM):
        villages = list(Region.objects.filter(code__startswith=CITY, level=4, valid_to=None).order_by("code"))
        for role, username, name, nip in CITY_OFFICIALS:
            made += _official(role, username, name, CITY, nip=nip, at=at)
        made += _official(*CENTRE, "", at=at)
        made += _official(*COMPANION, at=at, holder="assignment:1")
        for place, village in enumerate(villages):
            end = short(village.name)
            made += _official("OP_DESA", f"operator.{end}", OPERATORS[place % 7], village.code, at=at)
            made += _official("LURAH", f"lurah.{end}", LURAHS[place % 7], village.code, at=at)
        _offices(villages, at=at)
    return {"accounts": made, "villages": len(villages)}


def citizen(username: str) -> None:
    """An account that was made at the counter becomes one of the demonstration: a link leads into it."""
    with acting(SYSTEM):
        User.objects.filter(username=username).update(is_demo=True)


def official(username: str, *, at: datetime) -> Actor:
    with acting(SYSTEM):
        user_id = User.objects.values_list("pk", flat=True).get(username=username)
    return actor_for(user_id, at=at)


def short(village: str) -> str:
    """A kelurahan's name as user names end: operator.bandarlor."""
    return "".join(letter for letter in village.lower() if letter.isalnum())


def _official(role: str, username: str, name: str, area: str, *, at: datetime, nip: str = "", holder: str = "") -> int:
    if User.objects.filter(username=username).exists():
        return 0
    user, _ = accounts.invite(
        by=SYSTEM, at=at, username=username, full_name=name, region_code=area or CITY, is_demo=True, nip=nip
    )
    offices.give_grant(user_id=user.pk, role=role, area=area, by=SYSTEM, at=at, reason=REASON, holder=holder)
    return 1


def _offices(villages: list[Region], *, at: datetime) -> None:
    """Letterheads: the social office, and each kelurahan with its lurah as signer."""
    head, _ = Office.objects.get_or_create(
        region_code=CITY, name="Dinas Sosial",
        defaults={"government": "Pemerintah Kota Kediri", "unit": "409", "city": "Kediri", "address": "Kota Kediri"},
    )  # fmt: skip
    _signer(head, "Bambang Wiyono", "Kepala Dinas Sosial", "999900000000000001", at)
    for place, village in enumerate(villages):
        office, _ = Office.objects.get_or_create(
            region_code=village.code, name=f"Kelurahan {village.name}",
            defaults={
                "government": "Pemerintah Kota Kediri", "unit": f"419.{village.code[4:6]}.{village.code[-2:]}",
                "city": "Kediri", "parent": head, "address": f"Kelurahan {village.name}, Kota Kediri",
            },
        )  # fmt: skip
        _signer(office, LURAHS[place % 7], f"Lurah {village.name}", "", at)


def _signer(office: Office, name: str, title: str, nip: str, at: datetime) -> None:
    if not Signer.objects.filter(office=office).exists():
        Signer.objects.create(
            office=office,
            region_code=office.region_code,
            name=name,
            title=title,
            nip=nip,
            valid_from=timezone.localdate(at),
        )
