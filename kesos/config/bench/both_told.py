"""Both columns of a measure side by side, as figures with their limits."""

from dataclasses import dataclass
from statistics import median

from kesos.config.bench.clients import Heard
from kesos.config.bench.figures import Figure, machine_load

LEAST_IMPORT, LEAST_JSON, LEAST_HTML, LEAST_NAMES, MOST_P99 = 50.0, 5.0, 3.0, 5.0, 0.33


@dataclass(frozen=True, slots=True)
class Imported:
    rows: int
    seconds: float
    unsaid: tuple[int, int]  # doubles let in without a word: by the import, and after the search for doubles
    doubles: int
    fastest: float = 0.0  # rows a second without a preview, with all that is known read into memory

    @property
    def rate(self) -> float:
        return self.rows / self.seconds


def imports(ours: Imported, theirs: Imported) -> list[Figure]:
    about = (
        f"Kesos {ours.rate:.0f} baris/detik, {ours.rows} baris dengan keluarga dan semua pemeriksaan; pembanding "
        f"{theirs.rate:.0f} lewat layarnya, {theirs.rows} baris tanpa keluarga dan tanpa pemeriksaan; {machine_load()}"
    )
    bare = f"pembanding {theirs.fastest:.0f} baris/detik tanpa pratinjau, semua NIK lama dibaca ke memori lebih dahulu"
    share = [round(100 * part / one.doubles, 1) for one in (ours, theirs) for part in one.unsaid]
    said = (
        f"persen data ganda yang masuk tanpa sepatah kata: Kesos {share[0]:g} pada impor dan {share[1]:g} sesudah "
        f"pencarian ganda, dari {ours.doubles}; pembanding {share[2]:g}, dari {theirs.doubles}"
    )
    return [
        Figure("rival_import_rate", round(ours.rate / theirs.rate, 1), LEAST_IMPORT, True, about),
        Figure("rival_import_without_its_screen_rate", round(ours.rate / theirs.fastest, 1), None, about=bare),
        Figure("rival_doubles_unsaid_percent", share[1], share[2], about=said),
    ]


def look_ups(heard: dict[str, list[Heard]]) -> list[Figure]:
    found = []
    for name, ours, theirs, least in (
        ("nik_json", "json", "rival", LEAST_JSON),
        ("nik_html", "html", "rival", LEAST_HTML),
        ("name_json", "names", "rival_names", LEAST_NAMES),
        ("full_name_json", "full_names", "rival_full_names", None),
        ("nik_json_to_its_list_alone", "json", "rival_list", None),  # a list that shows no pillar
        ("whole_page", "page", "rival", None),  # more than the other shows: told, and held to nothing
    ):
        mine, other = heard[ours], heard[theirs]
        rate = median(a.rate / b.rate for a, b in zip(mine, other, strict=True))
        slowest = median(a.p(0.99) / b.p(0.99) for a, b in zip(mine, other, strict=True))
        about = f"Kesos {_told(mine)}; pembanding {_told(other)}; {len(mine)} putaran, {machine_load()}"
        found += [
            Figure(f"rival_{name}_rate", round(rate, 2), least, True, about),
            Figure(f"rival_{name}_p99", round(slowest, 2), MOST_P99 if least else None),
        ]
    return found


def _told(each: list[Heard]) -> str:
    whole = each[0]
    for one in each[1:]:
        whole = whole.joined(one)
    own = 100 * whole.own_seconds / whole.seconds
    return f"{whole.rate:.0f}/detik, p50 {whole.p(0.5):.0f} p99 {whole.p(0.99):.0f} ms, pemanggil {own:.0f}% satu inti"
