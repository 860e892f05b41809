"""What programmes do by themselves, each night (UTC; after midnight in all zones of the country)."""

from datetime import datetime

from kesos.jobs.registry import periodic
from kesos.programmes.services import quotas, scores


@periodic("programmes.hand_over_quotas", cron="10 17 * * *")
def hand_over_quotas(at: datetime) -> None:
    """Seats of a quota that ended yesterday go to the one that follows it."""
    quotas.hand_over(at=at)


@periodic("programmes.work_out_scores", cron="20 17 * * *")
def work_out_scores(at: datetime) -> None:
    """Who waits is weighed again: children grow up, visits and deciles come in, weights begin to hold."""
    scores.work_out(areas=[""], at=at)
