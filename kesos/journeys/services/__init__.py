"""Acts: take events in, apply and correct them, report a death or a move, carry a move on."""
