"""Regions as people read them: a code with its dots, or the name."""

from django import template

from kesos.foundation.region_code import with_dots
from kesos.regions.queries import tree

register = template.Library()
register.filter("dotted", with_dots)
register.filter("region_name", tree.name)
