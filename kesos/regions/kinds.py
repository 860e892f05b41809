"""How the audit words what happens to code lists; whoever calls the services records it."""

KINDS = {
    "regions.code_added": "Kode {code} «{label}» ditambahkan ke daftar {list}, berlaku sejak {valid_from}.",
    "regions.code_closed": "Kode {code} dalam daftar {list} ditutup; hari terakhir berlaku {last_day}.",
}
