"""What a proposal begins with: a person's page."""

from kesos.proposals.services.propose import SUBMIT
from kesos.ui.doors import Door

DOORS = [Door("Usulkan ke DTSEN", "plus", "proposals:start", "warga", SUBMIT, 10, of_listed="Usulkan perbaikan data")]
