"""What is stored is whole, is what it says, and tells nothing it should not."""

import hashlib
import io
import os
import signal
import subprocess
import sys

import pytest
from django.db import DatabaseError, IntegrityError, connection
from PIL import Image

from kesos.database.acting import acting
from kesos.files import disk, services
from kesos.files.content import BadFile
from kesos.files.disk import StorageFull, TooLarge
from kesos.files.models import StoredFile
from tests.bulk.sheets import xlsx
from tests.files.uploads import AT, BAWANG, OPERATOR, PDF, on_disk, photo, put

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("X-06")
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "MPO"])
def test_a_stored_photo_holds_no_metadata_and_its_position_was_told_first(form):
    sent = photo(form=form)
    assert b"RAHASIA-KAMERA" in sent

    with acting(OPERATOR):
        kept = services.put_photo(
            data=io.BytesIO(sent), name="rumah.jpg", kind="photo", region_code=BAWANG, by=OPERATOR, at=AT
        )

    for suffix in ("", disk.THUMBNAIL):
        content = disk.place(kept.file.key, suffix).read_bytes()
        with Image.open(io.BytesIO(content)) as stored:
            assert not stored.getexif()
            assert set(stored.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert b"RAHASIA-KAMERA" not in content
        assert b"Exif" not in content
    assert (kept.facts.latitude, kept.facts.longitude) == (-7.82, 112.025)
    assert kept.facts.taken_at.isoformat() == "2026-11-20T08:15:30"


def test_a_photo_is_upright_not_larger_than_needed_and_has_a_thumbnail():
    kept = put(photo((3000, 1500), orientation=6))

    with Image.open(disk.place(kept.key)) as stored, Image.open(disk.place(kept.key, disk.THUMBNAIL)) as small:
        assert stored.size == (1024, 2048)
        assert max(small.size) == 320
        # turned right by a quarter, the red corner stands at the upper right
        assert stored.getpixel((1000, 20))[1] < 60 < stored.getpixel((20, 20))[1]
    assert kept.has_thumbnail


def test_a_file_is_kept_byte_by_byte_under_its_key():
    kept = put(PDF, name="berita acara.pdf", kind="paper")

    assert disk.place(kept.key).read_bytes() == PDF
    assert (kept.size, kept.sha256) == (len(PDF), hashlib.sha256(PDF).hexdigest())
    assert (kept.media_type, kept.name) == ("application/pdf", "berita acara.pdf")


def test_the_same_content_twice_is_two_files():
    first, second = put(PDF, kind="paper"), put(PDF, kind="paper")

    assert first.key != second.key
    assert disk.place(first.key) != disk.place(second.key)


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (b"", "photo", "file_empty"),
        (PDF, "photo", "wrong_kind_of_file"),
        (b"<svg onload='alert(1)'/>", "photo", "wrong_kind_of_file"),
        (b"<html><script>", "paper", "wrong_kind_of_file"),
        (b"\0\0\0\x18ftypheic", "photo", "picture_broken"),
        (b"\xff\xd8\xff\xe0 not a picture", "photo", "picture_broken"),
        (photo((400, 400))[:3000], "photo", "picture_broken"),
        (PDF[:40], "paper", "pdf_broken"),
        (PDF.replace(b"/Type", b"/Encrypt 3 0 R/Type"), "paper", "pdf_locked"),
        (PDF.replace(b"/Type", b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>/Type"), "paper", "pdf_active"),
        (b"PK\x03\x04 broken", "spreadsheet", "workbook_broken"),
        (photo(), "spreadsheet", "wrong_kind_of_file"),
    ],
)
def test_refuses_what_is_not_what_it_should_be_and_keeps_nothing(media, content, kind, code):
    with pytest.raises(BadFile) as caught:
        put(content, kind=kind)

    assert caught.value.code == code
    assert on_disk(media) == []


def test_takes_spreadsheets_by_content(tmp_path):
    book = xlsx(tmp_path / "a.xlsx", [["NIK"]]).read_bytes()

    assert put(book, name="a.pdf.exe", kind="spreadsheet").name == "a.pdf.xlsx"
    assert put(b"NIK;Nama\n1;2\n", name="a", kind="spreadsheet").media_type == "text/csv"


def test_refuses_a_picture_with_more_pixels_than_any_telephone_takes(media):
    out = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(out, "PNG")

    with pytest.raises(BadFile) as caught:
        put(out.getvalue())

    assert caught.value.code == "picture_too_large"
    assert on_disk(media) == []


def test_stops_reading_an_upload_that_is_too_large(media):
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size=-1):
            self.given += size
            return b"\xff\xd8\xff" + b"x" * (size - 3)

    endless = Endless()
    with pytest.raises(TooLarge, match="15 MB"), acting(OPERATOR):
        services.put(data=endless, name="a", kind="photo", region_code=BAWANG, by=OPERATOR, at=AT)

    assert endless.given < 20 * 1024 * 1024
    assert on_disk(media) == []


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\Users\\x\\KTP Siti.JPEG", "KTP Siti.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("KTP 9971031708800001.jpg", "KTP ….jpg"),
        ("KTP 9971-0317-0880-0001.jpg", "KTP ….jpg"),
        ("a\r\nSet-Cookie: x.html", "a Set-Cookie- x.jpg"),
        ("‮gpj.exe", "gpj.jpg"),
        ("", "berkas.jpg"),
        ("x" * 500, "x" * 120 + ".jpg"),
    ],
)
def test_a_name_becomes_harmless_and_never_holds_a_nik(sent, kept):
    assert put(photo((40, 40)), name=sent).name == kept


def test_a_row_that_cannot_be_written_leaves_no_content(media):
    with pytest.raises(DatabaseError):
        put(PDF, kind="paper", region="x" * 50)

    assert on_disk(media) == []


FULL = """
import io, os, resource, sys
import django; django.setup()
from django.conf import settings
settings.MEDIA_ROOT = sys.argv[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
from kesos.files import disk
from uuid import uuid4
try:
    with disk.received(io.BytesIO(b"x" * 3_000_000), max_bytes=10_000_000) as upload:
        disk.settle(upload.path, uuid4())
except disk.StorageFull as full:
    print(full.sentence)
"""


def test_a_full_disk_is_a_sentence_and_nothing_half_written(media):
    done = subprocess.run([sys.executable, "-c", FULL, str(media)], capture_output=True, text=True, check=False)

    assert "Ruang simpan server penuh" in done.stdout, done.stderr
    assert on_disk(media) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_disk_that_is_really_full_refuses_photo_and_file_and_keeps_what_was_there(tmp_path, settings):
    small = tmp_path / "kecil"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(small)], check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        settings.MEDIA_ROOT = small
        first = put(PDF, kind="paper")
        with pytest.raises(StorageFull):
            put(PDF + b"\0" * 2_000_000 + b"%%EOF", kind="paper")
        noise = Image.effect_noise((2000, 2000), 90).convert("RGB")
        out = io.BytesIO()
        noise.save(out, "JPEG", quality=20)
        with pytest.raises(StorageFull):
            put(out.getvalue())

        assert on_disk(small) == [disk.place(first.key)]
        with acting(OPERATOR):
            assert StoredFile.objects.count() == 1
    finally:
        subprocess.run(["umount", str(small)], check=True)


KILLED = """
import io, os, signal, sys
import django; django.setup()
from django.conf import settings
settings.MEDIA_ROOT = sys.argv[1]
from kesos.files import disk
from uuid import UUID
class Cut(io.BytesIO):
    def read(self, size=-1):
        if self.tell() >= 2 * 1024 * 1024:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().read(size)
with disk.received(Cut(b"x" * 5_000_000), max_bytes=10_000_000) as upload:
    disk.settle(upload.path, UUID(int=7))
"""


def test_a_power_cut_while_receiving_leaves_no_file_under_a_key(media):
    done = subprocess.run([sys.executable, "-c", KILLED, str(media)], capture_output=True, check=False)

    assert done.returncode == -signal.SIGKILL
    assert [path.suffix for path in on_disk(media)] == [disk.PART]


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("size = 0", "files_not_empty"),
        ("deleted_at = now()", "files_deleted_is_anonymous"),
        ("sha256 = 'x'", "files_deleted_is_anonymous"),
        ("name = 'KTP 9971031708800001.jpg'", "files_name_is_harmless"),
        ("name = '../x.jpg'", "files_name_is_harmless"),
    ],
)
def test_the_database_refuses_a_file_row_that_contradicts_itself(change, constraint):
    put(PDF, kind="paper")

    with pytest.raises(IntegrityError, match=constraint), acting(OPERATOR), connection.cursor() as cursor:
        cursor.execute(f"update files_stored_file set {change}")
