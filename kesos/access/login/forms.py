"""The login form: labels in Indonesian, and one sentence whatever was wrong."""

from typing import Any

from allauth.account.forms import LoginForm as GivenForm
from django.core.validators import MaxLengthValidator


class LoginForm(GivenForm):
    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        # an address is never longer; the lock-out keeps what was typed
        self.fields["login"].max_length = 254
        self.fields["login"].validators.append(MaxLengthValidator(254, "Nama pengguna terlalu panjang."))
        self.fields["login"].label = "Nama pengguna atau surel"
        self.fields["password"].label = "Kata sandi"
