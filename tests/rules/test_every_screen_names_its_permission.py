"""Each address says whom it is for."""

from kesos.access.permissions import PERMISSIONS
from kesos.access.reference import steps
from kesos.ui.screens import PUBLIC, SIGNED_IN
from tests.rules.house import screens

# The sign-in library's own screens: it decides by itself who is signed in; we list each with what we know of it.
OPEN = {
    "account_login", "account_logout", "account_inactive", "account_signup", "account_confirm_login_code",
    "account_email_verification_sent", "account_confirm_email", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "mfa_authenticate", "mfa_login_webauthn",
}  # fmt: skip
BEHIND_LOGIN = {
    "account_reauthenticate", "account_email", "account_change_password", "account_set_password", "mfa_index",
    "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn",
}  # fmt: skip


def ours():
    return [(at, name, entry) for at, name, entry in screens() if not entry.callback.__module__.startswith("allauth.")]


def test_every_screen_names_its_permission():
    bare = [at for at, _, entry in ours() if not at.startswith("api/") and not hasattr(entry.callback, "needs")]

    assert bare == []


def test_every_permission_of_a_screen_is_declared():
    known = set(PERMISSIONS) | {PUBLIC, SIGNED_IN} | {permission for _, permission in steps()}
    named = {entry.callback.needs for _, _, entry in ours() if hasattr(entry.callback, "needs")}

    assert named - known == set()


def test_every_screen_of_the_sign_in_library_is_known():
    theirs = {name for _, name, entry in screens() if entry.callback.__module__.startswith("allauth.")}

    assert theirs == OPEN | BEHIND_LOGIN


def test_addresses_never_hold_a_nik():
    assert [at for at, _, _ in screens() if "nik" in at.lower().replace("unik", "").replace("teknik", "")] == []
