"""The house beside a check: photo, point and outline, as its page shows them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from kesos.evidence.queries.papers import FRONT, POINT
from kesos.files.links import signed_link
from kesos.foundation.actor import Actor
from kesos.programmes.models import Check
from kesos.programmes.queries import check_pages
from kesos.programmes.queries.check_pages import Facts
from kesos.registry.models import Enrolment
from kesos.registry.queries import village_map
from kesos.workflow.models import Paper


def house_beside(check: Check | None, known: Facts, enrolment: Enrolment, *, by: Actor, at: datetime) -> dict[str, Any]:
    """All that the panel of the house needs: what the check was decided with, else what the family's house shows."""
    papers = {paper.code: paper for paper in Paper.objects.filter(case=check.case_id, current=True)} if check else {}
    photo, typed = papers.get(FRONT), papers.get(POINT)
    family, shown = known.family, check_pages.house_of(by, known.family, month=check.month if check else None, at=at)
    place = None
    if typed:
        latitude, longitude = (float(part) for part in typed.value.split(",")[:2])
        place = (longitude, latitude)
    elif family and family.latitude is not None and family.longitude is not None:
        place = (float(family.longitude), float(family.latitude))
    outline = village_map.outline(enrolment.person.region_id)
    point = outline.at(*place) if outline and place else None
    inside = bool(outline and point and outline.holds(point))
    told = {
        "family": family, "outline": outline, "point": point if inside else None, "outside": point and not inside,
        "place": (place[1], place[0]) if place else None, "point_at": typed.at if typed else None,
        "checks": shown.checks if shown else [], "may_record": bool(shown and shown.may_record),
        "photo": "", "small": "", "photo_at": None, "photo_by": "", "has_photo": bool(photo) or known.has_photo,
    }  # fmt: skip
    key = _key(photo.file_key) if photo else None
    if photo and key and not (shown and shown.front and shown.front.file_id == key):
        return told | {
            "photo": signed_link(key, by=by), "small": signed_link(key, by=by, small=True), "photo_at": photo.at,
            "photo_by": photo.by_name,
        }  # fmt: skip
    if shown and shown.front and shown.may_see:
        front = shown.front
        return told | {
            "photo": reverse("evidence:picture", args=[front.pk]), "small": reverse("evidence:small", args=[front.pk]),
            "photo_at": front.taken_at or front.stored_at, "photo_by": front.by_name,
        }  # fmt: skip
    return told


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
