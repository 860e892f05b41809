"""What every house has from the first day: titles by date, and the default template."""

from importlib import resources

import psycopg

from kesos.documents.letters import LETTERS

TITLES = [
    # Inpres 4/2025 of 5 February 2025 put DTSEN in the place of DTKS
    ("surat_keterangan_dtks", "Surat Keterangan Terdaftar DTKS", "Permensos 3/2021", "2012-01-01", "2025-02-04"),
    ("surat_keterangan_dtks", "Surat Keterangan Terdaftar DTSEN", "Inpres 4/2025", "2025-02-05", None),
]
_TITLE = """
insert into documents_documenttitle (kind, title, basis, valid_from, valid_to)
select %(kind)s::varchar, %(title)s, %(basis)s, %(since)s::date, %(until)s::date
where not exists (select from documents_documenttitle where kind = %(kind)s::varchar and valid_from = %(since)s::date)
"""
_DEFAULT = """
insert into documents_documenttemplate (
    kind, version, state, valid_from, paper, margin_top, margin_bottom, margin_left, margin_right, font, font_key,
    font_size, letterhead, logo_key, body, footer, number_pattern, validity_days,
    shows_decile, shows_family, shows_programmes
)
select %(kind)s::varchar, 1, 'active', date '2012-01-01', 'f4', 15, 22, 25, 20, 'Source Sans Pro', '', 11.5, '{}', '',
       %(body)s, %(footer)s, %(pattern)s, %(validity)s, false, true, false
where not exists (select from documents_documenttemplate where kind = %(kind)s::varchar and office_id is null)
"""


def load(connection: psycopg.Connection) -> None:
    """Sending it twice changes nothing; an office's own versions are never touched."""
    with connection.transaction():
        for kind, title, basis, since, until in TITLES:
            told = {"kind": kind, "title": title, "basis": basis, "since": since, "until": until}
            connection.execute(_TITLE, told)
        for letter in LETTERS.values():
            body = resources.files("kesos.documents").joinpath("data", letter.body).read_text(encoding="utf-8")
            told = {"kind": letter.kind, "body": body.strip(), "footer": letter.footer}
            connection.execute(_DEFAULT, told | {"pattern": letter.number_pattern, "validity": letter.validity_days})
