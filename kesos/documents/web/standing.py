"""Word, shape and tone of a letter's standing, the same for staff and for everybody."""

from kesos.ui.states import State

STANDINGS = {
    "issued": State("Berlaku", "check-circle", "positive"),
    "withdrawn": State("Dicabut", "cross", "negative"),
    "expired": State("Kedaluwarsa", "clock", "warning"),
}
# of a request: TERBIT stands for the letter until it is withdrawn or runs out
REQUESTS = {
    "DIMINTA": State("", "clock", "neutral"),
    "DIPERIKSA": State("", "clock", "info"),
    "TERBIT": State("", "check-circle", "positive"),
    "DITOLAK": State("", "cross", "negative"),
    "DICABUT": State("", "cross", "negative"),
    "KEDALUWARSA": State("", "clock", "warning"),
}


def standing(state: str) -> State:
    return STANDINGS[state]


def of_request(state: str, word: str) -> State:
    return REQUESTS[state]._replace(word=word)
