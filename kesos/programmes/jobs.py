"""What programmes do by themselves, each night (UTC; after midnight in all zones of the country)."""

from datetime import datetime

from kesos.jobs.registry import periodic
from kesos.programmes.services import quotas


@periodic("programmes.hand_over_quotas", cron="10 17 * * *")
def hand_over_quotas(at: datetime) -> None:
    """Seats of a quota that ended yesterday go to the one that follows it."""
    quotas.hand_over(at=at)
