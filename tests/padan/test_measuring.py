"""What is measured at a province runs on two thousand people, so that it cannot rot; its limits are for a province."""

import pytest
from django.db import connection

from kesos.database.resolve import addresses
from kesos.foundation.errors import Refused
from kesos.padan.measuring import drawn, figures
from tests.databases import _url

PEOPLE = 2_000


@pytest.fixture
def people(committed, tmp_path, monkeypatch):
    """A drawn province in a database that other processes reach."""
    name = str(connection.settings_dict["NAME"])
    monkeypatch.setenv("KESOS_DATABASE_URL", _url(addresses().owner, name))
    monkeypatch.setenv("KESOS_DATABASE_APP_URL", _url(addresses().app, name))
    monkeypatch.setenv("KESOS_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "kesos.config.settings.test")
    monkeypatch.setattr(figures.shutil, "which", lambda name: None)  # Spark is measured where there is time
    drawn.draw(tmp_path / "province", PEOPLE)
    return tmp_path / "province"


def test_every_figure_of_a_month_and_of_the_next_is_told_with_its_raw_limit(people):
    told = {one.name: one for one in figures.every(people)}

    assert set(told) == {
        "padan_mirror_to_bare_copy", "padan_mirror_memory_mb", "padan_receive_seconds", "padan_receive_memory_mb",
        "padan_compare_to_bare_duckdb", "padan_compare_memory_mb", "padan_compare_small_memory_mb",
        "padan_second_month_to_first",
    }  # fmt: skip
    ratios = [one for name, one in told.items() if "_to_" in name]
    assert all(one.raw and one.raw_limit and one.value > 0 for one in ratios)
    assert all(one.holds for name, one in told.items() if name.endswith("_mb"))


def test_without_a_register_it_is_said(tmp_path):
    with pytest.raises(Refused, match="Tidak ada berkas Parquet"):
        figures.every(tmp_path)
