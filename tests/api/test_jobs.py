"""Background work by a program: cancelled, and asked for once more."""

import pytest

from tests.api.world import BAWANG

pytestmark = pytest.mark.django_db


def test_a_cancelled_job_is_repeated_as_a_new_one(operator):
    begun = operator.post("/exports", {"place": BAWANG, "purpose": "Bahan musyawarah kelurahan"}).json()

    cancelled = operator.post(f"/jobs/{begun['job_id']}/cancel").json()
    again = operator.post(f"/jobs/{begun['job_id']}/again")

    assert cancelled["state"] == "cancelled"
    assert again.status_code == 201
    assert again.json()["id"] != begun["job_id"]
    assert (again.json()["kind"], again.json()["state"]) == (begun["kind"], "waiting")
