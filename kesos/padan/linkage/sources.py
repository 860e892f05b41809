"""People to be linked: Parquet on disk, columns in memory, or a query of DuckDB's."""

from pathlib import Path
from typing import TypeAlias

import duckdb
import pyarrow

from kesos.foundation.errors import Refused
from kesos.padan.linkage.engine import Engine

Source: TypeAlias = Path | str | pyarrow.Table | duckdb.DuckDBPyRelation


def shown(engine: Engine, source: Source, *, name: str) -> str:
    """The source as a view of the engine; it must have an `id`."""
    if isinstance(source, duckdb.DuckDBPyRelation):
        source = source.to_arrow_table()  # it may belong to another connection
    if isinstance(source, pyarrow.Table):
        engine.connection.register(name, source)
    else:
        path = str(source).replace("'", "''")
        engine.run(f"create or replace view {name} as select * from read_parquet('{path}')")
    if "id" not in engine.columns(name):
        raise Refused("Data yang dicocokkan harus mempunyai kolom «id».", code="no_id")
    return name
