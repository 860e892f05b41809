"""What a newcomer starts: the screens, and beside them whatever happens by itself."""

import os
import socket
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from kesos.database.acting import acting
from kesos.database.resolve import addresses
from kesos.foundation.actor import SYSTEM
from kesos.foundation.numbers import as_text
from kesos.proposals.services import periods
from kesos.registry.models import Person
from tests import databases
from tests.interop.conftest import a_file, a_record
from tests.jobs.work import wait_for
from tests.proposals.world import KEDIRI, OPERATOR, a_draft, complete, propose, state


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """A database of its own, seen by the processes that are started."""
    with databases.own_copy(django_db_blocker, "serve") as copy:
        yield copy


def test_a_proposal_that_is_handed_in_is_matched_without_anybody_doing_more(committed, tmp_path: Path):
    month = periods.open_period(region_code=KEDIRI, month=timezone.localdate().replace(day=1), at=timezone.now())
    proposal = complete(a_draft(month))
    with acting(SYSTEM):
        known = [
            a_record(NIK=as_text(each.nik), NAMA_LENGKAP=each.full_name, JENIS_KELAMIN=each.sex)
            for each in Person.objects.all()
        ]
    (tmp_path / "demo" / "penduduk-3571").mkdir(parents=True)
    a_file(tmp_path / "demo" / "penduduk-3571", *known)

    with a_house(committed, tmp_path) as house:
        propose.submit(proposal=proposal, by=OPERATOR, at=timezone.now() + timedelta(seconds=1))
        wait_for(lambda: state(proposal) == "MUSYAWARAH", seconds=60)
        house.terminate()
        said, _ = house.communicate(timeout=45)

    assert "Data kependudukan pengganti berjalan" in said
    assert house.returncode == 0


class a_house:
    def __init__(self, name: str, data: Path) -> None:
        with socket.socket() as asked:
            asked.bind(("127.0.0.1", 0))
            port = asked.getsockname()[1]
        environment = {
            **os.environ,
            "KESOS_DATABASE_URL": databases._url(addresses().owner, name),
            "KESOS_DATABASE_APP_URL": databases._url(addresses().app, name),
            "KESOS_DATA_DIR": str(data),
            "DJANGO_SETTINGS_MODULE": "kesos.config.settings.base",
        }
        self.process = subprocess.Popen(
            [Path(sys.executable).with_name("kesos"), "serve", "--port", str(port), "--workers", "1"],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def __enter__(self) -> "subprocess.Popen[str]":
        return self.process

    def __exit__(self, *fault: object) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.communicate(timeout=45)
