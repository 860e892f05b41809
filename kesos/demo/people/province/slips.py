"""Slips of one cell: a number, a name, a day, each as a pure function of the right value and a die."""

from kesos.demo.people.spelling import variants

NIK_KINDS = ("NIK_SALAH_ANGKA", "NIK_TERTUKAR", "NIK_KURANG_ANGKA", "ORANG_DUA_NIK")
SECOND_NIK_SERIAL, SECOND_NIKS = 9_891, 109  # beyond the serials of every province (numbering.py)
_NEAR = {
    "A": "SQ", "B": "VN", "C": "XV", "D": "SF", "E": "RW", "F": "DG", "G": "FH", "H": "GJ", "I": "UO", "J": "HK",
    "K": "JL", "L": "KO", "M": "N", "N": "MB", "O": "IP", "P": "O", "Q": "WA", "R": "ET", "S": "AD", "T": "RY",
    "U": "YI", "V": "BC", "W": "EQ", "X": "ZC", "Y": "TU", "Z": "XS",
}  # fmt: skip


def wrong_nik(nik: str, kind: str, die: int) -> str:
    """Never the right one; always sixteen digits of region 99, save where a digit is lost."""
    at = 2 + die % 14
    if kind == "ORANG_DUA_NIK":
        return f"{nik[:12]}{SECOND_NIK_SERIAL + die % SECOND_NIKS:04d}"
    if kind == "NIK_KURANG_ANGKA":
        return nik[:at] + nik[at + 1 :]
    if kind == "NIK_TERTUKAR":
        for step in range(13):
            here = 2 + (at - 2 + step) % 13
            if nik[here] != nik[here + 1]:
                return nik[:here] + nik[here + 1] + nik[here] + nik[here + 2 :]
    digit = (int(nik[at]) + 1 + die // 14 % 9) % 10
    return f"{nik[:at]}{digit}{nik[at + 1 :]}"


def typed_wrongly(name: str, die: int) -> str:
    """One slip of a finger: a letter lost, doubled, changed for its neighbour, or two letters exchanged."""
    letters = [at for at, letter in enumerate(name) if letter in _NEAR]
    if len(letters) < 3:
        return name + "H"
    at = letters[1 + die // 4 % (len(letters) - 1)]
    kind = die % 4
    if kind == 1 and name[at] != name[at - 1] and name[at - 1] in _NEAR:
        return name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]
    if kind == 2:
        near = _NEAR[name[at]]
        return name[:at] + near[die // 64 % len(near)] + name[at + 1 :]
    if kind == 3:
        return name[:at] + name[at + 1 :]
    return name[:at] + name[at] + name[at:]


def other_name(name: str, kind: str, die: int) -> tuple[str, str]:
    """(what was done, the name as written); never the name itself. What cannot be done becomes a typing error."""
    words = name.split(" ")
    if kind == "EJAAN_VARIAN":
        spelled = variants(name)
        if spelled:
            return kind, spelled[die % len(spelled)]
    if kind == "NAMA_TERTUKAR" and len(words) > 1 and words[0] != words[-1]:
        return kind, " ".join([*words[1:], words[0]])
    if kind == "NAMA_SATU_KATA" and len(words) > 1:
        return kind, max(words, key=len).strip(",.")
    return "SALAH_KETIK", typed_wrongly(name, die)


def other_day(day: str, die: int) -> str:
    """Day and month exchanged where that is a date, else a year, a decade or some days off."""
    year, month, date = day[:4], day[5:7], day[8:]
    if die % 2 and int(date) <= 12 and date != month:
        return f"{year}-{date}-{month}"
    if die // 2 % 2:
        return (
            f"{year}-{month}-{(int(date) + 1 + die // 4 % 9) % 28 + 1:02d}" if int(date) <= 28 else f"{year}-{month}-01"
        )
    shift = (-10, -1, 1)[die // 4 % 3]
    return f"{max(int(year) + shift, 1900)}-{month}-{'28' if (month, date) == ('02', '29') else date}"
