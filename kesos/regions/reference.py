"""Loads the shipped regions, boundaries and code lists: one COPY and one statement each, once a file."""

import gzip
import hashlib
from importlib import resources

import psycopg

from kesos.bulk.statements import statements

# topic of the statements → shipped file, in the order in which they rest on each other
FILES = {
    "regions": "wilayah.csv.gz",
    "boundaries": "batas.csv.gz",
    "rings": "batas_ring.csv.gz",
    "codes": "kode.csv.gz",
}


def load(connection: psycopg.Connection) -> None:
    """A file that is loaded already is passed over, so sending it twice changes nothing."""
    sql = statements("kesos.regions", "sql/load.sql")
    with connection.transaction(), connection.cursor() as cursor:
        for topic, name in FILES.items():
            packed = resources.files("kesos.regions").joinpath("data", name).read_bytes()
            mark = hashlib.sha256(packed).hexdigest()
            if cursor.execute(sql["already_loaded"], [topic, mark]).fetchone():
                continue
            cursor.execute(sql[f"stage_{topic}"])
            with cursor.copy(sql[f"copy_{topic}"]) as copy:
                copy.write(gzip.decompress(packed))
            n_rows = cursor.rowcount
            cursor.execute(sql[f"merge_{topic}"])
            cursor.execute(sql["note_loaded"], [topic, mark, n_rows])
