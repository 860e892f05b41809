"""What a proposal begins with: a person's page."""

from kesos.proposals.services.propose import SUBMIT
from kesos.proposals.services.propose_aid import SUBMIT as SUBMIT_AID
from kesos.ui.doors import Door

DOORS = [
    Door("Usulkan ke DTSEN", "plus", "proposals:start", "warga", SUBMIT, 10, of_listed="Usulkan perbaikan data"),
    Door("Usulkan bantuan", "plus", "proposals:aid_start", "warga", SUBMIT_AID, 20),
]
