"""What a process that asks over HTTP must know of a database, told on standard output by one that stands in it."""

import json
import sys

from kesos.config.cli import django_ready

NAME, ROLE = "ukur.pencari", "DINSOS_PROV"
# spread over the whole table by its keys, without reading it
SAMPLE = """
with ends as (select min(id) as first, max(id) as last from registry_person)
select p.nik, p.id from ends, generate_series(1, %(most)s * 2) turn
cross join lateral (
    select nik, id from registry_person
    where id >= first + ((last - first) * (turn * 0.6180339887 %% 1))::bigint and nik is not null
    order by id limit 1) p
group by p.nik, p.id order by p.id %% 1009, p.id
limit %(most)s
"""


def people(number: int) -> None:
    """The token of an official of the province, and that many people from all over it."""
    django_ready()
    from django.urls import reverse

    from kesos.access.models import User
    from kesos.bulk.sql import rows
    from kesos.config.bench.page import token_of
    from kesos.config.scale.ground import PROVINCE
    from kesos.config.scale.officials import an_official
    from kesos.database.acting import acting
    from kesos.foundation.actor import SYSTEM
    from kesos.foundation.numbers import as_text

    user = an_official(NAME, ROLE, PROVINCE)
    with acting(SYSTEM):
        found = [(as_text(nik), person) for nik, person in rows(SAMPLE, {"most": number})]
        token = token_of(User.objects.get(pk=user))
    sys.stdout.write(json.dumps({"token": token, "people": found, "sign_in": reverse("account_login")}) + "\n")


def cookie() -> None:
    """The cookie of an official of the province."""
    django_ready()
    from kesos.access.models import User
    from kesos.config.bench.page import session_of
    from kesos.config.scale.ground import PROVINCE
    from kesos.config.scale.officials import an_official
    from kesos.database.acting import acting
    from kesos.foundation.actor import SYSTEM

    user = an_official(NAME, ROLE, PROVINCE)
    with acting(SYSTEM):
        found = User.objects.get(pk=user)
    sys.stdout.write(session_of(found) + "\n")
