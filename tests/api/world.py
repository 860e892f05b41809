"""Programs with tokens, and one of everything in the kelurahan Bawang."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from kesos.access.actors import actor_for
from kesos.access.models import User
from kesos.access.services.tokens import create_token
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from tests.access.world import an_official
from tests.portal.citizens import a_citizen_user

NOW = datetime(2026, 11, 4, 3, tzinfo=UTC)
BAWANG, NGRONGGO, KEDIRI, KAB_KEDIRI = "3571031009", "3571031001", "3571", "3506"


@dataclass(frozen=True)
class Program:
    """A program with a token of one official."""

    user: User
    secret: str

    @property
    def actor(self) -> Actor:
        return actor_for(self.user.pk, at=NOW)

    def get(self, address: str, **query: Any) -> Any:
        return self._client().get(f"/api/v1{address}", query)

    def post(self, address: str, body: Any = None, *, key: str = "", files: dict[str, Any] | None = None) -> Any:
        more: dict[str, Any] = {"headers": {"Idempotency-Key": key}} if key else {}
        if files is not None:
            return self._client().post(f"/api/v1{address}", {**(body or {}), **files}, **more)
        return self._client().post(f"/api/v1{address}", body or {}, content_type="application/json", **more)

    def _client(self) -> Client:
        return Client(headers={"Authorization": f"Bearer {self.secret}"}, raise_request_exception=False)


def a_program(role: str, area: str, *scopes: str, name: str = "") -> Program:
    """Without scopes named: all that the role holds."""
    if role == "WARGA":
        user = a_citizen_user(f"WARGA {area}", region=area)
    else:
        user = an_official(name or f"{role}.{area}".lower().replace("_", "-"), role, area)
    actor = actor_for(user.pk, at=NOW)
    held = list(scopes) or sorted({permission for permission, _ in actor.grants | actor.reach})
    with acting(SYSTEM):
        secret = create_token(user_id=user.pk, name="uji", scopes=held, by=SYSTEM, at=NOW)
    return Program(user, secret)


def a_picture(name: str = "rumah.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture_bytes(), "image/png")


def picture_bytes() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (640, 480), (120, 90, 60)).save(made, "PNG")
    return made.getvalue()
