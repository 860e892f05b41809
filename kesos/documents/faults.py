"""What Typst says of a bad template, in the words of an office: what is wrong, in which line, how to mend it."""

import re
from typing import Any

from kesos.foundation.errors import Refused


class BadTemplate(Refused):
    """The template cannot be printed; `line` is the line of its body, if known."""

    code = "bad_template"

    def __init__(self, sentence: str, *, line: int | None = None) -> None:
        super().__init__(sentence, field="body")
        self.line = line


class UnprintableText(Refused):
    """The fonts of the letter have no such sign; the letter would show an empty box in a name."""

    code = "unprintable_text"


class PressFailed(Refused):
    """The printing process died or took too long."""

    code = "press_failed"


_NO_SIGN = re.compile(r'the text `"(.+?)"` could not be displayed')
_WHERE = re.compile(r"┌─ (\S+?):(\d+):(\d+)")
_SAYINGS = (
    (re.compile(r"^unknown variable: (\S+)"), "Nama «{0}» tidak dikenal; lihat daftar variabel di samping."),
    (re.compile(r"^dictionary does not contain key \"(.+?)\""), "Variabel «{0}» tidak ada; lihat daftar variabel."),
    (re.compile(r"^unclosed delimiter"), "Ada tanda kurung, kutip, atau bintang yang belum ditutup."),
    (re.compile(r"^unexpected closing (\w+)"), "Ada tanda kurung tutup tanpa pembukanya."),
    (re.compile(r"^unclosed string"), "Ada tanda kutip yang belum ditutup."),
    (re.compile(r"^unknown font family"), "Fon itu tidak tersedia; unggah berkas fon atau pilih yang ada."),
    (re.compile(r"^file not found"), "Berkas dari luar tidak dapat dipakai di dalam templat."),
    (re.compile(r"would escape the project root"), "Berkas dari luar tidak dapat dipakai di dalam templat."),
    (
        re.compile(r"^failed to (?:download|find) package|^package not found"),
        "Paket dari internet tidak dapat dipakai.",
    ),
    (re.compile(r"^condition is always true|infinite"), "Ada perulangan yang tidak pernah berhenti."),
    (re.compile(r"maximum function call depth"), "Ada perintah yang memanggil dirinya sendiri tanpa henti."),
    (re.compile(r"^expected (.+?)(?:, found (.+))?$"), "Penulisan perintah kurang tepat (Typst mengharapkan {0})."),
)


def explain(fault: dict[str, Any], *, first_line: int, source: str) -> Refused:
    """The refusal for one fault; `first_line` is the line of the source where the office's body begins."""
    message = str(fault["message"])
    if missing := sorted(set(_NO_SIGN.findall(str(fault["diagnostic"]) or message))):
        signs = ", ".join(f"«{sign}»" for sign in missing[:5])
        return UnprintableText(
            f"Huruf {signs} tidak ada pada fon surat. Perbaiki ejaan, atau pilih fon lain pada templat surat."
        )
    line = _line(str(fault["diagnostic"]), first_line=first_line, source=source)
    at = f"Baris {line}: " if line else "Templat tidak dapat dicetak: "
    return BadTemplate(at + _said(message), line=line)


def _said(message: str) -> str:
    for pattern, sentence in _SAYINGS:
        if found := pattern.search(message):
            return sentence.format(*found.groups())
    return f"Perintah tidak dapat dijalankan (pesan Typst: {message})."


def _line(diagnostic: str, *, first_line: int, source: str) -> int | None:
    """The first place in the office's own body; places in the house's part say nothing to the office."""
    for file, line, _column in _WHERE.findall(diagnostic):
        if file.rpartition("/")[2] == source.rpartition("/")[2] and int(line) >= first_line:
            return int(line) - first_line + 1
    return None
