"""What the audit says, in Indonesian, about photos and points of houses."""

KINDS = {
    "evidence.photographed": "Foto rumah ({view}) disimpan.",
    "evidence.located": "Titik rumah dicatat: {how}{reason}.",
}
LABELS = {"evidence.located": "Titik rumah dicatat"}
