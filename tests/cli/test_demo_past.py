"""The demo's past month, as its pages would show it."""

from datetime import timedelta
from pathlib import Path

import yaml

from limpide import contacts, conversations, ledger, review
from limpide.channels import Kind
from limpide.cli import demo, demo_past
from limpide.conversations import Cause, Filters, Holder, View
from limpide.foundation import clock, workspaces
from limpide.foundation.database import Pool
from limpide.foundation.ids import new_id
from limpide.foundation.settings import Settings
from limpide.ledger import AuthorKind

PAST = [
    {"ago": 12, "at": "09:12", "language": "fr", "name": "Léonie", "steps": [
        {"says": "Combien de temps ai-je pour renvoyer un article ?"},
        {"judged": "helpful"}, {"resolve": "claire"}, {"survey": {"score": 5, "clear": "yes"}}]},
    {"ago": 8, "at": "10:00", "language": "fr", "name": "Basile", "ai_mode": "reviewed", "steps": [
        {"says": "Combien coûte la livraison ?"},
        {"review": {"by": "yanis", "choice": "approve", "before": "Bonjour", "after": "Cher B."}}]},
    {"ago": 3, "at": "10:00", "language": "en", "name": "Sian", "steps": [
        {"says": "How long does delivery take?"}, {"judged": "wrong"},
        {"reply": {"by": "claire", "text": "I have looked: it leaves today."}},
        {"resolve": "claire"}]},
    {"ago": 0, "at": "23:59", "language": "en", "name": "Owen", "ai_mode": "reviewed", "steps": [
        {"says": "How long do I have to return an item?"}]},
]  # fmt: skip


async def test_each_conversation_happened_when_it_says_and_nothing_of_it_happens_today(
    pool: Pool, tmp_path: Path
) -> None:
    settings = Settings()  # pyright: ignore[reportCallIssue]
    await demo.fill(pool, settings)
    [company, *_] = [each for each in await workspaces.list_all(pool) if each.is_demo]
    file = tmp_path / "past.yaml"
    file.write_text(yaml.safe_dump(PAST))
    await demo_past.live_through(pool, settings, company, file)

    async with pool.transaction(company.id) as db:
        rows = [
            row.conversation
            for view in (View.ALL, View.RESOLVED)
            for row in await conversations.list_inbox(db, new_id(), Filters(view))
        ]
        threads = {
            (await contacts.get_contact(db, row.contact)).name: await conversations.thread(
                db, row.id
            )
            for row in rows
        }
        waiting = await review.list_items(db)
        said = {
            name: [m.author_kind for m in thread.messages if m.passport_token]
            for name, thread in threads.items()
        }
        assert said["Basile"] == [AuthorKind.TEMPLATE, AuthorKind.PERSON_WITH_AI]
        assert threads["Owen"].conversation.holder is Holder.NOBODY
        assert [one.conversation for one in waiting][-1:] == [threads["Owen"].conversation.id]
        age = clock.now() - threads["Basile"].messages[-1].at
        assert timedelta(days=7) < age < timedelta(days=9)
        assert said["Léonie"][0] is AuthorKind.AI
        assert said["Sian"][-1] is AuthorKind.PERSON
        assert threads["Sian"].conversation.cause is Cause.CONTESTED
        survey = await conversations.surveys.latest_of(db, threads["Léonie"].conversation.id)
        assert survey is not None
        assert survey.score == 5
        # Nothing was said in the chat just now: it all happened then.
        chats = [one for one in threads.values() if one.conversation.kind is Kind.CHAT]
        now = clock.now()
        assert all(now - m.at > timedelta(minutes=5) for one in chats for m in one.messages)
    await ledger.audit.sequence_all(pool, company.id)
    async with pool.transaction(company.id) as db:
        assert await ledger.audit.verify(db)
