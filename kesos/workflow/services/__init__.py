"""Acts: open cases, decide on them, attach papers, keep the calendars. One verb, one transaction."""

from kesos.workflow.services.decide import decide, decide_many
from kesos.workflow.services.foresee import foresee
from kesos.workflow.services.holders import give_to_holder
from kesos.workflow.services.open_cases import NewCase, open_case, open_cases, open_cases_from
from kesos.workflow.services.outcome import Outcome
from kesos.workflow.services.papers import NewPaper, attach_paper, attach_papers, attach_several
from kesos.workflow.services.periods import count_terms_again, move_to_period
from kesos.workflow.services.without_case import state_without_case

__all__ = [
    "NewCase",
    "NewPaper",
    "Outcome",
    "attach_paper",
    "attach_papers",
    "attach_several",
    "count_terms_again",
    "decide",
    "decide_many",
    "foresee",
    "give_to_holder",
    "move_to_period",
    "open_case",
    "open_cases",
    "open_cases_from",
    "state_without_case",
]
