"""What programs may do here."""

from ninja import Router

router = Router()
