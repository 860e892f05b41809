"""People of these tests: two neighbouring kelurahan, the city above, and the country."""

from datetime import UTC, datetime

from kesos.foundation.actor import Actor

AT = datetime(2025, 9, 5, 3, tzinfo=UTC)
BAWANG, TEMPUREJO, KEDIRI = "3571031009", "3571031010", "3571"


def reader(area: str, *, user_id: int = 7, name: str = "Bu Sari") -> Actor:
    return Actor(user_id=user_id, name=name, roles=frozenset({"AUDITOR"}), grants=frozenset({("audit.view", area)}))


HERE, NEIGHBOUR, CITY, COUNTRY = (
    reader(BAWANG),
    reader(TEMPUREJO, user_id=8, name="Pak Joko"),
    reader(KEDIRI, user_id=9, name="Bu Rini"),
    reader("", user_id=10, name="Pak Made"),
)
