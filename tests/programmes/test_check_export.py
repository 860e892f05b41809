"""The list of recipients as a file: for a purpose, masked, of one's own area."""

from zipfile import ZipFile

import pytest

from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.programmes.queries.checks import Filters
from kesos.programmes.services.export_checks import Wanted, export_checks, refuse_unless_allowed
from tests.programmes.checking import MONTH, OPERATOR
from tests.programmes.world import AT, BAWANG, NGRONGGO, a_recipient

pytestmark = pytest.mark.django_db
ABLE = Actor(
    user_id=101, name="Dwi", roles=OPERATOR.roles,
    grants=OPERATOR.grants | {("export.run", BAWANG), ("file.view", BAWANG)},
)  # fmt: skip
WANTED = Wanted(Filters(MONTH).kept(), "Bahan musyawarah kelurahan")


@pytest.fixture(autouse=True)
def _somewhere(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def words(path) -> str:
    with ZipFile(path) as book:
        return "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))


def test_the_file_holds_every_recipient_of_the_kelurahan_masked_and_nobody_else(tmp_path):
    own = a_recipient("PBI-JK", name="SULASTRI")
    a_recipient("PBI-JK", name="SURYATI", region=NGRONGGO)

    with acting(ABLE):
        _, number = export_checks(wanted=WANTED, folder=tmp_path, by=ABLE, at=AT, said=[("Bulan", "11-2026")])

    told = words(tmp_path / "kelayakan.xlsx")
    assert number == 1
    assert "SULASTRI" in told
    assert "SURYATI" not in told
    assert str(own.person.nik) not in told


def test_an_export_is_written_down_with_its_purpose(tmp_path):
    a_recipient("PBI-JK")

    with acting(ABLE):
        export_checks(wanted=WANTED, folder=tmp_path, by=ABLE, at=AT, said=[])

    with acting(SYSTEM):
        event = AuditEvent.objects.get(kind="programmes.list_of_checks_exported")
    assert event.details["purpose"] == "Bahan musyawarah kelurahan"


@pytest.mark.parametrize(
    ("wanted", "by", "refusal"),
    [
        (WANTED, OPERATOR, NotAllowed),
        (Wanted(WANTED.narrowed, "rapat"), ABLE, Refused),
        (Wanted(WANTED.narrowed, WANTED.purpose, full_numbers=True), ABLE, NotAllowed),
        (Wanted(Filters(MONTH, place=NGRONGGO).kept(), WANTED.purpose), ABLE, NotFound),
    ],
    ids=["no_right", "no_purpose", "full_numbers", "next_kelurahan"],
)
def test_an_export_is_refused(wanted, by, refusal):
    with pytest.raises(refusal):
        refuse_unless_allowed(wanted, by=by)
