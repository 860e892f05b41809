"""Deaths and moves: what the population registry tells, what a counter reports, and what follows in the registry.

Owns the inbox of events, their matching, moves between kelurahan, and what other services say of a person's standing.
Leaves to others: how a neighbour is reached (interop), what a membership is (programmes), who people are (registry).
"""
