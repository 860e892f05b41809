"""The login form: labels in Indonesian, and one sentence whatever was wrong."""

from typing import Any

from allauth.account.forms import LoginForm as GivenForm


class LoginForm(GivenForm):
    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["login"].label = "Nama pengguna atau surel"
        self.fields["password"].label = "Kata sandi"
