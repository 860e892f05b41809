"""What can be done about a house, from a person's page."""

from kesos.evidence.queries.reach import RECORD
from kesos.ui.doors import Door

DOORS = [Door("Foto dan titik rumah", "camera", "evidence:of_person", "warga", RECORD, 15)]
