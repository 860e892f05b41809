"""Walks of the catalogue, the quotas, the score and «bagaimana jika» through the API."""

from tests.api.keepers import admin, at
from tests.api.things import Things
from tests.api.walk import EMPTY, SAME, Walk
from tests.api.world import KEDIRI
from tests.programmes.things import a_quota, a_wage, an_outsider

WAGE = {"told": {"region_id": KEDIRI, "monthly_idr": 2500000}, "basis": "Keputusan contoh", "valid_from": "2090-02-01"}
QUOTA = {
    "programme": "PBPU-PEMDA", "region_code": KEDIRI, "places": 9, "basis": "SK 7/2026", "valid_from": "2026-01-01",
}  # fmt: skip
WEIGHTS = {"city": KEDIRI, "weights": {"pregnant": "2.5"}, "basis": "SK Kadis", "valid_from": "2090-01-01"}


def head(address, body=None, **more):
    return Walk(address, body, role="KADIS", area=KEDIRI, **more)


def with_outsider(t: Things) -> str:
    an_outsider(t)
    return "/enrolments/unlisted"


def with_quota(t: Things) -> str:
    a_quota(t)
    return "/quotas"


PROGRAMMES = {
    "listProgrammes": Walk("/programmes", wrong=SAME),
    "getProgramme": Walk("/programmes/PKH", wrong=SAME),
    "changeCatalogue": admin("/catalogue/upah", WAGE, right=201, wrong=403),
    "previewCatalogue": admin("/catalogue/upah/preview", WAGE, wrong=403),
    "withdrawFromCatalogue": admin(at("/catalogue/upah/", a_wage, "/withdraw"), right=204),
    "listUnlisted": head(with_outsider, wrong=EMPTY),
    "listQuotas": head(with_quota, wrong=EMPTY),
    "setQuota": head("/quotas", QUOTA, right=201, wrong=403),
    "changeQuota": head(at("/quotas/", a_quota, "/places"), {"places": 8, "basis": "SK 8/2026"}),
    "endQuota": head(at("/quotas/", a_quota, "/end"), {"last_day": "2090-12-31"}),
    "getScoreWeights": head(f"/score-weights/{KEDIRI}"),
    "setScoreWeights": head("/score-weights", WEIGHTS, wrong=403),
    "askWhatIf": head("/what-if", {"programme": "PBPU-PEMDA", "city": KEDIRI, "places": 4}),
}
