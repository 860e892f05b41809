"""Figures of parts that measure themselves."""

import os
from datetime import UTC, datetime
from statistics import median

from kesos.config.bench.figures import Figure, Size, machine_load, middle_ratio


def audit(size: Size) -> list[Figure]:
    from kesos.audit import bench

    rates = bench.measure(
        owner=os.environ["KESOS_DATABASE_URL"], app=os.environ["KESOS_DATABASE_APP_URL"], rounds=size.rounds
    )
    one, eight = (f"{rates.chained[n]:.0f} dan {rates.plain[n]:.0f}" for n in (1, 8))
    about = (
        f"tanpa rantai mesin ini memberi {rates.plain_gain:.1f} kali; baris/detik berantai dan tanpa rantai: "
        f"1 penulis {one}, 8 penulis {eight}; dalam satu pernyataan {rates.in_one_statement:.0f}"
    )
    return [Figure("audit_8_writers_to_1", round(rates.gain, 2), 3.0, at_least=True, about=about)]


def staging(size: Size) -> list[Figure]:
    from kesos.bulk import bench

    bench.CSV_ROWS = min(bench.CSV_ROWS, size.people)
    bench.XLSX_ROWS = min(bench.XLSX_ROWS, size.people)
    xlsx, csv, memory = bench.figures()
    return [
        Figure("xlsx_staged_to_calamine_cpu", xlsx.value, xlsx.limit, about=f"{bench.XLSX_ROWS} baris"),
        Figure("csv_staged_to_bare_copy_rate", csv.value, csv.limit, True, about=f"{bench.CSV_ROWS} baris"),
        Figure(memory.name, memory.value, memory.limit),
    ]


def decisions(size: Size) -> list[Figure]:
    from kesos.workflow.bench import decide_many_cases

    # each round measures ours and then the bare statements on as many cases
    told = [decide_many_cases(size.cases) for _ in range(size.rounds)]
    ours, bare = [a for a, _ in told], [b for _, b in told]
    about = f"{size.cases} kasus dalam satu keputusan"
    return [
        Figure("decide_many_seconds", round(median(ours), 2), 8.0, about=about),
        Figure("decide_many_to_bare_sql", middle_ratio(ours, bare), 4.0, about=about),
    ]


def letters(size: Size) -> list[Figure]:
    from kesos.documents.bench import LANES, counter, measure

    rates = measure(at=datetime.now(UTC), letters=size.letters, rounds=size.rounds)
    about = (
        f"{size.letters} permohonan terbit sekaligus; cek data, nomor, arsip, dan keputusan termasuk; Typst saja "
        f"{rates.bare:.0f} halaman/detik, sekaligus {rates.batch:.0f}, satu per satu {rates.alone:.0f} (tanpa batas: "
        "tiap surat satu transaksi)"
    )
    at_counter = counter(letters=max(size.letters * 10, 600))
    beside = (
        f"{LANES} kantor sekaligus, {max(size.letters * 10, 600)} surat; nomor, arsip, QR, dan keputusan termasuk; "
        f"prosesor setiap surat {at_counter.own_ms:.1f} ms dan Typst {at_counter.press_ms:.1f} ms; {machine_load()}"
    )
    return [
        Figure("letters_to_bare_typst_rate", round(rates.share, 2), 0.7, True, about),
        Figure("letters_a_minute", round(at_counter.a_minute), 5_000, True, beside),
    ]


PROPOSALS, VACANCIES = 100_000, 5_000


def rules(size: Size) -> list[Figure]:
    from kesos.programmes.bench import judge_proposals

    n = min(PROPOSALS, size.people)
    told = [judge_proposals(n) for _ in range(size.rounds)]
    ours, bare = [o for o, _, _ in told], [b for _, b, _ in told]
    about = f"{n} usulan, {told[0][2]} terhalang; {n / median(ours):.0f} usulan/detik"
    return [Figure("rules_to_bare_join_rate", middle_ratio(bare, ours), 0.2, True, about)]


def replacement(size: Size) -> list[Figure]:
    from kesos.programmes.bench import fill_vacancies

    waiting = min(PROPOSALS, size.people)
    vacancies = min(VACANCIES, waiting // 20)
    seconds, filled = fill_vacancies(vacancies, waiting)
    about = f"{vacancies} tempat kosong, {waiting} menunggu, {filled} terisi; rencana dan keputusan, dua kali sama"
    return [Figure("replacement_seconds", round(seconds, 2), 10.0, about=about)]
