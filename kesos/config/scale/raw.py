"""The same tables by bare COPY, and by COPY with the same indexes built after it: what the machine can do."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from psycopg import sql

from kesos.config.bench.figures import Figure, machine_load, seconds
from kesos.config.scale.ground import Ground
from kesos.database.resolve import addresses
from kesos.database.roles import SYSTEM_ROLE

# what a load wrote and still stands: rows in a waiting room are no result, but each cost of them is in our time
TABLES = """
select c.relname, c.relrowsecurity from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'public' and c.relkind = 'r' and pg_table_size(c.oid) > %s
    and c.relname ~ '^(registry|institutions|programmes)_' and c.relname !~ '(importrow|importrun|factrow)'
order by pg_table_size(c.oid) desc
"""
INDEXES = """
select pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indrelid
where c.relname = %s and c.relnamespace = 'public'::regnamespace
"""
KEYS = """
select pg_get_constraintdef(oid) from pg_constraint
where contype = 'f' and conrelid = ('public.' || quote_ident(%s))::regclass
"""
RATE, TIMES = 0.35, 2.0
LEAST = 100_000  # bytes of a table at full size; a rehearsal copies what the whole would


@dataclass(slots=True)
class Taken:
    copied: float = 0.0
    built: float = 0.0
    kept_up: float = 0.0


def same_tables(ground: Ground) -> list[Figure]:
    """Table by table: laid out as a file, copied into a bare one, its indexes built; then into one that has them."""
    ours = next(one.value for one in ground.kept("muat") if one.name == "load_seconds")
    bare, with_them = Taken(), Taken()
    with _owner() as owner, TemporaryDirectory(dir=ground.folder) as folder:
        owner.execute("drop schema if exists raw cascade")
        owner.execute("create schema raw")
        for name, by_policy in owner.execute(TABLES, [LEAST * ground.scale]).fetchall():
            rows = Path(folder) / name
            _write_out(owner, name, rows, by_policy)
            _in_bare(owner, name, rows, bare)
            _in_indexed(owner, name, rows, with_them)
            rows.unlink()
            sys.stderr.write(f"{name}: {bare} {with_them.kept_up:.0f}\n")
        owner.execute("drop schema raw cascade")
    both = bare.copied + bare.built
    about = f"{ours:.0f} detik; COPY saja {bare.copied:.0f}, indeks {bare.built:.0f}; {machine_load()}"
    return [
        Figure("load_to_copy_into_indexed_rate", round(with_them.kept_up / ours, 2), RATE, True,
               about=f"{ours:.0f} dan {with_them.kept_up:.0f} detik; tabel, indeks, dan pemeriksaan yang sama"),
        Figure("load_to_copy_and_index_builds", round(ours / both, 2), TIMES, about=about),
        Figure("load_to_copy_without_any_index_rate", round(bare.copied / ours, 2), RATE, True, about=about),
    ]  # fmt: skip


def _write_out(owner: psycopg.Connection, name: str, rows: Path, by_policy: bool) -> None:
    """Rows behind a policy show themselves to the system alone; parts of a table are read by nobody but their owner."""
    with owner.transaction(), rows.open("wb") as out:
        if by_policy:
            owner.execute(f"set local role {SYSTEM_ROLE}")
        told = sql.SQL("copy (select * from {}) to stdout").format(sql.Identifier(name))
        with owner.cursor().copy(told) as copy:
            for piece in copy:
                out.write(piece)


def _in_bare(owner: psycopg.Connection, name: str, rows: Path, taken: Taken) -> None:
    """In one transaction with the making of the table, so that PostgreSQL need not write each row to its log."""
    with owner.transaction():
        owner.execute(sql.SQL("create table raw.{0} (like public.{0})").format(sql.Identifier(name)))
        taken.copied += seconds(lambda: _copy(owner, name, rows))
        for (told,) in owner.execute(INDEXES, [name]).fetchall():
            built = told.replace(f" ON public.{name} ", f" ON raw.{name} ")
            taken.built += seconds(partial(owner.execute, built))
    owner.execute(sql.SQL("drop table raw.{}").format(sql.Identifier(name)))


def _in_indexed(owner: psycopg.Connection, name: str, rows: Path, taken: Taken) -> None:
    with owner.transaction():
        owner.execute(
            sql.SQL("create table raw.{0} (like public.{0} including all excluding generated)").format(
                sql.Identifier(name)
            )
        )
        for (told,) in owner.execute(KEYS, [name]).fetchall():
            owner.execute(sql.SQL("alter table raw.{} add {}").format(sql.Identifier(name), sql.SQL(told)))
    taken.kept_up += seconds(lambda: _copy(owner, name, rows))
    owner.execute(sql.SQL("drop table raw.{}").format(sql.Identifier(name)))


def _copy(owner: psycopg.Connection, name: str, rows: Path) -> None:
    told = sql.SQL("copy raw.{} from stdin").format(sql.Identifier(name))
    with owner.cursor().copy(told) as copy, rows.open("rb") as file:
        while piece := file.read(1 << 20):
            copy.write(piece)


@contextmanager
def _owner() -> Iterator[psycopg.Connection]:
    with psycopg.connect(addresses().owner, autocommit=True) as owner:
        yield owner
