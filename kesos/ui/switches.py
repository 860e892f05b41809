"""Larger type and dark pages: chosen by the person, kept in a cookie, written into the page by the server."""

from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Switch:
    cookie: str
    on: str
    label: str
    icon: str


SWITCHES = {
    "text": Switch(cookie="kesos_text", on="large", label="Huruf besar", icon="text"),
    "theme": Switch(cookie="kesos_theme", on="dark", label="Tampilan gelap", icon="moon"),
}
ONE_YEAR = 365 * 24 * 60 * 60


def is_on(request: HttpRequest, name: str) -> bool:
    switch = SWITCHES[name]
    return request.COOKIES.get(switch.cookie) == switch.on
