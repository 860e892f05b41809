"""The point as people type it: with a decimal comma, a real minus, or filled in by the device."""

from decimal import Decimal, InvalidOperation

from django.http import QueryDict

from kesos.evidence.models import HousePoint
from kesos.evidence.services.locate import WRONG, Told
from kesos.foundation.errors import Refused

NONE = HousePoint.How.NONE


def told_point(sent: QueryDict) -> Told:
    """Raises Refused where the numbers are none."""
    how = sent.get("cara", "")
    if how == NONE:
        return Told(NONE, reason=sent.get("alasan", ""), note=sent.get("catatan", ""))
    accuracy = _number(sent.get("ketelitian", ""))
    if how not in (HousePoint.How.MAP, HousePoint.How.DEVICE):
        how = HousePoint.How.TYPED
    return Told(
        how,
        _number(sent.get("lintang", "")),
        _number(sent.get("bujur", "")),
        None if accuracy is None else int(accuracy),
        note=sent.get("catatan", ""),
    )


def _number(text: str) -> Decimal | None:
    written = text.strip().replace(",", ".").replace("−", "-")
    if not written:
        return None
    try:
        number = Decimal(written[:20])
    except InvalidOperation as wrong:
        raise Refused(WRONG, code="point_wrong", field="latitude") from wrong
    if not number.is_finite():
        raise Refused(WRONG, code="point_wrong", field="latitude")
    return number
