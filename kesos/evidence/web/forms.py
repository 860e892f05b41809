"""The point as people type it: with a decimal comma, a real minus, or filled in by the device."""

from django.http import QueryDict

from kesos.evidence.models import HousePoint
from kesos.evidence.services.locate import Told, number_written

NONE = HousePoint.How.NONE


def told_point(sent: QueryDict) -> Told:
    """Raises Refused where the numbers are none."""
    how = sent.get("cara", "")
    if how == NONE:
        return Told(NONE, reason=sent.get("alasan", ""), note=sent.get("catatan", ""))
    accuracy = number_written(sent.get("ketelitian", ""))
    if not how and accuracy is not None:
        how = HousePoint.How.DEVICE  # nobody measures metres by hand
    if how not in (HousePoint.How.MAP, HousePoint.How.DEVICE):
        how = HousePoint.How.TYPED
    return Told(
        how,
        number_written(sent.get("lintang", "")),
        number_written(sent.get("bujur", "")),
        None if accuracy is None else int(accuracy),
        note=sent.get("catatan", ""),
    )
