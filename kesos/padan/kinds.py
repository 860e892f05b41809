"""What the audit says of comparing with other sources."""

KINDS = {
    "padan.received": "{source} per {as_of} diterima untuk dibandingkan ({file}): {rows} orang, {rejected} baris tidak "
    "terbaca, {doubled} berulang.",
    "padan.mirrored": "Data Kesos per {as_of} disalin untuk dibandingkan: {rows} orang.",
    "padan.searched_doubles": "Data ganda dicari: {people} orang dibandingkan; {new} pasangan baru, {gone} hilang.",
    "padan.searched_numbers": "NIK dicari di data kependudukan bagi {people} warga tanpa NIK yang sah; {new} temuan "
    "baru, {gone} selesai.",
    "padan.compared": "Data Kesos per {ours} dibandingkan dengan {source} per {as_of}: {new} temuan baru, {changed} "
    "berubah, {gone} selesai.",
}

# where the sentence begins with what differs
LABELS = {
    "padan.received": "Data pembanding diterima",
    "padan.mirrored": "Data Kesos disalin untuk dibandingkan",
    "padan.searched_doubles": "Data ganda dicari",
    "padan.searched_numbers": "NIK dicari di data kependudukan",
    "padan.compared": "Data Kesos dibandingkan dengan sumber lain",
}
