"""One's own account is changed from a signed-in page, or by a token that was made for it."""

import pytest

from kesos.access.door import at_the_door
from kesos.access.models import ApiToken, User
from tests.api.world import BAWANG, a_program

pytestmark = pytest.mark.django_db


def test_a_token_of_another_scope_cannot_rewrite_its_owner():
    program = a_program("OP_DESA", BAWANG, "region.view")

    answer = program.post("/me/change", {"email": "lain@contoh.id", "full_name": "Orang Lain"})

    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    with at_the_door():
        assert User.objects.get(pk=program.user.pk).email == ""


def test_a_token_of_another_scope_revokes_no_token():
    program = a_program("OP_DESA", BAWANG, "region.view")
    with at_the_door():
        token = ApiToken.objects.get(user=program.user)

    answer = program.post(f"/tokens/{token.pk}/revoke")

    assert answer.status_code == 403
    assert program.get("/me").status_code == 200


def test_a_token_made_for_it_changes_its_owners_account():
    program = a_program("OP_DESA", BAWANG, "account.own")

    answer = program.post("/me/change", {"phone": "0354-1"})

    assert answer.status_code == 200
