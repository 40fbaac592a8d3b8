"""Work for later, enqueued in the caller's transaction. PgQueuer stands behind this port."""

import asyncio
import contextlib
import json
import random
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver, AsyncpgPoolDriver
from pgqueuer.adapters.persistence.qb import (
    QueryBuilderEnvironment,
    QueryQueueBuilder,
    QuerySchedulerBuilder,
)
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.core.qm import QueueManager
from pgqueuer.domain.settings import DBSettings
from pgqueuer.errors import FailingListenerError, PgqException, RetryRequested
from pgqueuer.models import HealthCheckEvent, Job, TracebackRecord
from pgqueuer.ports.driver import Driver
from pgqueuer.types import JOB_STATUS, Channel, QueueExecutionMode

from . import clock
from .database import AWAY, RUNTIME_ROLE, Database, Pool
from .ids import WorkspaceId
from .log import log
from .telemetry import JOB_FAILURES, JOBS

Handler = Callable[[Pool, WorkspaceId, dict[str, Any]], Awaitable[None]]

SETTINGS = DBSettings(db_schema="jobs")
_MAX_ATTEMPTS = 10
_BACKOFF_SECONDS = 0.5
_BACKOFF_CEILING = 300.0
# A crashed worker's jobs are taken over after this silence; see docs/decisions/0005.
_HEARTBEAT = timedelta(seconds=10)
_POLL = timedelta(seconds=2)
_FIRST_PROBE = timedelta(seconds=2)
_BATCH = 20
_RECONNECT_SECONDS = 0.5
_CHANNEL = Channel(SETTINGS.channel)
_ENVIRONMENT = QueryBuilderEnvironment(SETTINGS)
_QUEUE_SQL = QueryQueueBuilder(SETTINGS)
_SCHEDULE_SQL = QuerySchedulerBuilder(SETTINGS)


class RetryLater(Exception):  # noqa: N818 (a request to the queue, not an error)
    """Ask to be called again after some seconds, without counting as a failure."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds


def queries_on(driver: Driver) -> Queries:
    """Build PgQueuer's statements for our schema."""
    return _queries_on(driver, Queries)


def _queries_on(driver: Driver, kind: type[Queries]) -> Queries:
    return kind(driver, qbe=_ENVIRONMENT, qbq=_QUEUE_SQL, qbs=_SCHEDULE_SQL)


async def enqueue(
    db: Database,
    name: str,
    payload: Mapping[str, object],
    *,
    priority: int = 0,
    not_before: datetime | None = None,
) -> None:
    """Add a job in the caller's transaction. Higher priorities go first; ids only in the payload.

    A job may run more than once (a worker can die after its work): handlers are idempotent.
    """
    await enqueue_many(db, name, [payload], priority=priority, not_before=not_before)


async def enqueue_many(
    db: Database,
    name: str,
    payloads: Sequence[Mapping[str, object]],
    *,
    priority: int = 0,
    not_before: datetime | None = None,
) -> None:
    """Add many jobs of one kind in one statement."""
    if not payloads:
        return
    if db.rehearsed is not None:
        db.rehearsed += [(name, json.loads(json.dumps(each, default=str))) for each in payloads]
        return
    bodies: list[bytes | None] = [
        json.dumps({"workspace": str(db.workspace), "payload": payload}, default=str).encode()
        for payload in payloads
    ]
    delay = None if not_before is None else max(not_before - clock.now(), timedelta(0))
    count = len(bodies)
    await queries_on(AsyncpgDriver(db.connection)).enqueue(
        [name] * count, bodies, [priority] * count, [delay] * count
    )


class _Queries(Queries):
    """What a worker writes of its jobs.

    The library holds a job for good when it cannot put it back: a database killed at the wrong
    moment would cost a customer the answer. So the job is put back as soon as it answers again.
    """

    async def retry_job(
        self, job: Job, delay: timedelta, traceback_record: TracebackRecord | None
    ) -> None:
        while True:
            try:
                await super().retry_job(job, delay, _without_words(traceback_record))
            except AWAY as error:
                log.warning("jobs.not_put_back_yet", job=job.entrypoint, error=type(error).__name__)
                await asyncio.sleep(_RECONNECT_SECONDS)
            else:
                return

    async def log_jobs(
        self, job_status: list[tuple[Job, JOB_STATUS, TracebackRecord | None]]
    ) -> None:
        await super().log_jobs(
            [(job, status, _without_words(tb)) for job, status, tb in job_status]
        )


def _without_words(record: TracebackRecord | None) -> TracebackRecord | None:
    # An error's message may hold what a customer wrote: personal, or with a zero byte that no
    # column takes. Its type is kept.
    if record is None:
        return None
    return record.model_copy(update={"exception_message": "", "traceback": ""})


class _Manager(QueueManager):
    async def listener_healthy(
        self, timeout: timedelta = timedelta(seconds=10)
    ) -> HealthCheckEvent:
        # The library's first probe may be on its way before anybody listens, and is then never
        # heard: without a second one every worker would begin anew, some seconds after its start.
        try:
            return await super().listener_healthy(_FIRST_PROBE)
        except FailingListenerError:
            return await super().listener_healthy(timeout)


@dataclass(frozen=True, slots=True)
class _Lane:
    """Jobs that run beside others, and the connections they take."""

    pool: Pool
    handlers: Mapping[str, Handler]


class Worker:
    """Takes jobs and runs their handlers until told to stop.

    The jobs named in `express` have a lane of their own: however many others run, they never wait
    for one of these to end; nor, with an `express_pool`, for a connection.
    """

    def __init__(
        self,
        pool: Pool,
        handlers: Mapping[str, Handler],
        *,
        express: Collection[str] = (),
        express_pool: Pool | None = None,
    ) -> None:
        lanes = (
            _Lane(
                way, {name: do for name, do in handlers.items() if (name in express) is is_express}
            )
            for is_express, way in ((True, express_pool or pool), (False, pool))
        )
        self._pool = pool
        self._lanes = [lane for lane in lanes if lane.handlers]
        self._managers: list[QueueManager] = []
        self._stopping = False

    async def run(self) -> None:
        """Work until `stop`; a lost database is waited for, never a reason to end."""
        await asyncio.gather(*(self._keep_running(lane) for lane in self._lanes))

    async def drain(self) -> None:
        """Work until nothing is queued. For tests and one-off commands."""
        every = {name: handler for lane in self._lanes for name, handler in lane.handlers.items()}
        await self._run_until_lost(_Lane(self._pool, every), QueueExecutionMode.drain)

    def stop(self) -> None:
        """Finish the jobs in hand, then let `run` return."""
        self._stopping = True
        for manager in self._managers:
            manager.shutdown.set()

    async def _keep_running(self, lane: _Lane) -> None:
        while not self._stopping:
            try:
                await self._run_until_lost(lane, QueueExecutionMode.continuous)
            except (*AWAY, asyncpg.PostgresError, PgqException) as error:
                log.warning("jobs.database_lost", error=type(error).__name__)
                await asyncio.sleep(_RECONNECT_SECONDS)

    async def _run_until_lost(self, lane: _Lane, mode: QueueExecutionMode) -> None:
        queries = _queries_on(AsyncpgPoolDriver(lane.pool.raw), _Queries)
        manager = _Manager(queries, channel=_CHANNEL)
        for name, handler in lane.handlers.items():
            # «hold» and never «delete»: a job whose handler fails for good waits for an operator.
            manager.entrypoint(name, on_failure="hold")(self._runner(lane.pool, name, handler))
        self._managers.append(manager)
        if self._stopping:
            manager.shutdown.set()
        try:
            await self._run_manager(manager, mode)
        finally:
            self._managers.remove(manager)

    async def _run_manager(self, manager: QueueManager, mode: QueueExecutionMode) -> None:
        await manager.run(
            dequeue_timeout=_POLL,
            batch_size=_BATCH,
            mode=mode,
            max_concurrent_tasks=2 * _BATCH,
            shutdown_on_listener_failure=True,
            heartbeat_timeout=_HEARTBEAT,
        )

    def _runner(self, pool: Pool, name: str, handler: Handler) -> Callable[[Job], Awaitable[None]]:
        async def run(job: Job) -> None:
            envelope: dict[str, Any] = json.loads(job.payload or b"{}")
            workspace = WorkspaceId(UUID(envelope["workspace"]))
            try:
                with JOBS.labels(name).time():
                    await handler(pool, workspace, envelope["payload"])
            except RetryLater as later:
                await self._uncount(job)
                raise RetryRequested(timedelta(seconds=later.seconds)) from later
            except Exception as error:
                JOB_FAILURES.labels(name).inc()
                log.error(
                    "jobs.failed",
                    job=name,
                    attempt=job.attempts,
                    error=type(error).__name__,
                    exc_info=True,
                )
                if job.attempts >= _MAX_ATTEMPTS:
                    raise
                raise RetryRequested(timedelta(seconds=backoff_seconds(job.attempts))) from error

        return run

    async def _uncount(self, job: Job) -> None:
        # The queue counts every repeat; only failures may bring a job to its last one.
        with contextlib.suppress(*AWAY):
            async with self._pool.transaction(None) as db:
                await db.run(
                    "update jobs.pgqueuer set attempts = attempts - 1 where id = $1", job.id
                )


def backoff_seconds(attempt: int) -> float:
    """Wait longer after each failure: doubling from half a second to five minutes, with jitter."""
    return min(_BACKOFF_SECONDS * 2**attempt, _BACKOFF_CEILING) * random.uniform(0.5, 1.5)  # noqa: S311


async def install(connection: Any) -> None:
    """Create or upgrade PgQueuer's tables and let the program's role use them."""
    queries = queries_on(AsyncpgDriver(connection))
    if await queries.schema_is_installed():
        await queries.upgrade()
    else:
        await queries.install()
    await connection.execute(
        f"grant usage on schema jobs to {RUNTIME_ROLE};"
        f"grant select, insert, update, delete on all tables in schema jobs to {RUNTIME_ROLE};"
        f"grant usage on all sequences in schema jobs to {RUNTIME_ROLE}"
    )
