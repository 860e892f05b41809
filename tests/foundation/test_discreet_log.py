"""The log holds no number of a person, whoever wrote the line."""

import io
import logging
import logging.config

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from kesos.foundation.discreet_log import Discreet, discreet

NIK = "9971035204790001"


@pytest.fixture
def written() -> tuple[logging.Logger, io.StringIO]:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(Discreet())
    logger = logging.Logger("kesos.tried")
    logger.addHandler(handler)
    return logger, out


def test_a_number_in_message_and_values_is_masked(written):
    logger, out = written

    logger.error("NIK %s dan %s tidak ada, baris %d dari 12345678901234567", NIK, f"kk={NIK}", 7)

    assert out.getvalue() == "NIK [16 angka] dan kk=[16 angka] tidak ada, baris 7 dari 12345678901234567\n"


@pytest.mark.django_db
def test_a_broken_constraint_is_named_without_the_row_it_broke_on(written):
    logger, out = written
    row = [int(NIK), "SULASTRI\nRAHASIA"]

    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("create temporary table people (nik bigint, name text, check (nik = 0)) on commit drop")
            cursor.execute("insert into people values (%s, %s)", row)
    except IntegrityError:
        logger.exception("Galat AB12-CD34")

    said = out.getvalue()
    assert "Galat AB12-CD34" in said
    assert "people_nik_check" in said
    assert "direct cause of the following exception" in said
    assert [word for word in (NIK, "SULASTRI", "RAHASIA", "DETAIL") if word in said] == []


def test_what_python_says_after_the_detail_stays():
    told = "Galat\nDETAIL:  Key (nik)=(1) exists.\nTraceback (most recent call last):\n  here"

    assert discreet(told) == "Galat\nTraceback (most recent call last):\n  here"


def test_every_handler_of_the_settings_is_discreet():
    assert settings.LOGGING["handlers"]
    for name, handler in settings.LOGGING["handlers"].items():
        assert "discreet" in handler["filters"], name
