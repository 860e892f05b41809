"""A family that is no longer the one proposed: who is missing, and what may be done about it."""

from collections.abc import Collection, Sequence

from kesos.proposals.queries.proposals import Member

ELSEWHERE = "anggota yang kini tercatat di luar wilayah Anda"
JOINED = "masuk ke keluarga ini sesudah diusulkan dan belum ikut diusulkan"
TOLD = "Pastikan kepada keluarganya, lalu beri tahu petugas yang memutus usulan ini."
WAYS = {
    "kembalikan": "Pastikan kepada keluarganya; bila benar, usulan ini dapat dikembalikan dengan alasan itu.",
    "tarik": "Pastikan kepada keluarganya; bila benar, usulan ini dapat ditarik oleh kelurahan, "
    "lalu keluarganya diusulkan lagi pada periode berikutnya.",
}


def changed(members: Sequence[Member], *, actions: Collection[str], joined: Sequence[str] = ()) -> str:
    """The sentences of the alert, or nothing; `actions` are those of the proposal's state, whoever takes them.

    `joined`: who is in the family now and was not proposed with it.
    """
    gone = [each for each in members if not each.in_family]
    if not gone and not joined:
        return ""
    names = [each.full_name for each in gone if each.full_name]
    hidden = len(gone) - len(names)
    said = [f"{', '.join(names)} tidak lagi tercatat di keluarga ini."] if names else []
    if hidden:
        said.append(f"{hidden} {ELSEWHERE}.")
    if joined:
        said.append(f"{', '.join(joined)} {JOINED}.")
    return " ".join([*said, next((words for action, words in WAYS.items() if action in actions), TOLD)])
