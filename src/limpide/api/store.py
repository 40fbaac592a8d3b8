"""All SQL of the API room."""

from functools import lru_cache
from uuid import UUID

from limpide.foundation import secrets
from limpide.foundation.database import Database, Pool, Row
from limpide.foundation.ids import WorkspaceId, new_id

from .model import Caller, Key, KeyId, Scope, Webhook, WebhookId, WebhookMessage

_SECRET = "api.webhook"  # noqa: S105 (the purpose of a key, not a key)


async def find_caller(pool: Pool, digest: bytes) -> Caller | None:
    """Find whose key has this digest, across companies. Revoked keys have no owner."""
    row = await pool.row("select * from api.owner_of_key($1)", digest)
    if row is None:
        return None
    scopes = _scopes(tuple(row["scopes"]))
    return Caller(
        WorkspaceId(row["workspace"]), KeyId(row["id"]), row["name"], scopes, row["was_idle"]
    )


@lru_cache(maxsize=256)
def _scopes(names: tuple[str, ...]) -> frozenset[Scope]:
    """Read scopes; one that is known no more gives no right."""
    known = set(Scope)
    return frozenset(Scope(name) for name in names if name in known)


async def add_key(db: Database, name: str, digest: bytes, scopes: list[Scope]) -> KeyId:
    """Keep a new key's digest."""
    id = KeyId(new_id())
    await db.run(
        "insert into api.keys (id, name, digest, scopes) values ($1, $2, $3, $4)",
        id,
        name,
        digest,
        [str(scope) for scope in scopes],
    )
    return id


async def list_keys(db: Database) -> list[Key]:
    """List keys, newest first."""
    rows = await db.rows(
        """select id, name, scopes, created_at, last_used_at, revoked_at from api.keys
           order by id desc"""
    )
    return [
        Key(
            KeyId(row["id"]),
            row["name"],
            tuple(map(Scope, row["scopes"])),
            row["created_at"],
            row["last_used_at"],
            row["revoked_at"],
        )
        for row in rows
    ]


async def revoke_key(db: Database, key: KeyId) -> bool:
    """Take a key back."""
    return bool(
        await db.run(
            "update api.keys set revoked_at = now() where id = $1 and revoked_at is null", key
        )
    )


async def touch_key(db: Database, key: KeyId) -> None:
    """Remember that a key was used, at most once a minute."""
    await db.run(
        """update api.keys set last_used_at = now() where id = $1
           and (last_used_at is null or last_used_at < now() - interval '1 minute')""",
        key,
    )


async def claim_answer(db: Database, caller: KeyId, key: str, fingerprint: bytes) -> Row | None:
    """Claim an idempotency key. None when it is ours; else the row of the first request.

    A parallel request waits here until the first one's transaction ends.
    """
    won = await db.run(
        """insert into api.answers (caller, key, fingerprint) values ($1, $2, $3)
           on conflict do nothing""",
        caller,
        key,
        fingerprint,
    )
    if won:
        return None
    return await db.row(
        "select fingerprint, status, body from api.answers where caller = $1 and key = $2",
        caller,
        key,
    )


async def keep_answer(db: Database, caller: KeyId, key: str, status: int, body: str) -> None:
    """Keep what was answered, in the transaction that did the work."""
    await db.run(
        "update api.answers set status = $3, body = $4 where caller = $1 and key = $2",
        caller,
        key,
        status,
        body,
    )


async def forget_old_answers(db: Database, *, days: int) -> int:
    """Drop answers older than their promised life."""
    return await db.run(
        "delete from api.answers where created_at < now() - make_interval(days => $1)", days
    )


async def add_webhook(db: Database, url: str, events: list[str], secret: bytes) -> WebhookId:
    """Keep an endpoint; its secret is sealed."""
    id = WebhookId(new_id())
    await db.run(
        "insert into api.webhooks (id, url, events, secret) values ($1, $2, $3, $4)",
        id,
        url,
        events,
        secrets.seal(secret, purpose=_SECRET),
    )
    return id


async def list_webhooks(db: Database) -> list[Webhook]:
    """List endpoints, oldest first."""
    rows = await db.rows(
        """select id, url, events, secret, disabled_at, disabled_why from api.webhooks
           order by id"""
    )
    return [_webhook(row) for row in rows]


async def find_webhook(db: Database, id: WebhookId) -> Webhook | None:
    """Find one endpoint."""
    row = await db.row(
        """select id, url, events, secret, disabled_at, disabled_why from api.webhooks
           where id = $1""",
        id,
    )
    return None if row is None else _webhook(row)


async def remove_webhook(db: Database, id: WebhookId) -> bool:
    """Forget an endpoint and what it was told."""
    return bool(await db.run("delete from api.webhooks where id = $1", id))


async def disable_webhook(db: Database, id: WebhookId, why: str) -> None:
    """Stop telling an endpoint."""
    await db.run(
        "update api.webhooks set disabled_at = now(), disabled_why = $2 where id = $1", id, why
    )


async def add_webhook_message(
    db: Database, id: UUID, webhook: WebhookId, type: str, body: str, fact: UUID | None
) -> None:
    """Keep something to tell."""
    await db.run(
        """insert into api.webhook_messages (id, webhook, type, body, fact)
           values ($1, $2, $3, $4, $5)""",
        id,
        webhook,
        type,
        body,
        fact,
    )


async def lock_webhook_message(db: Database, id: UUID) -> WebhookMessage | None:
    """Find one thing to tell, and keep others from telling it at the same time."""
    row = await db.row(
        """select id, webhook, type, body, attempts, last_status, last_error, state, created_at,
             delivered_at from api.webhook_messages where id = $1 for update""",
        id,
    )
    return None if row is None else _message(row)


async def list_webhook_messages(db: Database, webhook: WebhookId) -> list[WebhookMessage]:
    """List what an endpoint was told lately, newest first."""
    rows = await db.rows(
        """select id, webhook, type, body, attempts, last_status, last_error, state, created_at,
             delivered_at from api.webhook_messages where webhook = $1 order by id desc
           limit 100""",
        webhook,
    )
    return [_message(row) for row in rows]


async def record_webhook_attempt(
    db: Database, id: UUID, *, state: str, status: int | None, error: str | None
) -> None:
    """Keep how an attempt went."""
    await db.run(
        """update api.webhook_messages set attempts = attempts + 1, state = $2, last_status = $3,
             last_error = $4, delivered_at = case when $2 = 'delivered' then now() end
           where id = $1""",
        id,
        state,
        status,
        error,
    )


async def restart_webhook_message(db: Database, id: UUID) -> bool:
    """Make a message wait again, to be told anew."""
    return bool(
        await db.run(
            "update api.webhook_messages set state = 'waiting', attempts = 0 where id = $1", id
        )
    )


def _webhook(row: Row) -> Webhook:
    columns = dict(row)
    columns["events"] = tuple(columns["events"])
    columns["secret"] = secrets.unseal(columns["secret"], purpose=_SECRET)
    return Webhook(**columns)


def _message(row: Row) -> WebhookMessage:
    return WebhookMessage(**row)


async def forget_person(db: Database, contact: UUID) -> None:
    """Remove kept answers and news that name a contact, but the news that they are gone."""
    await db.run(
        "delete from api.answers where workspace = $1 and position($2 in body) > 0",
        db.workspace,
        str(contact),
    )
    await db.run(
        """delete from api.webhook_messages where workspace = $1 and type <> 'person.erased'
             and position($2 in body) > 0""",
        db.workspace,
        str(contact),
    )
