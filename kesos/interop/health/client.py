"""Asks BPJS Kesehatan about one NIK, with the patience of the population registry's client."""

from typing import Any

from kesos.interop.population.client import Client
from kesos.interop.population.messages import Garbled, read_json
from kesos.journeys.ports import NeighbourSilent
from kesos.registry.ports import RegistryDown

PATH = "/v1/peserta/"
STATUSES = ("aktif_pbi", "aktif_mandiri", "nonaktif", "tidak_terdaftar")
SILENT = "BPJS Kesehatan tidak menjawab atau jawabannya tidak terbaca. Jawaban terakhir tetap tampil; tanya lagi nanti."


class HealthClient:
    """Implements kesos.journeys.ports.HealthInsurance."""

    def __init__(self, url: str, **more: Any) -> None:
        self._url, self._more = url, more

    def status_of(self, nik: str) -> str:
        try:
            return Client(self._url, **self._more).read(PATH + nik, lambda body: _status(body, nik))
        except RegistryDown as down:
            raise NeighbourSilent(SILENT) from down


def _status(body: bytes, nik: str) -> str:
    """Raises Garbled where the answer is about somebody else or says what nobody knows."""
    try:
        told = read_json(body)
        asked, status = told["nik"], told["status"]
    except (ValueError, KeyError, TypeError) as fault:
        raise Garbled(type(fault).__name__) from fault
    if asked != nik or status not in STATUSES:
        raise Garbled("another NIK or an unknown status")
    return str(status)
