"""What pages weigh on the way to a browser: bytes, the same on every machine."""

from django.test import Client

from kesos.config.bench.figures import Figure, Size
from kesos.config.bench.page import signed_in
from kesos.config.bench.people import BAWANG, somebody
from kesos.evidence import bench


def village_map(size: Size) -> list[Figure]:
    """The page and its points as our own server sends them, and every file they need."""
    from django.core.management import call_command

    somebody(size)
    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=["*.map", "*.ts"])
    bench.settle(BAWANG)
    client, packed = Client(headers={"Cookie": signed_in()}), {"Accept-Encoding": "gzip"}
    told = [
        client.get(address, {"wilayah": BAWANG}, headers=packed, SERVER_NAME="localhost").content
        for address in ("/peta/", "/peta/titik.json")
    ]
    weighed = bench.weights(*told)
    parts = ", ".join(f"{name} {bytes_ / 1024:.0f}" for name, bytes_ in weighed.items())
    return [Figure("village_map_kb", round(sum(weighed.values()) / 1024, 1), 100, about=f"kunjungan pertama: {parts}")]
