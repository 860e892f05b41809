"""What a list is narrowed to and in which order it stands, in words: above a print, in the notes of a file."""

from datetime import date

from kesos.foundation.written import month_name
from kesos.proposals.models import Period
from kesos.proposals.models.proposals import AID_FLOW, FLOW
from kesos.proposals.queries import listing
from kesos.proposals.queries.listing import Filters
from kesos.regions.queries import tree
from kesos.workflow import queries as workflow
from kesos.workflow.machines import flows
from kesos.workflow.machines.labels import labels

DUE = {workflow.LATE: "melewati tenggat", workflow.TODAY: "tenggatnya hari ini"}


def of_proposals(filters: Filters) -> list[tuple[str, str]]:
    month: date | None = filters.month
    if filters.period is not None:
        month = Period.objects.filter(pk=filters.period).values_list("month", flat=True).first()
    return _said(
        ("Wilayah", tree.name(filters.place) if filters.place else ""),
        ("Periode", month_name(month) if month else ""),
        ("Tahap", _state(filters.state) if filters.state else ""),
        ("Jenis", dict(listing.wanted()).get(filters.wanted, "")),
        ("Pencarian", filters.text),
        ("Urutan", listing.SORTS[filters.sort]),
    )


def _state(state: str) -> str:
    flow = FLOW if state in flows()[FLOW].states else AID_FLOW
    return labels().state(flow, state)


def of_tasks(narrowed: workflow.Narrowed) -> list[tuple[str, str]]:
    flow = narrowed.flow or FLOW
    return _said(
        ("Tenggat", DUE.get(narrowed.due, "")),
        ("Alur", labels().flow(narrowed.flow) if narrowed.flow else ""),
        ("Tahap", ", ".join(labels().state(flow, state) for state in narrowed.states)),
        ("Pencarian", narrowed.title),
        ("Urutan", workflow.SORTS[narrowed.sort]),
    )


def _said(*pairs: tuple[str, str]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in pairs if value]
