"""The short code printed under the QR: eighty random bits, sixteen signs nobody mixes up."""

import secrets

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(16))


def grouped(code: str) -> str:
    return "-".join(code[i : i + 4] for i in range(0, 16, 4))


def read_code(typed: str) -> str:
    """What was meant: any case, any blanks and dashes, O for 0, I and L for 1; empty if it cannot be a code."""
    kept = "".join(sign for sign in typed.upper() if sign.isascii() and sign.isalnum()).translate(_MEANT)
    return kept if len(kept) == 16 and set(kept) <= set(SIGNS) else ""
