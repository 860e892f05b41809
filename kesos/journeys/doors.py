"""What begins at a person's page: a death, a move."""

from kesos.journeys.services.report_death import REPORT as DEATH
from kesos.journeys.services.report_move import REPORT as MOVE
from kesos.ui.doors import Door

DOORS = [
    Door("Laporkan pindah", "pin", "journeys:move_report", "warga", MOVE, 40),
    Door("Laporkan kematian", "people", "journeys:death", "warga", DEATH, 50),
]
