"""What programs may do here: reports, rights over data, accounts of citizens, the office's duties."""

from ninja import Router

from kesos.portal.api import accounts, duties, reports, rights

router = Router()
for each in (reports.router, rights.router, accounts.router, duties.router):
    router.add_router("", each)
