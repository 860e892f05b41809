"""The screens of login, two-factor and keys are ours and Indonesian, whatever the library ships."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.template.loader import get_template
from django.test import RequestFactory

import kesos

TEMPLATES = Path(kesos.__file__).parent / "ui" / "templates"
SCREENS = sorted(
    str(file.relative_to(TEMPLATES))
    for part in ("account", "mfa", "usersessions")
    for file in (TEMPLATES / part).rglob("*.html")
    if not file.name.startswith(("_", "base_"))
)
pytestmark = pytest.mark.urls("tests.ui.urls")
MOMENT = datetime(2026, 11, 9, 1, 40, tzinfo=UTC)


class Form(forms.Form):
    code = forms.CharField(label="Kode")
    credential = forms.CharField(widget=forms.HiddenInput)
    secret = "JBSWY3DPEHPK3PXP"


class Key(SimpleNamespace):
    def __str__(self) -> str:
        return "Ponsel dinas"


CONTEXT = {
    "form": Form(),
    "webauthn_form": Form(),
    "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
    "PASSKEY_LOGIN_ENABLED": True,
    "MFA_RECOVERY_CODES_SHOW_ONCE": True,
    "authenticators": [Key(pk=1, created_at=MOMENT, last_used_at=None)],
    "authenticator": Key(pk=1),
    "js_data": {"creation_options": {}},
    "reauthentication_alternatives": [{"url": "/akun/", "description": "Pakai kunci keamanan"}],
    "unused_codes": ["12345678", "23456789"],
    "total_count": 10,
    "can_view_codes": True,
    "can_download_codes": True,
    "can_generate_codes": True,
    "sessions": [SimpleNamespace(user_agent="Firefox", ip="127.0.0.1", created_at=MOMENT, is_current=True)],
    "session_count": 2,
    "trust_from": MOMENT,
    "trust_until": MOMENT + timedelta(days=14),
    "action_url": "/akun/",
    "totp_svg_data_uri": "data:image/svg+xml,%3Csvg/%3E",
}


@pytest.mark.parametrize("screen", SCREENS)
def test_the_screen_renders_in_our_frame(screen):
    request = RequestFactory().get("/akun/")

    html = get_template(screen).render(CONTEXT, request)

    assert '<html lang="id"' in html
    assert html.count("<h1>") == 1
    assert "{%" not in html
    if "<form" in html:
        assert "csrfmiddlewaretoken" in html


def test_codes_for_lost_phones_stand_on_the_page_once_each():
    html = get_template("mfa/recovery_codes/index.html").render(CONTEXT, RequestFactory().get("/akun/"))

    assert html.count("12345678") == 1
    assert "Hanya tampil sekali." in html


def test_our_screens_stand_before_those_of_the_library():
    from django.conf import settings

    apps = [name for name in settings.INSTALLED_APPS if name == "kesos.ui" or name.startswith("allauth")]
    assert apps[0] == "kesos.ui"
