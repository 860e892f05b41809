"""Every kind of event and its sentence, gathered from the parts' own `kinds.py` when the program starts."""

from collections.abc import Callable
from importlib import import_module
from string import Formatter
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule

# codes among the details to the words people read; what is written keeps the codes
Words = Callable[[dict[str, Any]], dict[str, Any]]
_sentences: dict[str, str] = {}
_words: dict[str, Words] = {}
# a kind that ends so tells of looking, not of changing: it belongs to the access log
LOOKS = ("_opened", "_viewed", "_looked_up", "_exported", ".opened", ".viewed", ".looked_up", ".exported")


class BadKind(Exception):
    """A declaration that cannot work; raised when the program starts."""


class UnknownKind(LookupError):
    """Somebody records a kind that no part declares: a fault of ours, never a refusal."""


def gather() -> None:
    """Read `KINDS`, and `words` where there is one, of every installed part; called by the application's `ready`."""
    for part in apps.get_app_configs():
        if part.name.startswith("kesos.") and module_has_submodule(part.module, "kinds"):
            module = import_module(f"{part.name}.kinds")
            declare(part.label, module.KINDS)
            if words := getattr(module, "words", None):
                _words[part.label] = words


def declare(part: str, kinds: dict[str, str]) -> None:
    for kind, sentence in kinds.items():
        if not kind.startswith(f"{part}."):
            raise BadKind(f"{kind}: a kind begins with the name of its part, {part}.")
        for _, name, form, change in Formatter().parse(sentence):
            if name is not None and (not name.isidentifier() or form or change):
                raise BadKind(f"{kind}: {{{name}}} is not the plain name of a detail")
        _sentences[kind] = sentence


def known() -> dict[str, str]:
    return dict(_sentences)


def looks() -> list[str]:
    """Kinds that tell of looking at data or taking it out."""
    return sorted(kind for kind in _sentences if kind.endswith(LOOKS))


def sentence_of(kind: str) -> str | None:
    """None for a kind that a later version no longer declares: old events stay readable."""
    return _sentences.get(kind)


def in_words(kind: str, details: dict[str, Any]) -> dict[str, Any]:
    """The details with the part's codes spelled as people read them."""
    words = _words.get(kind.partition(".")[0])
    return words(details) if words else details


def require(kind: str) -> None:
    if kind not in _sentences:
        raise UnknownKind(f"{kind}: no part declares this kind of event in its kinds.py")
