"""What is said of a text while it is written: checks, the person's data in it, hints."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from limpide import conversations
from limpide.conversations import ConversationId
from limpide.foundation.database import Database
from limpide.foundation.i18n import known, translate
from limpide.review import Finding

_ATTRIBUTE = "attribute."


async def advice(
    db: Database,
    conversation: ConversationId,
    text: str,
    findings: Sequence[Finding],
    *,
    language: str,
    with_ai: bool,
) -> dict[str, Any]:
    """Give what `composer/_advice.html` draws. `with_ai`: an AI wrote some of the text."""
    return {
        "findings": findings,
        "used": await conversations.data_used(db, conversation, text, with_ai=with_ai),
        "hints": await conversations.hints_for(db, conversation, text),
        "datum": partial(datum, known(language)),
    }


def nothing() -> dict[str, Any]:
    """Give what it draws where there is no conversation."""
    return {"used": (), "hints": (), "datum": datum}


def datum(language: str, name: str) -> str:
    """Call a datum of a person by its name: the company's own, or a word."""
    if name.startswith(_ATTRIBUTE):
        return name.removeprefix(_ATTRIBUTE).replace("_", " ")
    return translate(language, f"web.passport.datum.{name}")
