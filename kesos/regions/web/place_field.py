"""A place in a form: typed by name or code, then chosen; with scripts while one types, without them in two steps."""

from collections.abc import Sequence
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from kesos.foundation.region_code import is_region_code, with_dots, without_dots
from kesos.regions.queries.search import Found, search
from kesos.regions.queries.tree import paths

COUNTRY = "Seluruh Indonesia"
MOST = 12
SEARCHED = "cari_"


class PlacePicker(forms.Widget):
    """The search, and below it the places to choose from as radio cards."""

    kind = "place"
    template_name = "regions/widgets/place_picker.html"
    use_fieldset = True

    def __init__(self, permission: str) -> None:
        super().__init__()
        self.permission, self.with_country = permission, False
        self.query, self.found = "", list[Found]()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, str]:
        return str(data.get(name) or ""), str(data.get(SEARCHED + name) or "").strip()

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and SEARCHED + name not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        chosen, query = value if isinstance(value, tuple) else (value or "", "")
        code = without_dots(chosen)
        picks = [(each.code, each.path, f"{each.kind_label} · {each.dotted}") for each in self.found]
        if not picks and is_region_code(code):
            picks = [(code, paths([code]).get(code, with_dots(code)), with_dots(code))]
        if self.with_country:
            picks.append(("", COUNTRY, ""))
        address = f"{reverse('regions:picker')}?{urlencode({'izin': self.permission, 'nama': name})}"
        checked = code if not self.found else ""
        cards = [(code, word, note, code == checked and bool(code or not query)) for code, word, note in picks]
        return context | {"name": name, "searched": SEARCHED + name, "query": query, "url": address, "picks": cards}


class PlaceField(forms.Field):
    """The cleaned value is a region code; "" is the whole country, for those who may give it.

    A name is searched only within the areas of `limit_to`. What may be given there is still the service's rule.
    """

    HINT = "Ketik nama atau kode, misalnya Bawang atau 35.71.03.1009, lalu pilih."

    def __init__(self, *, permission: str = "", **named: Any) -> None:
        named.setdefault("help_text", self.HINT)
        super().__init__(required=False, widget=PlacePicker(permission), **named)
        self.areas: Sequence[str] = ()
        self.unmarked = True  # an empty place means something only to who may give the whole country

    def limit_to(self, areas: Sequence[str]) -> None:
        """Say where the reader may choose; the search finds nothing elsewhere."""
        self.areas = areas
        self._picker.with_country = "" in areas
        inside = " atau ".join(with_dots(area) for area in areas)
        self.help_text = (
            self.HINT if "" in areas else f"{self.HINT.removesuffix('.')} di dalam {inside}, wilayah tugas Anda."
        )

    @property
    def _picker(self) -> PlacePicker:
        return cast(PlacePicker, self.widget)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data and any(data))

    def clean(self, value: Any) -> str:
        chosen, typed = value if isinstance(value, tuple) else (str(value or ""), "")
        code = without_dots(chosen)
        if code and not is_region_code(code):
            raise forms.ValidationError("Kode wilayah harus 2, 4, 6, atau 10 angka.", code="area")
        if not typed:
            return code
        found = search(typed[:120], areas=self.areas, limit=MOST) if "\0" not in typed else []
        codes = [each.code for each in found]
        # a card from before, beside a name typed after it, is not what was meant
        if code and code in codes:
            return code
        if len(found) == 1 or without_dots(typed) in codes:
            return codes[0] if len(found) == 1 else without_dots(typed)
        self._picker.found = found
        if found:
            raise forms.ValidationError(
                "Ada beberapa wilayah yang cocok. Pilih salah satu, lalu kirim lagi.", code="choose"
            )
        raise forms.ValidationError(
            "Tidak ada wilayah yang cocok di dalam wilayah tugas Anda. Periksa ejaan atau kodenya.", code="no_place"
        )
