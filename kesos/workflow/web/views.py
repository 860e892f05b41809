"""Pages that draw the flows from their declarations."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kesos.foundation.errors import NotFound
from kesos.ui.screens import needs
from kesos.workflow.machines import flows
from kesos.workflow.picture import picture, sketch


@require_GET
@needs("workflow.view")
def flow_list(request: HttpRequest) -> HttpResponse:
    return render(request, "workflow/flows.html", {"flows": [picture(key) for key in flows()]})


@require_GET
@needs("workflow.view")
def flow_page(request: HttpRequest, key: str) -> HttpResponse:
    if key not in flows():
        raise NotFound("Alur itu tidak ada. Lihat daftar alur.")
    drawn = picture(key)
    return render(request, "workflow/flow.html", sketch(drawn))
