"""What pages weigh on the way to a browser that has seen nothing of Kesos before: bytes, the same on every machine."""

from django.test import Client

from kesos.config.bench.figures import Figure, Size
from kesos.config.bench.page import signed_in
from kesos.config.bench.people import BAWANG, somebody
from kesos.database.acting import acting
from kesos.evidence import bench
from kesos.foundation.actor import SYSTEM
from kesos.registry.models import Enrolment

HOUSE = ("evidence/house.css", "evidence/house.js")


def pages(size: Size) -> list[Figure]:
    """Each page and its data as our own server sends them, and every file they need."""
    from django.core.management import call_command

    somebody(size)
    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=["*.map", "*.ts"])
    bench.settle(BAWANG)
    with acting(SYSTEM):
        recipient = Enrolment.objects.filter(person__region=BAWANG, state="AKTIF").order_by("-pk")[0].pk
    client = Client(headers={"Cookie": signed_in()})
    return [
        _figure("village_map_kb", 100, bench.weights(_sent(client, "/peta/"), _sent(client, "/peta/titik.json"))),
        _figure("eligibility_page_kb", 60, bench.weights(_sent(client, f"/kelayakan/{recipient}/"), files=HOUSE)),
    ]


def _sent(client: Client, address: str) -> bytes:
    answer = client.get(address, {"wilayah": BAWANG}, headers={"Accept-Encoding": "gzip"}, SERVER_NAME="localhost")
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return answer.content


def _figure(name: str, most: int, weighed: dict[str, int]) -> Figure:
    parts = ", ".join(f"{part} {bytes_ / 1024:.0f}" for part, bytes_ in weighed.items() if bytes_)
    return Figure(name, round(sum(weighed.values()) / 1024, 1), most, about=f"kunjungan pertama: {parts}")
