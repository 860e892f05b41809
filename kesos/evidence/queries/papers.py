"""What a case may take from the house as its papers: the current front photo and the point somebody recorded."""

from dataclasses import dataclass
from datetime import datetime

from kesos.evidence.models import HousePhoto, HousePoint
from kesos.registry.models import Family
from kesos.workflow.models import Paper

FRONT, POINT = "foto_rumah_depan", "titik_koordinat"  # as the flows name them


@dataclass(frozen=True, slots=True)
class HousePaper:
    """`at` says how old it is: the moment of the camera, else when it was sent or recorded."""

    file_key: str
    value: str
    at: datetime

    def is_said_by(self, paper: Paper | None) -> bool:
        return paper is not None and (paper.file_key, paper.value) == (self.file_key, self.value)


def house_papers(family_id: int) -> dict[str, HousePaper]:
    """By the paper's code, as far as the acting user may see; nothing where there is none. A position that came with an
    import is no point of an officer."""
    family = Family.objects.filter(pk=family_id).first()
    if family is None:
        return {}
    here = {"family": family, "region_code": family.region_id, "is_current": True}
    front = HousePhoto.objects.filter(**here, view=HousePhoto.View.FRONT, file__deleted_at=None).first()
    point = HousePoint.objects.filter(**here).exclude(how=HousePoint.How.NONE).first()
    found = {}
    if front:
        found[FRONT] = HousePaper(str(front.file_id), "", front.taken_at or front.stored_at)
    if point and (value := written(point)):
        found[POINT] = HousePaper("", value, point.recorded_at)
    return found


def lying(case_id: int) -> dict[str, Paper]:
    """What of the house lies with a case now, by code."""
    return {p.code: p for p in Paper.objects.filter(case=case_id, code__in=[FRONT, POINT], current=True)}


def written(point: HousePoint) -> str:
    """Latitude, longitude and metres, as the papers of flows hold them."""
    if point.latitude is None or point.longitude is None:
        return ""
    return f"{point.latitude.normalize():f},{point.longitude.normalize():f},{point.accuracy_m or 0}"
