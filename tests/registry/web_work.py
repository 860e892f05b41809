"""What the browser and the worker do in a test: send a file, carry out the job that a click has started."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve, reverse

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.jobs.models import JobRun
from kesos.jobs.running import perform
from kesos.registry.models import ImportRun

HEAD = "No KK,NIK,Nama,JK,Tanggal Lahir,Hubungan,Alamat,RT,RW,Kelurahan,Kecamatan,Kota\n"
PLACE = "JL. MAWAR 3,1,2,Bawang,Pesantren,Kota Kediri"
SULASTRI = f"9971030101100001,9971035204790001,SULASTRI,P,12/04/1979,Kepala Keluarga,{PLACE}\n"
DIMAS = f"9971030101100001,9971030708090002,DIMAS PRASETYO,L,07/08/2009,Anak,{PLACE}\n"
WRONG = f"9971030101100001,9971031212120003,SITI,X,12/12/2012,Anak,{PLACE}\n"
DATED = {"dated_on_tanggal": "1", "dated_on_bulan": "11", "dated_on_tahun": "2026"}


def text(page: HttpResponse) -> str:
    return page.content.decode()


def send(client: Client, content: bytes | str, name: str = "bnba.csv", **more: str) -> HttpResponse:
    data = content.encode() if isinstance(content, str) else content
    told = {"file": SimpleUploadedFile(name, data), "sender": "Disdukcapil", **DATED, **more}
    return client.post(reverse("registry:import_upload"), told)


def work_off(answer: HttpResponse) -> JobRun:
    """The job whose page the answer leads to, carried out."""
    number = resolve(answer["Location"]).kwargs["run_id"]
    perform(number)
    with acting(SYSTEM):
        return JobRun.objects.get(pk=number)


def staged(client: Client, content: bytes | str = HEAD + SULASTRI + DIMAS, **more: str) -> ImportRun:
    run = work_off(send(client, content, **more))
    assert run.state == "done", run.message
    with acting(SYSTEM):
        return ImportRun.objects.latest("pk")


def checked(client: Client, content: bytes | str = HEAD + SULASTRI + DIMAS) -> ImportRun:
    run = staged(client, content)
    told = {f"kolom_{name}": index for name, index in run.columns.items()}
    work_off(client.post(reverse("registry:import_columns", args=[run.pk]), told))
    return again(run)


def again(run: ImportRun) -> ImportRun:
    with acting(SYSTEM):
        run.refresh_from_db()
    return run
