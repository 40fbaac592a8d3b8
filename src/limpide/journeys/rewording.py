"""Rewording: what a template says, changed where people always change it, as a new draft."""

from dataclasses import replace
from typing import Final

from limpide import review
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.ledger import AuthorKind

from . import store_templates, templates
from .model import Version, Wording

_PARTS: Final = ("subject", "text", "short", "letter")


async def reword(
    db: Database, name: str, before: str, after: str, *, actor: Actor
) -> Version | None:
    """Write `after` where a template's latest version says `before`, as a draft.

    None where it says no such thing. Raises NoSuchTemplateError.
    """
    template = await store_templates.find_by_name(db, name)
    if template is None:
        raise templates.NoSuchTemplateError
    latest = await templates.get_version(db, template.id)
    wordings = {
        language: _reworded(wording, before, after) for language, wording in latest.wordings.items()
    }
    if wordings == latest.wordings:
        return None
    has_ai = latest.author_kind.has_ai
    return await templates.save_template(
        db,
        name,
        template.purpose,
        wordings,
        importance=template.importance,
        goods=template.goods,
        sample=latest.sample,
        author=AuthorKind.PERSON_WITH_AI if has_ai else AuthorKind.TEMPLATE,
        engine=latest.engine,
        actor=actor,
    )


def _reworded(wording: Wording, before: str, after: str) -> Wording:
    changed = {part: review.reworded(getattr(wording, part), before, after) for part in _PARTS}
    return replace(wording, **{part: text for part, text in changed.items() if text is not None})
