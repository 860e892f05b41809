"""Letters and their requests follow a person who is merged into another; what was printed never changes."""

from kesos.registry.merging.held import Held

HELD = [
    Held("documents_certificaterequest", called="permohonan surat"),
    Held("documents_document", called="surat"),
]
