"""The API of programs: one line for each part, and what holds for every endpoint."""

from importlib import import_module
from typing import Any

from django.urls import URLPattern, URLResolver
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from kesos.config.api_entrance import Bearer, OwnPages, keep_answer, once
from kesos.config.odd_signs import CleanParser
from kesos.config.openapi import described
from kesos.config.problems import answer_with_problems, in_problems

PARTS = (
    "access", "regions", "registry", "evidence", "programmes", "proposals", "journeys", "documents", "portal",
    "padan", "workflow", "files", "jobs", "notices", "audit",
)  # fmt: skip
DESCRIPTION = """\
Antarmuka Kesos untuk program. Setiap tindakan memakai layanan yang sama dengan layarnya, dengan wewenang dan wilayah \
pemilik token, dipersempit oleh cakupan token.

- **Masuk**: kepala `Authorization: Bearer …`; token dibuat dengan `kesos token create`.
- **Kesalahan**: dokumen `application/problem+json` dengan `code` yang tetap dan `detail` berupa kalimat.
- **Kirim ulang**: kepala `Idempotency-Key` pada POST; kunci dan isi yang sama mendapat jawaban pertama, \
kunci yang sama dengan isi lain ditolak (409).
- **Batas**: setiap token boleh meminta sekian kali per menit (ketentuan `api.requests_a_minute`); \
lebih dari itu dijawab 429 dengan `Retry-After`.
- **Daftar**: `{"items": […], "next": "…"}`; kirim `next` sebagai `cursor` untuk halaman berikutnya.
- **NIK dan No KK**: teks 16 tanda, disamarkan. NIK lengkap hanya dengan wewenang `person.open_nik` dan alasan, \
dan setiap pembukaan dicatat.
"""


class Api(NinjaAPI):
    @property
    def urls(self) -> tuple[list[URLResolver | URLPattern], str, str]:
        patterns, app, namespace = super().urls
        for each in patterns:
            if isinstance(each, URLPattern):
                each.callback = in_problems(each.callback)
        return patterns, app, namespace

    def get_openapi_schema(self, **told: Any) -> OpenAPISchema:
        return described(super().get_openapi_schema(**told))


def assembled() -> Api:
    api = Api(
        title="Kesos", version="1", description=DESCRIPTION, docs_url=None, urls_namespace="api",
        auth=[Bearer(), OwnPages()], parser=CleanParser(),
    )  # fmt: skip
    answer_with_problems(api)
    api.add_decorator(keep_answer, mode="view")
    api.add_decorator(once, mode="operation")
    for part in PARTS:
        api.add_router("", import_module(f"kesos.{part}.api").router)
    return api


api = assembled()
