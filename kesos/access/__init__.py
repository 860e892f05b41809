"""Users, roles, dated grants, delegation, login, sessions; turns a user into an actor.

Owns who somebody is and what they may do where. Leaves to each part which of its rows an area or a reach opens,
and to the workflow who may take which step.
"""
