"""Files in a bucket: over real HTTP, signed, whole or not at all, and thrown away as on the disk."""

import io
import threading
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kesos.config.settings.bucket import Bucket, bucket
from kesos.database.acting import acting
from kesos.files import disk, services, sweeping
from kesos.files.bucket import BucketSilent
from kesos.files.models import StoredFile
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotFound
from kesos.interop.standin_server import Faults
from kesos.interop.storage.standin import Server
from tests.files.uploads import AT, BAWANG, OPERATOR, PDF, photo, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def server():
    with Server(("127.0.0.1", 0), bucket="dinsos", key="kunci", secret="rahasia", faults=Faults()) as started:
        threading.Thread(target=started.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield started
        started.shutdown()


@pytest.fixture(autouse=True)
def used(server, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.KESOS_BUCKET = Bucket(
        url=server.url, name="dinsos", region="id-1", key="kunci", secret="rahasia", seconds=3
    )
    return settings


def content_of(key, suffix=""):
    with disk.opened(key, suffix) as content:
        return content.read()


@pytest.mark.requirement("K-24")
def test_a_photo_and_its_small_picture_lie_in_the_bucket_and_nowhere_else(server, used):
    kept = put(photo((400, 300)))

    assert set(server.objects) == {disk.name_of(kept.key), disk.name_of(kept.key, disk.THUMBNAIL)}
    assert content_of(kept.key) == server.objects[disk.name_of(kept.key)][0]
    assert not [path for path in used.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_a_reader_that_wants_a_path_has_one_while_it_reads():
    kept = put(PDF, name="berita acara.pdf", kind="paper")

    with disk.at_hand(kept.key) as path:
        found = path.read_bytes()

    assert found == PDF
    assert not path.exists()


def test_a_large_file_goes_in_parts_and_comes_back_whole(server):
    large = b"NIK;Nama\n" + b"9971035204790001;SULASTRI\n" * 500_000

    kept = put(large, name="penerima.csv", kind="spreadsheet")

    assert len(large) > 12_000_000
    assert content_of(kept.key) == large
    assert server.uploads == {}


@pytest.mark.parametrize("wrong", [{"secret": "salah"}, {"key": "lain"}, {"name": "orang-lain"}])
def test_a_bucket_that_does_not_let_us_in_refuses_the_upload_and_nothing_is_kept(wrong, server, used):
    used.KESOS_BUCKET = replace(used.KESOS_BUCKET, **wrong)

    with pytest.raises(BucketSilent) as refused:
        put(PDF, name="berita acara.pdf", kind="paper")

    assert "berkas" in refused.value.sentence
    assert server.objects == {}
    with acting(SYSTEM):
        assert not StoredFile.objects.exists()


def test_an_outage_is_one_sentence_and_afterwards_the_same_upload_goes_through(server):
    server.faults = Faults(unavailable=1)
    with pytest.raises(BucketSilent, match="tidak menjawab, jadi tidak ada yang berubah") as refused:
        put(PDF, name="berita acara.pdf", kind="paper")
    server.faults = Faults()

    kept = put(PDF, name="berita acara.pdf", kind="paper")

    assert refused.value.status == 503
    assert content_of(kept.key) == PDF


def test_what_is_forgotten_in_an_outage_is_swept_later(server, django_capture_on_commit_callbacks):
    kept, stays = put(PDF, kind="paper"), put(PDF, kind="paper")
    server.faults = Faults(unavailable=1)
    with acting(SYSTEM), django_capture_on_commit_callbacks(execute=True):
        services.forget([kept.key], at=AT)
    server.faults = Faults()
    assert len(server.objects) == 2

    gone = sweeping.remove_orphans(older_than_seconds=-5)

    assert gone == 1
    assert set(server.objects) == {disk.name_of(stays.key)}


def test_the_sweep_leaves_what_is_young_and_what_is_not_ours(server):
    stray, theirs = disk.name_of(uuid.uuid4()), "cadangan/2026-11-20.dump"
    server.objects[stray] = server.objects[theirs] = (b"x", datetime.now(UTC))
    young = sweeping.remove_orphans()
    server.objects[stray] = server.objects[theirs] = (b"x", datetime.now(UTC) - timedelta(days=3))

    old = sweeping.remove_orphans()

    assert (young, old) == (0, 1)
    assert set(server.objects) == {theirs}


def test_thousands_of_objects_are_listed_page_by_page(server):
    long_ago = datetime.now(UTC) - timedelta(days=3)
    server.objects.update({disk.name_of(uuid.uuid4()): (b"x", long_ago) for _ in range(2_100)})

    gone = sweeping.remove_orphans()

    assert gone == 2_100
    assert server.objects == {}


def test_content_that_is_gone_is_told_as_on_the_disk(server):
    kept = put(PDF, kind="paper")
    server.objects.clear()

    with pytest.raises(NotFound) as refused:
        disk.opened(kept.key)

    assert refused.value.code == "content_missing"


def test_a_picture_that_is_none_leaves_nothing_in_the_bucket(server):
    with pytest.raises(Exception, match=r"gambar|foto"), acting(OPERATOR):
        services.put(
            data=io.BytesIO(b"<html>rumah</html>"), name="rumah.jpg", kind="photo", region_code=BAWANG, by=OPERATOR,
            at=AT,
        )  # fmt: skip

    assert server.objects == {}


def test_half_a_bucket_is_refused_at_the_start():
    with pytest.raises(SystemExit, match="KESOS_BUCKET_KEY, KESOS_BUCKET_SECRET"):
        bucket(url="https://s3.contoh.go.id", name="dinsos", region="", key="", secret="", seconds=3)
    with pytest.raises(SystemExit, match="https://server"):
        bucket(url="s3.contoh.go.id", name="a", region="", key="b", secret="c", seconds=3)
