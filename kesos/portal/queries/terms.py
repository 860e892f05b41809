"""Terms of a place on a day: the nearest place around that has said something wins."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kesos.foundation.region_code import ancestors
from kesos.portal.models import PlaceTerm

EXPIRES = "usul_sanggah.kedaluwarsa"
CORRECT_DAYS = "koreksi_data.hari"
OBJECT_DAYS = "keberatan.ajukan_hari_kerja"
ANSWER_DAYS = "keberatan.jawab_hari_kerja"
GRANTED = "keberatan.dianggap_dikabulkan"
INCIDENT_HOURS = "insiden.jam"
FORGETS = "retensi.otomatis"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a term is called, and between which numbers it makes sense; 0–1 is a choice."""

    label: str
    least: int
    most: int

    @property
    def is_choice(self) -> bool:
        return (self.least, self.most) == (0, 1)


KINDS = {
    EXPIRES: Kind("Usul-sanggah gugur (kedaluwarsa) sesudah 14 hari", 0, 1),
    CORRECT_DAYS: Kind("Koreksi data dijawab dalam (hari)", 1, 30),
    OBJECT_DAYS: Kind("Keberatan diajukan paling lambat (hari kerja)", 1, 90),
    ANSWER_DAYS: Kind("Keberatan dijawab paling lambat (hari kerja)", 1, 60),
    GRANTED: Kind("Keberatan yang tidak dijawab pada waktunya dianggap dikabulkan", 0, 1),
    INCIDENT_HOURS: Kind("Insiden data diberitahukan dalam (jam)", 1, 72),
    FORGETS: Kind("Retensi dijalankan sendiri tiap malam", 0, 1),
}


class TermMissing(LookupError):
    """A term the program needs has no value on this day; `kesos database prepare` loads the first ones."""


def term(key: str, region_code: str, *, on: date) -> PlaceTerm:
    """The row that holds, for its value and for what it rests on."""
    places = ["", *(code for code in ancestors(region_code) if len(code) <= 4)]
    in_force = Q(valid_to=None) | Q(valid_to__gt=on)
    held = PlaceTerm.objects.filter(in_force, key=key, region_code__in=places, valid_from__lte=on)
    found = max(held, key=lambda row: len(row.region_code), default=None)
    if found is None:
        raise TermMissing(f"{key} on {on}")
    return found


def value(key: str, region_code: str, *, on: date) -> int:
    return term(key, region_code, on=on).value


def says_yes(key: str, region_codes: set[str], *, on: date) -> set[str]:
    """Of these places, those where the choice is made; asked once a kab/kota."""
    cities = {code: bool(value(key, code, on=on)) for code in {code[:4] for code in region_codes}}
    return {code for code in region_codes if cities[code[:4]]}


def listed(region_code: str, *, on: date) -> list[tuple[Kind, PlaceTerm]]:
    """Every term as it holds in this place."""
    return [(kind, term(key, region_code, on=on)) for key, kind in KINDS.items()]
