"""Where a map finds its script, its sheet and, where the office has set one, its base map."""

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def map_files() -> SafeString:
    """Attributes of the element in which the map is drawn."""
    files = format_html(
        'data-leaflet="{}" data-leaflet-sheet="{}"', static("leaflet/leaflet.js"), static("leaflet/leaflet.css")
    )
    if not settings.MAP_TILES:
        return files
    return format_html('{} data-tiles="{}" data-credit="{}"', files, settings.MAP_TILES, settings.MAP_CREDIT)


@register.simple_tag
def map_credit() -> str:
    """Whose base map it is; nothing where there is none."""
    return settings.MAP_CREDIT if settings.MAP_TILES else ""
