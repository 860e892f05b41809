"""The area of an office as people say it."""

from django import template

from kesos.foundation.region_code import with_dots

register = template.Library()


@register.filter
def place(code: str, names: dict[str, str] | None = None) -> str:
    """The name from those looked up for the page, else the code with dots; "" is the country."""
    return (names or {}).get(code) or with_dots(code) or "Indonesia"
