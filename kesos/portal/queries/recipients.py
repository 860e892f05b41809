"""Recipients of one kelurahan as its citizens may see them: by name, masked, a programme and the RT."""

from dataclasses import dataclass

from django.core import signing

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import Refused

SQL = statements("kesos.portal", "sql/reports.sql")
MOST, LETTERS, HOURS = 20, 3, 12
_SALT = "kesos.portal.recipient"


@dataclass(frozen=True, slots=True)
class Recipient:
    """`mark` stands for the recipient in a form: signed for one person, so that no number can be tried out."""

    mark: str
    name: str
    programme: str
    rt: str
    rw: str


def masked_name(name: str) -> str:
    """ "SULASTRI NINGSIH" becomes "S••••••• N••••••"."""
    return " ".join(word[:1] + "•" * (len(word) - 1) for word in name.split())


def recipients(village: str, name: str, *, by: Actor, masked: bool) -> list[Recipient]:
    """At most twenty. Raises Refused for fewer than three letters."""
    if sum(letter.isalnum() for letter in name) < LETTERS:
        raise Refused("Ketik paling sedikit tiga huruf dari nama penerima.", code="name_short", field="nama")
    with acting(SYSTEM):
        found = rows(SQL["recipients"], {"village": village, "name": name, "most": MOST})
    return [
        Recipient(signing.dumps([enrolment, by.user_id], salt=_SALT), masked_name(full) if masked else full, *more)
        for enrolment, full, *more in found
    ]


def enrolment_of(mark: str, *, by: Actor) -> int:
    """The number behind a mark this person was given today. Raises Refused."""
    try:
        enrolment, user = signing.loads(mark, salt=_SALT, max_age=HOURS * 3600)
    except signing.BadSignature:
        enrolment, user = 0, None
    if user != by.user_id:
        raise Refused("Pilih penerima yang disanggah dari hasil pencarian.", code="recipient_missing", field="penerima")
    return int(enrolment)
