"""What this part records of itself."""

KINDS = {
    "audit.verified": "Rantai jejak diperiksa: {count} jejak, {faults} kejanggalan.",
    "audit.sealed": "Segel jejak hari {day} dibuat: {digest}.",
    "audit.measured": "Uji kecepatan pencatatan jejak.",
}
