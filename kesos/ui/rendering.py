"""How Django's forms look: `{{ form }}` and `{{ field.as_field_group }}` come out as our components."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Widget

_CARDS = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple, forms.FileInput)


class Field(BoundField):
    """A field of a form with the class of our inputs and `aria-describedby` on its widget."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        if not isinstance(widget, _CARDS) and not widget.is_hidden:
            told = str(widget.attrs.get("class", ""))
            built["class"] = f"input {told}".strip()
        return built

    @property
    def kind(self) -> str:
        """Which of our components this is; the template chooses by it."""
        widget = self.field.widget
        if isinstance(widget, forms.CheckboxInput):
            return "checkbox"
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return "choices"
        if isinstance(widget, forms.FileInput):
            return "file"
        return getattr(widget, "kind", "text")


class Renderer(TemplatesSetting):
    """Named by FORM_RENDERER in the settings."""

    form_template_name = "ui/form/form.html"
    field_template_name = "ui/form/field.html"
    formset_template_name = "ui/form/formset.html"
    bound_field_class = Field
