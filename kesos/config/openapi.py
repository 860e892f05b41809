"""What holds for every endpoint, written into the OpenAPI document once."""

from typing import Any

from ninja.openapi.schema import OpenAPISchema

PROBLEM: dict[str, Any] = {
    "type": "object",
    "title": "Masalah",
    "description": "Dokumen masalah menurut RFC 9457.",
    "required": ["type", "title", "status", "detail", "code", "request_id"],
    "properties": {
        "type": {"type": "string", "examples": ["urn:kesos:problem:period_closed"]},
        "title": {"type": "string", "examples": ["Tidak dapat dilakukan sekarang"]},
        "status": {"type": "integer", "examples": [409]},
        "detail": {"type": "string", "description": "Kalimat untuk pengguna: apa yang salah dan cara membetulkannya."},
        "code": {"type": "string", "description": "Kode tetap untuk program.", "examples": ["period_closed"]},
        "field": {"type": "string", "description": "Isian yang salah, bila ada."},
        "request_id": {"type": "string", "description": "Nomor permintaan, juga pada kepala X-Request-Id."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "field": {"type": "string"},
                    "line": {"type": "integer"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 200},
    "description": "Kunci buatan pengirim; permintaan yang sama dengan kunci yang sama hanya dijalankan sekali.",
    "example": "7f0c9a52-5d0e-4a0e-9b0e-0a4a5c1f7b11",
}
ANSWERS = {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}


def described(schema: OpenAPISchema) -> OpenAPISchema:
    """The same problem document for every no, the same key for every act, and the permission of each in words."""
    schema.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    for path in schema["paths"].values():
        for method, told in path.items():
            answers = {str(code): answer for code, answer in told.get("responses", {}).items()}
            told["responses"] = {**answers, "default": {"description": "Tidak dapat dilakukan", **ANSWERS}}
            permission = told.get("x-permission", "")
            if "." in permission:
                told["description"] = f"{told.get('description', '')}\n\nWewenang: `{permission}`.".strip()
            if method == "post":
                told["parameters"] = [*told.get("parameters", []), KEY]
    return schema
