"""What earlier measures left is taken away, so that the next begins with a first month."""

import shutil

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.padan.models import Finding, Run, Snapshot
from kesos.padan.snapshots.places import place


def forget(*, findings_only: bool = False) -> None:
    with acting(SYSTEM):
        Finding.objects.all()._raw_delete("default")
        Run.objects.all()._raw_delete("default")
        if findings_only:
            return
        for one in Snapshot.objects.all():
            shutil.rmtree(place(one.kind, one.pk).folder, ignore_errors=True)
        Snapshot.objects.update(before=None)
        Snapshot.objects.all()._raw_delete("default")
