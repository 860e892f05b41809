"""What a case may take from the house as its papers: the current front photo and the point."""

from dataclasses import dataclass

from kesos.evidence.models import HousePhoto
from kesos.registry.models import Family


@dataclass(frozen=True, slots=True)
class HousePapers:
    """Empty where there is none."""

    front_key: str
    point: str


def house_papers(family_id: int) -> HousePapers:
    family = Family.objects.filter(pk=family_id).first()
    if family is None:
        return HousePapers("", "")
    front = HousePhoto.objects.filter(
        family=family, view=HousePhoto.View.FRONT, region_code=family.region_id, is_current=True, file__deleted_at=None
    ).first()
    point = ""
    if family.latitude is not None and family.longitude is not None:
        point = f"{family.latitude.normalize():f},{family.longitude.normalize():f},{family.position_accuracy_m or 0}"
    return HousePapers(str(front.file_id) if front else "", point)
