"""The tables of this part, one module an aggregate."""

from kesos.documents.models.document import CheckMiss, Document, NumberSequence
from kesos.documents.models.office import Office, Signer
from kesos.documents.models.template import DocumentTemplate, DocumentTitle

__all__ = ["CheckMiss", "Document", "DocumentTemplate", "DocumentTitle", "NumberSequence", "Office", "Signer"]
