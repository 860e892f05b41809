"""A step on the flow of an event or a move, as a program sends it."""

from typing import Annotated

from ninja import Field, Schema

from kesos.foundation.actor import Actor
from kesos.ui.endpoints import now
from kesos.workflow import services as workflow


class Step(Schema):
    action: str
    reason: Annotated[str, Field(max_length=1000)] = ""
    seen: int | None = None

    def take(self, case_id: int | None, *, by: Actor) -> None:
        """Raises NotFound where there is no case, and what the kernel refuses with."""
        workflow.decide(case_id=case_id or 0, by=by, at=now(), **self.dict())
