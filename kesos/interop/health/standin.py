"""A stand-in for BPJS Kesehatan: a server of its own over one CSV file (NIK,STATUS), with faults to order."""

import csv
from pathlib import Path

from kesos.foundation.errors import Refused
from kesos.interop.health.client import PATH, STATUSES
from kesos.interop.standin_server import Faults, StandInHandler, StandInServer, is_nik

UNKNOWN = "tidak_terdaftar"


class Server(StandInServer):
    def __init__(self, address: tuple[str, int], *, data: Path, key: str, faults: Faults) -> None:
        self.members = load(data)
        super().__init__(address, Handler, key=key, faults=faults)


def load(data: Path) -> dict[str, str]:
    """Raises Refused where it is no file of members."""
    try:
        with open(data, encoding="utf-8", newline="") as file:
            found = {row["NIK"]: row["STATUS"] for row in csv.DictReader(file)}
    except (OSError, ValueError, KeyError) as fault:
        raise Refused(f"{data} bukan berkas peserta. Kolomnya NIK dan STATUS.") from fault
    if odd := sorted(set(found.values()) - set(STATUSES)):
        raise Refused(f"Status tidak dikenal: {', '.join(odd)}. Pakai {', '.join(STATUSES)}.")
    return found


class Handler(StandInHandler):
    server: Server
    server_version = "standin-jkn"

    def do_GET(self) -> None:
        if not self.may_enter():
            return None
        nik = self.path.removeprefix(PATH)
        if not self.path.startswith(PATH) or not is_nik(nik):
            return self.say(404, {"pesan": "Alamat tidak dikenal."})
        return self.say(200, {"nik": nik, "status": self.server.members.get(nik, UNKNOWN)})
