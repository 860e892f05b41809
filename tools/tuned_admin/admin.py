"""The list of people: an exact NIK is looked up by its index, anything else is part of a name; nothing is counted."""

from django.contrib import admin
from django.core.paginator import Paginator
from import_export.admin import ImportExportModelAdmin

from tuned_admin.models import Aid, Person
from tuned_admin.resources import PersonResource


class Uncounted(Paginator):
    """Says that there is always more, so that no list counts a million rows."""

    count = 1_000_000_000


class AidInline(admin.TabularInline):
    """The four pillars stand on the page of the person, as in any admin with more than one table."""

    model = Aid
    extra = 0


@admin.register(Person)
class PersonAdmin(ImportExportModelAdmin):
    resource_classes = [PersonResource]
    inlines = [AidInline]
    list_display = ("nik", "full_name", "sex", "birth_date", "village", "address", "rt", "rw")
    list_select_related = ("village",)
    list_per_page = 50  # as many as Kesos shows
    raw_id_fields = ("village",)
    search_fields = ("full_name",)
    show_full_result_count = False
    paginator = Uncounted

    def get_search_results(self, request, queryset, search_term):
        term = search_term.strip()
        if len(term) == 16 and term.isdigit():
            return queryset.filter(nik=term), False
        return super().get_search_results(request, queryset, search_term)
