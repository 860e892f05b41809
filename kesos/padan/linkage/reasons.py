"""Why two records are one person, as an official reads it: «nama mirip 0,93 · tanggal lahir sama · NIK kosong»."""

from kesos.padan.linkage.model import Comparison, comparisons

_WITHOUT = {"nik": "NIK kosong", "kk": "No KK kosong", "nama": "nama kosong", "lahir": "tanggal lahir kosong"}
_WITH_NUMBER = ("salah_ketik", "mirip", "agak_mirip")


def reasons() -> str:
    """SQL of one text, column by column; what neither says nor matters is left out."""
    told = ", ".join(_said(one) for one in comparisons())
    return f"concat_ws(' · ', {told})"


def _said(one: Comparison) -> str:
    whens = " ".join(f"when '{level.key}' then {_sentence(level.key, level.say)}" for level in one.levels)
    without = f"'{_WITHOUT[one.name]}'" if one.name in _WITHOUT else "null"
    return f"case when a.{one.name} is null then {without} else case a.{one.name} {whens} end end"


def _sentence(key: str, say: str) -> str:
    if key in _WITH_NUMBER:
        return f"concat('{say} ', replace(cast(round(a.kemiripan, 2) as varchar(4)), '.', ','))"
    return f"'{say}'"
