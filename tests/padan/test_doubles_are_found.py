"""Doubles in files of generators that know nothing of the model, of several sizes, shares and seeds."""

import re
from pathlib import Path

import pytest

from tests.padan import second_generator, third_generator
from tests.padan.evaluated import evaluate


@pytest.mark.parametrize(
    ("generator", "rows", "seed", "share"),
    [
        (second_generator, 400, 101, 0.3),
        (second_generator, 2_500, 103, 0.05),
        (second_generator, 2_500, 104, 0.25),
        (third_generator, 400, 201, 0.3),
        (third_generator, 2_500, 203, 0.05),
        (third_generator, 2_500, 204, 0.25),
    ],
)
def test_precision_and_recall_hold_on_data_of_another_hand(tmp_path, generator, rows, seed, share):
    people, truth = generator.write(tmp_path, rows, seed, share=share)

    status, said = evaluate(people, truth)

    assert status == 0, said
    assert "TIDAK tercapai" not in said


def test_says_no_where_a_minimum_is_not_reached(tmp_path):
    people, truth = third_generator.write(tmp_path, 1_000, 7)

    status, said = evaluate(people, truth, "--min-recall", "0.9999", "--min-precision", "0.5")

    assert status == 1
    assert "TIDAK tercapai" in said


def test_the_same_file_gives_the_same_figures_in_any_number_of_threads(tmp_path):
    people, truth = third_generator.write(tmp_path, 500, 8)

    told = [evaluate(people, truth, "--threads", threads)[1] for threads in ("1", "2")]

    assert len({re.sub(r"Detik [0-9.]+", "", one) for one in told}) == 1


def test_three_records_of_one_person_are_three_pairs(tmp_path):
    people, truth = second_generator.write(tmp_path, 150, 10, share=0.0)
    row = "{},9933740101150001,{},P,1991-04-03,3374011001,JL. MAWAR 3,001,002,GURU,S1,ISTRI\n"
    with people.open("a") as file:
        file.write(row.format("9933744304910001", "SITI AMINAH"))
        file.write(row.format("9933744304910001", "ST. AMINAH"))
        file.write(row.format("", "SITI AMINAH"))
    truth.write_text("ganda,asal\n152,151\n153,152\n")

    status, said = evaluate(people, truth)

    assert status == 0, said
    assert "kebenaran 3" in said
    assert "ditemukan 3" in said


@pytest.mark.parametrize("columns", ["BESAR", "terbalik", "berlebih"])
def test_order_case_and_further_columns_of_the_heading_do_not_matter(tmp_path, columns):
    people, truth = second_generator.write(tmp_path, 300, 9)
    plain = evaluate(people, truth)
    lines = [line.split(",") for line in Path(people).read_text().splitlines()]
    if columns == "BESAR":
        lines[0] = [name.upper() for name in lines[0]]
    if columns == "terbalik":
        lines = [line[::-1] for line in lines]
    if columns == "berlebih":
        lines = [["catatan" if not n else "x", *line] for n, line in enumerate(lines)]
    people.write_text("\n".join(",".join(line) for line in lines))

    told = evaluate(people, truth)

    assert told[0] == plain[0] == 0
    assert re.sub(r"Detik [0-9.]+", "", told[1]) == re.sub(r"Detik [0-9.]+", "", plain[1])
