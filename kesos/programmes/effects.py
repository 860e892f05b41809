"""What follows when a membership enters a state."""

from kesos.programmes.services import memberships
from kesos.workflow.hooks import register_effect

for _state in memberships.STATES:
    register_effect("penerima", _state, memberships.follow(_state))
