"""What follows when a membership enters a state."""

from kesos.programmes.models.checks import FLOW, NOT_YET, STATES
from kesos.programmes.services import check_outcomes, memberships
from kesos.workflow.hooks import register_effect

for _state in memberships.STATES:
    register_effect("penerima", _state, memberships.follow(_state))
for _state in STATES:
    if _state != NOT_YET:
        register_effect(FLOW, _state, check_outcomes.follow(_state))
