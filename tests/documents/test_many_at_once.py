"""Two officials issue the same requests at the same moment, on connections and in a database of their own."""

from collections.abc import Iterator

import pytest

from kesos.database.acting import acting
from kesos.documents.models import Document, NumberSequence
from kesos.documents.services.certify import Certified, issue_certificate, issue_certificates
from kesos.foundation.actor import SYSTEM
from tests import databases
from tests.at_once import all_at_once
from tests.documents.conftest import AT, Dinas, new_dinas
from tests.documents.counter import KADIS, LURAH, a_request


@pytest.fixture
def house(django_db_setup, django_db_blocker, settings, tmp_path) -> Iterator[Dinas]:
    settings.MEDIA_ROOT = tmp_path
    with databases.own_copy(django_db_blocker, "letters"):
        yield new_dinas()


def test_of_two_officials_with_one_queue_each_letter_is_issued_by_one(house: Dinas):
    ids = [a_request(name).pk for name in ("SULASTRI", "PAIJAN", "YATEMI")]
    told = {"office": house.office, "signer": house.signer, "at": AT}

    one, other = all_at_once(
        lambda: issue_certificates(request_ids=ids, by=LURAH, **told),
        lambda: issue_certificates(request_ids=ids[::-1], by=KADIS, **told),
    )

    assert isinstance(one, Certified)
    assert isinstance(other, Certified)
    assert sorted([len(one.letters), len(other.letters)]) == [0, 3]
    assert {why.code for each in (one, other) for why in each.refused.values()} == {"moved_on"}
    with acting(SYSTEM):
        assert Document.objects.count() == 3
        assert NumberSequence.objects.get().next == 4


def test_one_letter_and_a_queue_that_holds_it_never_wait_for_each_other(house: Dinas):
    ids = [a_request(name).pk for name in ("SULASTRI", "PAIJAN")]
    told = {"office": house.office, "signer": house.signer, "at": AT}

    alone, queue = all_at_once(
        lambda: issue_certificate(request_id=ids[0], by=KADIS, **told),
        lambda: issue_certificates(request_ids=ids, by=LURAH, **told),
    )

    assert isinstance(queue, Certified)
    if isinstance(alone, Document):
        assert [why.code for why in queue.refused.values()] == ["moved_on"]
    else:
        assert alone.code == "moved_on"
    with acting(SYSTEM):
        assert sorted(Document.objects.values_list("seq", flat=True)) == [1, 2]
