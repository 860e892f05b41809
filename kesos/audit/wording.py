"""One Indonesian sentence for each event: the timeline, an inspector's list, a printed page."""

from typing import Any, Protocol

from kesos.audit import vocabulary, writing
from kesos.foundation.region_code import with_dots


class Told(Protocol):
    """What a sentence needs of an event."""

    kind: str
    actor_name: str
    subject: str
    region_code: str
    details: dict[str, Any]


class _Details(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return writing.MISSING


def wording(event: Told) -> str:
    """The kind's sentence with its details filled in; never fails, whatever an old event holds.

    Besides the details a sentence may name {actor}, {subject} and {region}.
    """
    sentence = vocabulary.sentence_of(event.kind)
    if sentence is None:
        return f"Kegiatan «{event.kind}»."
    details = event.details if isinstance(event.details, dict) else {}
    told = {
        "actor": event.actor_name or writing.MISSING,
        "subject": event.subject or writing.MISSING,
        "region": with_dots(event.region_code) if event.region_code else "seluruh Indonesia",
        **{str(name): writing.value(inner) for name, inner in vocabulary.in_words(event.kind, details).items()},
    }
    return sentence.format_map(_Details(told))


def who(event: Any) -> str:
    """The actor's name, the one acted for included."""
    name = event.actor_name or ("Sistem" if event.actor_id == 0 else "tanpa nama")
    return f"{name} (a.n. {event.on_behalf_of})" if event.on_behalf_of else name
