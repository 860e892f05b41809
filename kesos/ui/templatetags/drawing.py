"""Icons, the mark, and what a component passes on to its element."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django_cotton.templatetags import Attrs

from kesos.ui.icons import ICONS, MARK
from kesos.ui.practice import ABOUT as ABOUT_PRACTICE
from kesos.ui.practice import MARK as MARK_OF_PRACTICE
from kesos.ui.sheets import sheet
from kesos.ui.states import STATES, TONE_ICONS

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=512, typed=True)
def icon(name: str, extra: str = "", label: str = "") -> SafeString:
    """An icon beside a word; with `label` it stands for itself. An unknown name is a bug and raises."""
    told = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    # ICONS is our own markup, never a person's
    drawing = mark_safe(ICONS[name])  # noqa: S308
    return format_html('<svg class="{}" viewBox="0 0 20 20" {}>{}</svg>', f"icon {extra}".strip(), told, drawing)


@register.simple_tag
def mark() -> SafeString:
    return format_html('<svg class="mark" viewBox="0 0 36 36" aria-hidden="true">{}</svg>', mark_safe(MARK))  # noqa: S308


@register.simple_tag
def practice() -> str:
    """Before the title of every page of a practice month."""
    return f"{MARK_OF_PRACTICE} · " if settings.PRACTICE else ""


@register.simple_tag
def practice_banner() -> SafeString:
    """On every page of a practice month, on paper as well; no page can leave it out."""
    if not settings.PRACTICE:
        return SafeString("")
    return format_html(
        '<aside class="practice" aria-label="Bulan latihan"><strong>{}</strong> {}</aside>',
        MARK_OF_PRACTICE,
        ABOUT_PRACTICE,
    )


@register.simple_tag
def appearance(kind: str) -> str:
    """Address of the one style sheet (css) or script (js)."""
    return reverse("ui:appearance", kwargs={"mark": sheet(kind).mark, "kind": kind})


@register.simple_tag
def more(attrs: Attrs) -> SafeString:
    """The attributes a component was given beyond those it declares, each escaped; never `style` or `on…`.

    Cotton's own `{{ attrs }}` writes values as they are: a person's text in one of them would be markup.
    """
    told = []
    for name, value in attrs.attrs_dict().items():
        if name == "style" or name.startswith("on") or value is False or value is None:
            continue
        told.append(conditional_escape(name) if value is True else format_html('{}="{}"', name, value))
    return mark_safe(" ".join(told))  # noqa: S308


@register.simple_tag
@lru_cache(maxsize=512, typed=True)  # typed: a safe text and an unsafe one are equal, and must not be exchanged
def badge(state: str = "", tone: str = "", name: str = "", word: str = "") -> SafeString:
    """Shape, word and colour of a state. In the rows of a long list it is much cheaper than <c-badge>."""
    known = STATES.get(state) if state else None
    if state and known is None and not word.strip():
        raise ValueError(f"unknown state {state!r}: add it to kesos/ui/states.py or give tone, icon and word")
    tone = tone or (known.tone if known else "neutral")
    if not word.strip():
        word = known.word if known else ""
    drawing = icon(name or (known.icon if known else TONE_ICONS[tone]))
    return format_html(
        '<span class="badge{}">{}{}</span>', "" if tone == "neutral" else f" badge-{tone}", drawing, word
    )


@register.simple_tag
def icon_of(tone: str) -> SafeString:
    """The icon a tone has when nobody names another."""
    return icon(TONE_ICONS[tone])
