"""Word, shape and tone of a letter's standing, the same for staff and for everybody."""

from kesos.ui.states import State

STANDINGS = {
    "issued": State("Berlaku", "check-circle", "positive"),
    "withdrawn": State("Dicabut", "cross", "negative"),
    "expired": State("Kedaluwarsa", "clock", "warning"),
}


def standing(state: str) -> State:
    return STANDINGS[state]
