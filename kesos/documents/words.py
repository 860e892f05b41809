"""Dates, initials and names as letters write them; no translation is active where letters are printed."""

import re
import unicodedata

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
ZONES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def initials(name: str) -> str:
    """What the public check shows of a name: "S. W." for SITI WULANDARI; at most five letters."""
    letters = [word[0].upper() for word in re.findall(r"\w+", name)][:5]
    return " ".join(f"{letter}." for letter in letters) or "–"


def search_key(name: str) -> str:
    """Capitals without accents and signs, single blanks: safe inside LIKE, the same for both apostrophes."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    return re.sub(r"[^A-Z0-9]+", " ", plain.replace("'", "").replace("`", "")).strip()[:160]


def nip(number: str) -> str:
    """18 digits in the groups offices write: birth date, appointment, sex, serial."""
    return f"{number[:8]} {number[8:14]} {number[14]} {number[15:]}" if len(number) == 18 else number
