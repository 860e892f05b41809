"""A moment as programs send it: with its offset, and in years a calendar can still count from."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime

EARLIEST, LATEST = 1900, 2200


def _countable(moment: datetime) -> datetime:
    if not EARLIEST <= moment.year <= LATEST:
        raise ValueError("year")
    return moment


Moment = Annotated[AwareDatetime, AfterValidator(_countable)]
