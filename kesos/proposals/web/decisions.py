"""What a deliberation's form says of each family, and as the service takes it."""

from collections.abc import Mapping, Sequence

from django.http import QueryDict

from kesos.foundation.errors import Refused

AGREE, REFUSE = "setuju", "tolak"
Said = Mapping[int, Mapping[str, str]]


def said_of(sent: QueryDict, proposals: Sequence[int]) -> dict[int, dict[str, str]]:
    """Word, code and note by proposal, as typed."""
    return {
        each: {
            "word": sent.get(f"putusan-{each}", ""),
            "code": sent.get(f"kode-{each}", "")[:20],
            "reason": sent.get(f"catatan-{each}", "").strip()[:500],
        }
        for each in proposals
    }


def decisions_of(said: Said) -> tuple[list[int], dict[int, tuple[str, str]]]:
    """Those agreed to, and those refused with code and note. Raises Refused for a refusal without its code."""
    refused = {each: (told["code"], told["reason"]) for each, told in said.items() if told["word"] == REFUSE}
    if bare := sum(not code for code, _ in refused.values()):
        raise Refused(f"{bare} keluarga ditolak tanpa kode alasan. Pilih kodenya.", code="reason_code_missing")
    return [each for each, told in said.items() if told["word"] == AGREE], refused
