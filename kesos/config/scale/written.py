"""`docs/benchmarks.md`: what every stage found, with the machine and the versions it was found on."""

import json
import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import psycopg
from django.utils.timezone import localdate

from kesos.config.bench.figures import Figure
from kesos.config.scale.ground import Ground
from kesos.config.scale.stages import STAGES
from kesos.database.resolve import addresses
from kesos.database.server_settings import memory
from kesos.foundation.written import thousands

HEAD = """# Angka satu provinsi utuh

Ditulis `make bench-scale`; jangan disunting. {day}, {scale}. Setiap angka dibandingkan dengan batasnya
pada mesin yang sama: yang mentah (COPY, SQL, DuckDB, Splink, aplikasi pembanding) berdiri di keterangannya. Tahap
berjalan satu sesudah yang lain; tahap yang terputus diulang sesudahnya, yang sudah selesai tidak.

| mesin | |
|---|---|
{machine}

"""
PACKAGES = ("Django", "psycopg", "duckdb", "splink", "pyarrow", "granian")


def write(ground: Ground, target: Path) -> int:
    """How many figures hold no limit. Stages that have not run are named as such."""
    parts = [HEAD.format(day=f"{localdate():%d/%m/%Y}", scale=_scale(ground), machine=_machine())]
    broken = 0
    for stage, (title, _) in STAGES.items():
        figures = ground.kept(stage)
        broken += sum(not figure.holds for figure in figures)
        parts.append(_part(title, figures, ground.found / f"{stage}.json"))
    target.write_text("\n".join(parts).rstrip() + "\n", encoding="utf-8")
    return broken


def _part(title: str, figures: list[Figure], kept: Path) -> str:
    if not figures:
        return f"## {title}\n\nBelum diukur.\n"
    told = json.loads(kept.read_text())
    lines = [f"## {title}", "", f"{told['seconds']:.0f} detik seluruhnya; {told['beside']}.", ""]
    lines += ["| ukuran | nilai | batas | terpenuhi | keterangan |", "|---|---:|---:|---|---|"]
    lines += [_line(figure) for figure in figures]
    return "\n".join(lines) + "\n"


def _line(figure: Figure) -> str:
    limit = figure.limit_written.replace(".", ",")
    holds = "" if figure.limit is None else "ya" if figure.holds else "**tidak**"
    raw = f"batas mentah: {figure.raw_limit} {_number(round(figure.raw, 1))}" if figure.raw is not None else ""
    about = "; ".join(filter(None, (figure.about, raw))).replace("|", "/")
    return f"| `{figure.name}` | {_number(figure.value)} | {limit} | {holds} | {about} |"


def _number(number: float) -> str:
    if number == int(number):
        return thousands(int(number))
    return f"{number:g}".replace(".", ",")


def _scale(ground: Ground) -> str:
    return "29.157.695 catatan" if ground.scale == 1 else f"gladi, {ground.scale:g} dari provinsi"


def _machine() -> str:
    with psycopg.connect(addresses().owner) as owner:
        (server,) = owner.execute("show server_version").fetchone() or ("?",)
    model = next((line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if "model name" in line), "?")
    facts = {
        "prosesor": f"{model}, {os.cpu_count()} inti", "memori": f"{memory() / 1024**3:.0f} GB",
        "sistem": f"{platform.system()} {platform.release()}", "Python": platform.python_version(),
        "PostgreSQL": server,
    } | {name: found for name in PACKAGES if (found := _version(name))}  # fmt: skip
    return "\n".join(f"| {name} | {told} |" for name, told in facts.items())


def _lines(file: str) -> list[str]:
    return Path(file).read_text(encoding="utf-8").splitlines() if Path(file).exists() else []


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
