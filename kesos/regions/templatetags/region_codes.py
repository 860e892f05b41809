"""Region codes as people read them."""

from django import template

from kesos.foundation.region_code import with_dots

register = template.Library()
register.filter("dotted", with_dots)
