"""By night: what was kept for programs is forgotten when its time is over."""

from datetime import datetime

from kesos.access.services import token_use
from kesos.access.services.idempotency import forget_ended as forget
from kesos.access.services.sessions import forget_over
from kesos.jobs.registry import as_system, periodic


@periodic("access.forget_answers", cron="40 18 * * *")
@as_system
def forget_answers(at: datetime) -> None:
    forget(at=at)


@periodic("access.clear_sessions", cron="45 18 * * *")
@as_system
def clear_sessions(at: datetime) -> None:
    """Sessions that ran out, with what is kept of the devices behind them."""
    forget_over(at=at)


@periodic("access.forget_token_use", cron="50 18 * * *")
@as_system
def forget_token_use(at: datetime) -> None:
    token_use.forget_old(at=at)
