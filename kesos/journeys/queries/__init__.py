"""Reading: events, moves, feeds."""
