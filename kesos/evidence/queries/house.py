"""The panel «foto rumah dan titik» of one family: usable in any page that knows the family."""

from dataclasses import dataclass
from datetime import date, datetime

from kesos.evidence.models import HousePhoto, HousePoint
from kesos.evidence.queries.checks import Check, checks
from kesos.evidence.queries.reach import RECORD, SEE_PHOTOS, family_of
from kesos.foundation.actor import Actor
from kesos.registry.models import Family, Membership
from kesos.registry.queries import village_map
from kesos.registry.queries.village_map import Outline


@dataclass(frozen=True, slots=True)
class House:
    """`photos` are the current ones, front first; `point` is what was said last, if by a form of this part."""

    family: Family
    head_id: int | None
    head_name: str
    photos: list[HousePhoto]
    earlier: list[HousePhoto]
    point: HousePoint | None
    checks: list[Check]
    outline: Outline | None
    place: tuple[float, float] | None
    may_see: bool
    may_record: bool

    @property
    def front(self) -> HousePhoto | None:
        return next((each for each in self.photos if each.view == HousePhoto.View.FRONT), None)

    @property
    def others(self) -> list[HousePhoto]:
        return [each for each in self.photos if each.view != HousePhoto.View.FRONT]


def house(
    actor: Actor, family_id: int, *, at: datetime, since: date | None = None, with_earlier: bool = False
) -> House:
    """`since` is the first day of the period it is looked at for. Raises NotFound out of reach."""
    family = family_of(actor, family_id)
    may_see = actor.may(SEE_PHOTOS, family.region_id)
    every = HousePhoto.objects.filter(family=family, file__deleted_at=None).order_by("-stored_at", "-pk")
    kept = list(every if with_earlier else every.filter(is_current=True, region_code=family.region_id))
    here = [each for each in kept if each.is_current and each.region_code == family.region_id]
    head = Membership.objects.filter(family=family, left_on=None).select_related("person").order_by("relation").first()
    outline = village_map.outline(family.region_id)
    place = None
    if outline and family.longitude is not None and family.latitude is not None:
        place = outline.at(family.longitude, family.latitude)
    order = HousePhoto.View.values
    return House(
        family=family,
        head_id=head.person_id if head else None,
        head_name=head.person.full_name if head else f"Keluarga {family.pk}",
        photos=sorted(here, key=lambda each: order.index(each.view)),
        earlier=[each for each in kept if each not in here],
        point=HousePoint.objects.filter(family=family, region_code=family.region_id, is_current=True).first(),
        checks=checks([family.pk], since=since, at=at).get(family.pk, []),
        outline=outline,
        place=place if outline and place and outline.holds(place) else None,
        may_see=may_see,
        may_record=actor.may(RECORD, family.region_id),
    )
