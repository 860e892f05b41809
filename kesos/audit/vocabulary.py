"""Every kind of event and its sentence, gathered from the parts' own `kinds.py` when the program starts."""

import re
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
_DETAIL = re.compile(r"«?\{\w+\}»?")
_HANGING = re.compile(r"( …| untuk( cakupan)?| pada( tahap)?| di| mulai| sampai| nomor| ke (daftar|periode))+$")
_labels: dict[str, str] = {}
_looks: set[str] = set()


class BadKind(Exception):
    """A declaration that cannot work; raised when the program starts."""


class UnknownKind(LookupError):
    """Somebody records a kind that no part declares: a fault of ours, never a refusal."""


def gather() -> None:
    """Read `KINDS`, and `LOOKS`, `LABELS` and `words` where there are, of every installed part; called by `ready`.

    `LOOKS` are the kinds that tell of looking at data or taking it out: they make the access log.
    """
    for part in apps.get_app_configs():
        if part.name.startswith("kesos.") and module_has_submodule(part.module, "kinds"):
            module = import_module(f"{part.name}.kinds")
            declare(part.label, module.KINDS, looks=getattr(module, "LOOKS", frozenset()))
            _labels.update(getattr(module, "LABELS", {}))
            if words := getattr(module, "words", None):
                _words[part.label] = words


def declare(part: str, kinds: dict[str, str], *, looks: frozenset[str] = frozenset()) -> None:
    if unknown := looks - kinds.keys():
        raise BadKind(f"{', '.join(sorted(unknown))}: a look must be one of the kinds of {part}")
    for kind, sentence in kinds.items():
        if not kind.startswith(f"{part}."):
            raise BadKind(f"{kind}: a kind begins with the name of its part, {part}.")
        for _, name, form, change in Formatter().parse(sentence):
            if name is not None and (not name.isidentifier() or form or change):
                raise BadKind(f"{kind}: {{{name}}} is not the plain name of a detail")
        _sentences[kind] = sentence
    _looks.update(looks)


def known() -> dict[str, str]:
    return dict(_sentences)


def labels() -> list[tuple[str, str]]:
    """Every kind with its part's label, else the first clause of its sentence, «…» for what differs; by label."""
    found = [(kind, _labels.get(kind) or _label(sentence)) for kind, sentence in _sentences.items()]
    return sorted(found, key=lambda pair: (pair[1].lstrip("… «").lower(), pair[0]))


def _label(sentence: str) -> str:
    text = _DETAIL.sub("…", sentence)
    clause = re.split(r"[:;(.,]", text, maxsplit=1)[0].strip()
    return _HANGING.sub("", clause.rstrip("… ")) or text


def looks() -> list[str]:
    """Kinds that tell of looking at data or taking it out."""
    return sorted(_looks)


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
