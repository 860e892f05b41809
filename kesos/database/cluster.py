"""A private PostgreSQL cluster in the data folder: started by whoever comes first, stopped by the last.

*Running* means that a connection answers; no pid is ever believed. Everybody who uses the server holds a
shared lock that the kernel drops even at kill -9; whoever can make it exclusive on leaving is the last
one, and only that one stops the server. Starting and stopping happen under one exclusive lock, so two
processes never own the server at once (docs/decisions/0003).
"""

import atexit
import fcntl
import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from kesos.database import binaries, server_settings
from kesos.database.binaries import Binaries
from kesos.foundation.errors import Refused

ADMIN, OWNER, APP = "kesos_admin", "kesos_owner", "kesos_app"
START_SECONDS = 30  # how long failing starts are tried again
RECOVERY_SECONDS = 3600  # crash recovery of a large database may take this long; we wait and say so


class CannotStart(Refused):
    """The private server does not come up; the sentence holds the end of its log."""

    code = "database_cannot_start"


@dataclass
class Cluster:
    """One server in `folder`. `say` is told, in Indonesian, what takes time."""

    folder: Path
    found: Binaries
    say: Callable[[str], None] = print
    durable: bool = True  # False only for tests: what a power cut would lose does not matter there
    _held: int | None = field(default=None, init=False, repr=False)

    @property
    def pgdata(self) -> Path:
        return self.folder / "data"

    @property
    def user(self) -> str | None:
        """The system user the server runs as; None means the present one."""
        if os.geteuid() != 0:
            return None
        if self.pgdata.exists():
            return pwd.getpwuid(self.pgdata.stat().st_uid).pw_name
        return server_account()

    @property
    def sockets(self) -> Path:
        """The socket folder; a socket's path may not exceed 107 bytes."""
        own = self.folder / "socket"
        if len(str(own)) <= 80:
            return own
        mark = hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]
        base = os.environ.get("XDG_RUNTIME_DIR") if os.geteuid() else None
        return Path(base or tempfile.gettempdir()) / f"kesos-{os.geteuid()}-{mark}"

    def url(self, role: str, database: str = "kesos") -> str:
        return f"postgresql://{role}@/{database}?host={self.sockets}"

    def is_running(self) -> bool:
        try:
            with psycopg.connect(self.url(ADMIN, "postgres"), connect_timeout=3):
                return True
        except psycopg.OperationalError:
            return False

    def attach(self) -> None:
        """Make sure the server runs and stay counted as a user of it until `detach` or the process ends."""
        if self._held is not None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._alone():
            held = os.open(self.folder / "users.lock", os.O_CREAT | os.O_RDWR, 0o600)
            fcntl.flock(held, fcntl.LOCK_SH)
            try:
                if not self.is_running():
                    if not (self.pgdata / "PG_VERSION").exists():
                        self._create()
                    self._start()
            except BaseException:
                os.close(held)
                raise
            self._held = held
        atexit.register(self.detach, os.getpid())

    def revive(self) -> bool:
        """Start the server again if it died under its users; yes where it had to be. For those who hold it on."""
        if self._held is None or self._is_alive():
            return False
        with self._alone():
            if self.is_running():  # somebody came first
                return False
            self._start()
        return True

    def restart(self) -> None:
        """Begin again with empty buffers, for measuring; whoever was connected must connect again."""
        with self._alone():
            self._run("pg_ctl", "stop", "-D", self.pgdata, "-m", "fast", "-w", "-t", "600")
            self._start()

    def detach(self, only_in: int | None = None) -> None:
        """Stop the server if nobody else uses it. A forked child (`only_in` differs) leaves it alone."""
        if self._held is None or (only_in is not None and only_in != os.getpid()):
            return
        with self._alone():
            try:
                fcntl.flock(self._held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._run("pg_ctl", "stop", "-D", self.pgdata, "-m", "fast", "-w", "-t", "600")
            except BlockingIOError:
                pass
            finally:
                os.close(self._held)
                self._held = None

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with open(self.folder / "start.lock", "a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _create(self) -> None:
        """initdb into a neighbour and rename: a cut in the middle leaves nothing that looks whole."""
        self.say(f"Menyiapkan PostgreSQL {self.found.version} pribadi di {self.folder} …")
        if self.user:
            self.say(f"Server berjalan sebagai pengguna sistem «{self.user}», karena PostgreSQL menolak root.")
            self._let_through()
        for left in self.folder.glob(".initdb-*"):
            shutil.rmtree(left)
        fresh = Path(tempfile.mkdtemp(prefix=".initdb-", dir=self.folder))
        self._give(fresh)
        done = self._run(
            "initdb", "-D", fresh, "-U", ADMIN, "-A", "peer", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"
        )
        if done.returncode:
            shutil.rmtree(fresh)
            raise CannotStart(f"PostgreSQL gagal disiapkan: {done.stderr.strip()[-600:]}")
        fresh.rename(self.pgdata)

    def _start(self) -> None:
        if self.user:
            self._let_through()
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        owner = pwd.getpwnam(self.user).pw_uid if self.user else os.geteuid()
        if self.sockets.stat().st_uid not in (owner, os.geteuid()) or self.sockets.is_symlink():
            raise CannotStart(f"Folder {self.sockets} milik pengguna lain. Hapus folder itu, lalu ulangi.")
        self._give(self.sockets)
        server_settings.write(
            self.pgdata,
            sockets=self.sockets,
            durable=self.durable,
            roles=(ADMIN, OWNER, APP),
            system_users=sorted({pwd.getpwuid(owner).pw_name, pwd.getpwuid(os.geteuid()).pw_name}),
        )
        for name in ("kesos.conf", "postgresql.conf", "pg_hba.conf", "pg_ident.conf"):
            self._give(self.pgdata / name)
        log = self.folder / "server.log"
        log.touch(mode=0o600)
        self._give(log)
        self._bring_up(log)

    def _bring_up(self, log: Path) -> None:
        """Start until a connection answers. A server in crash recovery gets all the time it needs.

        Right after a kill -9 the old postmaster may still stand in the process table, or its backends may
        still hold the shared memory; a start then fails and is tried again for a while.
        """
        begun, told = time.monotonic(), False
        while not self.is_running():
            waited = time.monotonic() - begun
            if self._is_alive():
                if not told and waited > 2:
                    self.say("PostgreSQL sedang memulihkan data setelah berhenti mendadak; mohon tunggu …")
                    told = True
                if waited > RECOVERY_SECONDS:
                    raise CannotStart(f"PostgreSQL tidak selesai memulihkan data. Catatannya: {log}")
                time.sleep(0.1)
                continue
            if waited > START_SECONDS:
                raise CannotStart(f"PostgreSQL tidak mau berjalan. Akhir catatannya ({log}):\n{_tail(log)}")
            self._run("pg_ctl", "start", "-D", self.pgdata, "-l", log, "-w", "-t", "5")

    def _is_alive(self) -> bool:
        """Whether a postmaster of this folder runs; a dead one that nobody has reaped does not count."""
        file = self.pgdata / "postmaster.pid"
        try:
            pid = int(file.read_text().split()[0])
            os.kill(pid, 0)
        except (FileNotFoundError, IndexError, ProcessLookupError):
            return False
        except PermissionError:
            pass
        name, state = _process(pid)
        if "postgres" in name and not state.startswith("Z"):
            return True
        # PostgreSQL itself takes an unreaped process for a living one and would refuse to start
        file.unlink(missing_ok=True)
        return False

    def _run(self, program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        usable = binaries.readable_by(self.found, self.user, self.folder)
        entry = pwd.getpwnam(self.user) if self.user else None
        # the log goes to a file: a pipe inherited by the postmaster would keep us waiting for its end
        with tempfile.TemporaryFile("w+") as out:
            done = subprocess.run(
                [usable.program(program), *map(str, arguments)],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                check=False,
                cwd="/",
                env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
                user=entry and entry.pw_uid,
                group=entry and entry.pw_gid,
                extra_groups=[] if entry else None,
            )
            out.seek(0)
            said = out.read()
        return subprocess.CompletedProcess(done.args, done.returncode, said, said)

    def _give(self, path: Path) -> None:
        if self.user:
            entry = pwd.getpwnam(self.user)
            os.chown(path, entry.pw_uid, entry.pw_gid)

    def _let_through(self) -> None:
        """The server's user must be able to walk to the folder; we never loosen a folder that is not ours."""
        done = subprocess.run(
            ["/bin/sh", "-c", 'cd "$1"', "sh", str(self.folder)],
            user=self.user,
            extra_groups=[],
            check=False,
            stderr=subprocess.DEVNULL,
            cwd="/",
        )
        if done.returncode:
            raise CannotStart(
                f"Pengguna sistem «{self.user}» tidak dapat masuk ke {self.folder}. "
                "Beri KESOS_DATA_DIR sebuah folder yang dapat dibaca semua pengguna, misalnya /var/lib/kesos."
            )


def server_account() -> str:
    """A system user for the server when we are root: the usual `postgres`, else one of our own, made once."""
    for name in ("postgres", "kesos-postgres"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    made = (
        subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "kesos-postgres"],
            check=False,
            capture_output=True,
            text=True,
        )
        if shutil.which("useradd")
        else None
    )
    if made is None or made.returncode:
        raise CannotStart(
            "PostgreSQL tidak boleh berjalan sebagai root dan akun sistem untuknya tidak dapat dibuat. "
            "Jalankan perintah ini sebagai pengguna biasa."
        )
    return "kesos-postgres"


def _process(pid: int) -> tuple[str, str]:
    """Name and state of a process, from /proc or, where there is none, from ps."""
    try:
        name, _, rest = Path(f"/proc/{pid}/stat").read_text().partition("(")[2].rpartition(")")
        return name, rest.strip()
    except OSError:
        said = subprocess.run(
            ["ps", "-o", "comm=,stat=", "-p", str(pid)], capture_output=True, text=True, check=False
        ).stdout.split()
        return (said[0], said[-1]) if said else ("", "Z")


def _tail(log: Path, lines: int = 12) -> str:
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
    except OSError:
        return "(catatan tidak terbaca)"
