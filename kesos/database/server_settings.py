"""Settings of the private server, from the machine's memory: the defaults are made for 1 GB."""

import os
from collections.abc import Sequence
from pathlib import Path

MB = 1024**2


def memory() -> int:
    """Bytes of memory this machine has."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def share() -> int:
    """What part of the memory the server may count on: an eighth, because a laptop has a browser open beside us.

    A machine that serves a province and nothing else says KESOS_DATABASE_SHARE=4, a quarter.
    """
    asked = os.environ.get("KESOS_DATABASE_SHARE", "")
    return int(asked) if asked.isdigit() and int(asked) >= 2 else 8


def values(memory_bytes: int, *, durable: bool, part: int | None = None) -> dict[str, str]:
    """`part` of the memory (8: an eighth) for shared buffers, the rest from it."""
    portion = memory_bytes // (part or share()) // MB
    settings = {
        "listen_addresses": "''",
        "unix_socket_permissions": "0700",
        "shared_buffers": f"{min(max(portion, 64), 6144)}MB",
        "effective_cache_size": f"{max(memory_bytes // 2 // MB, 256)}MB",
        "work_mem": f"{min(max(portion // 32, 8), 64)}MB",
        "maintenance_work_mem": f"{min(max(portion // 4, 64), 2048)}MB",
        "max_wal_size": f"{min(max(portion * 2, 1024), 16384)}MB",
        "wal_level": "minimal",
        "max_wal_senders": "0",
        "random_page_cost": "1.1",  # no disk of today turns: one row by its key is not four times a row in passing
        "max_connections": "100",
        "jit": "off",
        "timezone": "'UTC'",
        "log_timezone": "'UTC'",
        # a NIK must not reach the log: Django writes values into the statement itself, so no statement is ever logged,
        # and a broken constraint's detail ("Key (nik)=…") is left out. The first line of an error quotes values too:
        # that is the roles' own setting (kesos.database.roles)
        "log_statement": "none",
        "log_min_duration_statement": "-1",
        "log_min_duration_sample": "-1",
        "log_transaction_sample_rate": "0",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_parameter_max_length": "0",
        "log_parameter_max_length_on_error": "0",
    }
    if not durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    return settings


def write(pgdata: Path, *, sockets: Path, durable: bool, roles: Sequence[str], system_users: Sequence[str]) -> None:
    """Peer authentication only: these system users, over the socket, as one of our roles."""
    lines = [f"{name} = {value}" for name, value in values(memory(), durable=durable).items()]
    lines.append(f"unix_socket_directories = '{sockets}'")
    (pgdata / "kesos.conf").write_text("\n".join(lines) + "\n")
    main = pgdata / "postgresql.conf"
    if "include 'kesos.conf'" not in (text := main.read_text()):
        main.write_text(f"{text}\ninclude 'kesos.conf'\n")
    (pgdata / "pg_hba.conf").write_text("local all all peer map=kesos\n")
    (pgdata / "pg_ident.conf").write_text("".join(f"kesos {user} {role}\n" for user in system_users for role in roles))
