"""Papers of a case: who may bring them, which are known, and that the earlier ones stay."""

import pytest

from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.workflow.models import Paper
from kesos.workflow.services import NewPaper, attach_paper, attach_papers, attach_several, decide
from kesos.workflow.services.papers import CaseClosed, UnknownPaper
from tests.workflow.flows import FIELDS
from tests.workflow.world import AT, CITY, NEXT_DOOR, a_case, somebody

pytestmark = pytest.mark.django_db
SITI = somebody(1, "uji.polos")


def attach(case, by=SITI, paper="ktp", **more):
    return attach_paper(case_id=case.pk, paper=paper, by=by, at=AT, **(more or {"value": "ada"}))


def test_a_new_paper_takes_the_place_of_the_old_which_stays():
    case = a_case(FIELDS)

    attach(case, file_key="a/1")
    attach(case, file_key="a/2")

    with acting(SITI):
        assert list(Paper.objects.order_by("id").values_list("file_key", "current")) == [("a/1", False), ("a/2", True)]


@pytest.mark.parametrize(
    ("region", "by", "paper", "more", "error"),
    [
        (NEXT_DOOR, SITI, "ktp", {"value": "ada"}, NotFound),
        (None, somebody(1, "x.y"), "ktp", {"value": "ada"}, NotAllowed),
        (None, SITI, "entah", {"value": "ada"}, UnknownPaper),
        (None, SITI, "ktp", {"value": "  "}, Refused),
    ],
)
def test_a_paper_is_refused_that_does_not_belong(region, by, paper, more, error):
    case = a_case(FIELDS, **({"region_code": region} if region else {}))

    with pytest.raises(error):
        attach(case, by=by, paper=paper, **more)

    with acting(SYSTEM):
        assert not Paper.objects.exists()


def test_a_closed_case_takes_no_more_papers():
    case = a_case(FIELDS)
    decide(case_id=case.pk, action="polos", by=SITI, at=AT)

    with pytest.raises(CaseClosed):
        attach(case)


def test_who_holds_the_case_brings_its_papers():
    case = a_case(FIELDS, region_code=CITY, holder="institution:12")
    head = Actor(1, "Kepala", holders=frozenset({"institution:12"}), reach=frozenset({("uji.polos", CITY)}))

    assert attach(case, by=head).value == "ada"


def test_one_decree_goes_to_all_cases_or_to_none():
    cases = [a_case(FIELDS).pk for _ in range(3)]
    other = a_case(FIELDS, region_code=NEXT_DOOR).pk

    with pytest.raises(NotFound):
        attach_papers(case_ids=[*cases, other], paper="ktp", file_key="sk/1", by=SITI, at=AT)
    done = attach_papers(case_ids=cases, paper="ktp", file_key="sk/1", by=SITI, at=AT)

    with acting(SYSTEM):
        assert (done, Paper.objects.count()) == (3, 3)


def test_several_papers_of_one_case_come_all_or_not_at_all():
    case = a_case(FIELDS).pk
    papers = [NewPaper("ktp", "sk/1"), NewPaper("kk", value="ada")]

    with pytest.raises(UnknownPaper, match="tidak_ada"):
        attach_several(case_ids=[case], papers=[*papers, NewPaper("tidak_ada", value="x")], by=SITI, at=AT)
    attach_several(case_ids=[case], papers=papers, by=SITI, at=AT)

    with acting(SYSTEM):
        kept = Paper.objects.filter(case=case).order_by("code")
        assert [(p.code, p.file_key, p.value, p.current) for p in kept] == [
            ("kk", "", "ada", True),
            ("ktp", "sk/1", "", True),
        ]
        assert AuditEvent.objects.filter(kind="workflow.paper_attached", subject=f"case:{case}").count() == 2
