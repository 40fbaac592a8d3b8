"""Consenting: which of the reader's data in a text stand there by their own yes."""

from collections.abc import Sequence
from dataclasses import replace

from limpide import contacts
from limpide.contacts import DataUse
from limpide.foundation.database import Database

from .drafting import Draft


async def with_allowances(db: Database, drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Note what people allowed beside what the texts say of them. Asks only where there is any."""
    known = contacts.data_uses.ATTRIBUTE
    personal = [each for each in drafts if any(name.startswith(known) for name in each.personal)]
    if not personal:
        return drafts
    people = {each.request.contact for each in personal}
    allowed = await contacts.data_uses.list_allowed(db, sorted(people))
    return [_noted(each, allowed.get(each.request.contact, ())) for each in drafts]


def _noted(draft: Draft, allowed: Sequence[contacts.Allowance]) -> Draft:
    use = contacts.data_uses.use_of(draft.request.purpose) or DataUse.REPLIES
    has_ai = draft.request.author.kind.has_ai
    names = {each.datum for each in allowed if each.use is use and each.with_ai >= has_ai}
    return replace(draft, allowed=tuple(name for name in draft.personal if name in names))
