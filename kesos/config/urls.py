"""One line for each part."""

from django.urls import URLPattern, URLResolver, include, path

from kesos.config.api import api
from kesos.config.problems import no_such_address

handler400 = "kesos.ui.web.errors.bad_request"
handler403 = "kesos.ui.web.errors.not_allowed"
handler404 = "kesos.ui.web.errors.not_found"
handler500 = "kesos.ui.web.errors.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),  # first: a program need not pass by every screen
    path("", include("kesos.ui.web.urls")),
    path("", include("kesos.access.web.urls")),
    path("", include("kesos.guide.web.urls")),
    path("akun/", include("allauth.account.urls")),
    path("akun/pengaman/", include("allauth.mfa.urls")),
    path("", include("kesos.documents.web.urls")),
    path("jejak/", include("kesos.audit.web.urls")),
    path("", include("kesos.regions.web.urls")),
    path("", include("kesos.registry.web.urls")),
    path("", include("kesos.evidence.web.urls")),
    path("", include("kesos.workflow.web.urls")),
    path("", include("kesos.jobs.web.urls")),
    path("", include("kesos.files.web.urls")),
    path("", include("kesos.notices.web.urls")),
    path("", include("kesos.programmes.web.urls")),
    path("", include("kesos.proposals.web.urls")),
    path("", include("kesos.journeys.web.urls")),
    path("", include("kesos.interop.population.urls")),
    path("", include("kesos.portal.web.urls")),
    path("", include("kesos.padan.web.urls")),
    path("", include("kesos.insight.web.urls")),
    path("api/<path:rest>", no_such_address),
]
