"""What a citizen may ask for at the counter, begun from their page."""

from kesos.portal.queries.rights import TAKE as TAKE_RIGHT
from kesos.portal.services.register_citizen import REGISTER
from kesos.portal.services.report import TAKE
from kesos.ui.doors import Door

DOORS = [
    Door("Terima usul", "gift", "portal:take_usul", "warga", TAKE, 40),
    Door("Terima sanggah", "flag", "portal:take_sanggah", "warga", TAKE, 41),
    Door("Akun warga", "key", "portal:citizen", "warga", REGISTER, 42),
    Door("Hak data dan keberatan", "shield", "portal:counter_data", "warga", TAKE_RIGHT, 43),
]
