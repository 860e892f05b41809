"""Password rules, said in plain Indonesian. Length counts, not odd characters (NIST SP 800-63B)."""

from typing import Any

from django.contrib.auth import password_validation as given
from django.core.exceptions import ValidationError

LENGTH = 12


class LongEnough:
    def validate(self, password: str, user: Any = None) -> None:
        if len(password) < LENGTH:
            raise ValidationError(f"Kata sandi minimal {LENGTH} huruf; ini baru {len(password)}.", code="too_short")

    def get_help_text(self) -> str:
        return f"Minimal {LENGTH} huruf. Tiga atau empat kata yang tidak berhubungan mudah diingat dan sulit ditebak."


class NotCommon(given.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return "Kata sandi ini terlalu umum dan cepat ditebak. Pilih yang lain."

    def get_help_text(self) -> str:
        return "Bukan kata sandi yang sering dipakai orang."


class NotOnlyNumbers(given.NumericPasswordValidator):
    def get_error_message(self) -> str:
        return "Kata sandi tidak boleh hanya angka, misalnya NIP atau tanggal lahir."

    def get_help_text(self) -> str:
        return "Tidak hanya angka."


class NotLikeTheUser(given.UserAttributeSimilarityValidator):
    def __init__(self) -> None:
        super().__init__(user_attributes=("username", "full_name", "email", "nip"))

    def get_error_message(self) -> str:
        return "Kata sandi terlalu mirip dengan %(verbose_name)s Anda."

    def get_help_text(self) -> str:
        return "Tidak mirip dengan nama atau surel Anda."
