"""A hundred officials at once against the server as it is served, on the demonstration's city, by kind of request."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from kesos.config.bench.figures import Figure, Size, machine_load
from kesos.config.bench.starts import KESOS, free_port, nothing_yet, serving, until_answered
from kesos.foundation.errors import Refused

PASSWORD = "ukur-seratus-petugas"  # noqa: S105 - of accounts that live as long as the measure
A_SECOND = 0.8  # sign-ins; one address may ask for sixty a minute
HEADS = 0.1  # of the officials are lurah, who issue what operators take in
PHOTOS_EACH, PHOTO_SIDES = 2.5, (4000, 3000)
READ_MS, WRITE_MS = 500, 1000


def hundred(size: Size) -> list[Figure]:
    """On a city of its own, played as the demonstration plays it."""
    with nothing_yet() as environment:
        subprocess.run([KESOS, "demo", "--no-serve"], env=environment, check=True, stdout=sys.stderr)
        return measured(environment, size)


def measured(environment: dict[str, str], size: Size) -> list[Figure]:
    """Where the demonstration was played already."""
    code = f"from kesos.config.bench.load import people_to_click; people_to_click({size.operators})"
    made = subprocess.run(
        [sys.executable, "-c", code], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )  # fmt: skip
    told = json.loads(made.stdout.splitlines()[-1]) | {"password": PASSWORD, "a_second": A_SECOND}
    return figures(clicked(told, environment, size), size)


def clicked(told: dict[str, Any], environment: dict[str, str], size: Size) -> dict[str, Any]:
    """What the officials of `told` waited for, by kind of request, on a server started for them."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder, serving(port, environment) as web:
        address = f"http://127.0.0.1:{port}"
        photos = round(len(told["operators"]) * told.get("photos_each", PHOTOS_EACH))
        told = told | {
            "address": address, "seconds": size.seconds, "pictures": list(_pictures(Path(folder), photos)),
            "scan": next(_pictures(Path(folder) / "ktp", 1)),
        }  # fmt: skip
        until_answered(address + told["sign_in"], web)
        done = subprocess.run(
            [sys.executable, "-m", "kesos.config.bench.clicks"], input=json.dumps(told), check=False, text=True,
            stdout=subprocess.PIPE,
        )  # fmt: skip
    if done.returncode:
        raise Refused("Para petugas ukur berhenti di tengah jalan; sebabnya tercetak di atas.")
    waited: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return waited


def figures(told: dict[str, Any], size: Size) -> list[Figure]:
    times: dict[str, list[float]] = told["times"]
    writes = {kind for kind in times if kind in told["writes"]}
    table(told)
    (read, slow), (write, slow_write) = (_worst(times, kinds) for kinds in (times.keys() - writes, writes))
    faults = sum(len(each) for each in told["faults"].values())
    asked = sum(len(each) for kind, each in times.items() if not kind.startswith("masuk"))
    about = f"{asked} permintaan, {asked / size.seconds:.1f} setiap detik; {size.operators} petugas, {machine_load()}"
    return [
        Figure("operators_errors", faults, 0, about=about),
        Figure("operators_read_p99_ms", round(read), READ_MS, about=f"terlambat: {slow}"),
        Figure("operators_write_p99_ms", round(write), WRITE_MS, about=f"terlambat: {slow_write}"),
    ]


def table(told: dict[str, Any]) -> tuple[float, str]:
    """Prints a line a kind of request; gives the 99th percentile of the slowest kind, in milliseconds, and its name."""
    times: dict[str, list[float]] = told["times"]
    sys.stderr.write(f"{'':42}{'n':>7}{'p50':>8}{'p99':>8}{'galat':>7}  (milidetik)\n")
    for kind, each in sorted(times.items()):
        p50, p99 = (float(np.percentile(each, part)) for part in (50, 99))
        wrong = told["faults"].get(kind, [])
        sys.stderr.write(f"{kind:42}{len(each):>7}{p50:>8.0f}{p99:>8.0f}{len(wrong):>7}\n")
        for said in sorted(set(wrong))[:3]:
            sys.stderr.write(f"    {said}\n")
    return _worst(times, times.keys())


def _worst(times: dict[str, list[float]], kinds: Iterable[str]) -> tuple[float, str]:
    return max(((float(np.percentile(times[kind], 99)), kind) for kind in kinds), default=(0.0, ""))


def people_to_click(officials: int) -> None:
    """Officials with a password, and for each of them citizens of their own to click on; told on standard output."""
    from kesos.config.cli import django_ready

    django_ready()
    from django.urls import reverse

    from kesos.config.bench.officials import officials_with_work

    heads = max(1, round(officials * HEADS))
    told = officials_with_work(operators=officials - heads, heads=heads, password=PASSWORD)
    sys.stdout.write(json.dumps({**told, "sign_in": reverse("account_login")}) + "\n")


def _pictures(folder: Path, number: int) -> Iterator[str]:
    """As telephones send them, each of another house: twelve million pixels, and different to who compares pictures."""
    folder.mkdir(exist_ok=True)
    chance = np.random.default_rng(1)
    width, height = PHOTO_SIDES
    grain = chance.integers(0, 24, (height, width, 3), dtype=np.uint8)
    for place in range(number):
        fields = Image.fromarray(chance.integers(30, 220, (12, 16, 3), dtype=np.uint8))
        house = np.asarray(fields.resize((width, height), Image.Resampling.BILINEAR)) + grain
        file = folder / f"rumah-{place}.jpg"
        Image.fromarray(house.astype(np.uint8)).save(file, "JPEG", quality=60)
        yield str(file)
