"""What the driver asks of the rival, as `python -m tuned_admin WORD …`; each answers with one line of JSON."""

import json
import os
import re
import sys
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tuned_admin.settings")
NAME = "ukur"
# by the file's order of columns
_COPY = """
create temporary table sent (nik text, no_kk text, nama text, jk text, tgl_lahir text, kode_desa text, alamat text,
    rt text, rw text, pekerjaan text, pendidikan text, hubungan text);
"""
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
_FILL = """
insert into tuned_admin_person (nik, kk, full_name, sex, birth_date, village_id, address, rt, rw, occupation, education,
    relation)
select coalesce(nik, ''), coalesce(no_kk, ''), nama, jk, nullif(tgl_lahir, '')::date, kode_desa, coalesce(alamat, ''),
    coalesce(rt, ''), coalesce(rw, ''), coalesce(pekerjaan, ''), coalesce(pendidikan, ''), coalesce(hubungan, '')
from sent
"""


def prepare(villages: str) -> dict[str, object]:
    """Tables, the places of `villages` (CSV: code, name), somebody who may do everything."""
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.db import connection

    connection.cursor().execute("create extension if not exists pg_trgm")
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    with connection.cursor() as cursor, cursor.copy("copy tuned_admin_village from stdin (format csv)") as copy:
        copy.write(Path(villages).read_bytes())
    User.objects.create_superuser(NAME, password=None)
    return {"places": 1}


def bulk(file: str) -> dict[str, object]:
    """django-import-export on the whole file, without the preview that its screen makes first."""
    from tablib import Dataset

    from tuned_admin.models import Person
    from tuned_admin.resources import FastestResource

    began = time.perf_counter()
    sent = Dataset().load(Path(file).read_text(encoding="utf-8"), format="csv")
    result = FastestResource().import_data(sent, dry_run=False, raise_errors=False)
    taken = time.perf_counter() - began
    refused = sorted({row.number for row in (*result.error_rows, *result.invalid_rows)})
    faults = [str(each.error) for each in result.base_errors]
    return {"rows": len(sent), "seconds": taken, "refused": refused, "faults": faults, "kept": Person.objects.count()}


def screen(file: str) -> dict[str, object]:
    """As somebody does it: the file is sent, its preview looked at, and confirmed. Nobody stays.

    Only who has a NIK: of two without one its screen says that one row was found twice, and lets nothing in.
    """
    from django.contrib.auth.models import User
    from django.test import Client

    from tuned_admin.models import Person

    heading, *lines = Path(file).read_text(encoding="utf-8").splitlines(keepends=True)
    with_nik = {line.partition(",")[0]: line for line in lines if not line.startswith(",")}
    sent = Path(file).with_suffix(".nik.csv")
    sent.write_text(heading + "".join(with_nik.values()), encoding="utf-8")
    client = Client()
    client.force_login(User.objects.get(username=NAME))
    began = time.perf_counter()
    with sent.open("rb") as rows:
        told = {"import_file": rows, "format": "0", "resource": "0"}
        preview = client.post("/admin/tuned_admin/person/import/", told)
    confirm = dict(_HIDDEN.findall(preview.content.decode()))
    done = client.post("/admin/tuned_admin/person/process_import/", confirm)
    taken = time.perf_counter() - began
    kept = Person.objects.count()
    Person.objects.all().delete()
    return {"seconds": taken, "status": done.status_code, "rows": len(with_nik), "kept": kept}


def fill(file: str) -> dict[str, object]:
    """Everybody of the file by COPY, in place of those before: for looking up, not for measuring the import."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("truncate tuned_admin_person cascade")
        cursor.execute(_COPY)
        with cursor.copy("copy sent from stdin (format csv, header)") as copy, open(file, "rb") as rows:
            while piece := rows.read(1 << 20):
                copy.write(piece)
        cursor.execute(_FILL)
        filled = cursor.rowcount
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze tuned_admin_person")
    return {"people": filled}


def session() -> dict[str, object]:
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.test import Client

    client = Client()
    client.force_login(User.objects.get(username=NAME))
    return {"cookie": f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"}


if __name__ == "__main__":
    django.setup()
    word, *rest = sys.argv[1:]
    told = {"prepare": prepare, "bulk": bulk, "screen": screen, "fill": fill, "session": session}[word](*rest)
    sys.stdout.write(json.dumps(told) + "\n")
