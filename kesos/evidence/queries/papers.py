"""What a case may take from the house as its papers: the current front photo and the point somebody recorded."""

from dataclasses import dataclass
from datetime import datetime

from kesos.evidence.models import HousePhoto, HousePoint
from kesos.registry.models import Family


@dataclass(frozen=True, slots=True)
class HousePapers:
    """Empty where there is none; the moments say how old each is (`taken_at` of the camera, else when it was sent)."""

    front_key: str = ""
    front_at: datetime | None = None
    point: str = ""
    point_at: datetime | None = None


def house_papers(family_id: int) -> HousePapers:
    """As far as the acting user may see. A position that came with an import is no point of an officer."""
    family = Family.objects.filter(pk=family_id).first()
    if family is None:
        return HousePapers()
    here = {"family": family, "region_code": family.region_id, "is_current": True}
    front = HousePhoto.objects.filter(**here, view=HousePhoto.View.FRONT, file__deleted_at=None).first()
    point = HousePoint.objects.filter(**here).exclude(how=HousePoint.How.NONE).first()
    return HousePapers(
        front_key=str(front.file_id) if front else "",
        front_at=(front.taken_at or front.stored_at) if front else None,
        point=written(point) if point else "",
        point_at=point.recorded_at if point else None,
    )


def written(point: HousePoint) -> str:
    """Latitude, longitude and metres, as the papers of flows hold them."""
    if point.latitude is None or point.longitude is None:
        return ""
    return f"{point.latitude.normalize():f},{point.longitude.normalize():f},{point.accuracy_m or 0}"
