"""Permission: whether we may write to this person, by this channel, for this purpose, now."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from limpide.foundation import clock
from limpide.foundation.database import Database
from limpide.ledger import AuthorKind

from . import people, store, store_choices
from .model import (
    AiMode,
    Basis,
    Choice,
    ChoiceId,
    ContactId,
    LastWord,
    Permission,
    Purpose,
    Refusal,
    Similar,
    Standing,
    Suppression,
    SuppressionReason,
    Use,
)

# GDPR, article 6(1): what an order or an appointment needs is part of the contract; a word about
# somebody's own matter or safety is a legitimate interest. News and offers need consent
# (directive 2002/58, article 13(1)).
BASIS: Final[Mapping[Purpose, Basis]] = {
    Purpose.SERVICE: Basis.LEGITIMATE_INTEREST,
    Purpose.SECURITY: Basis.LEGITIMATE_INTEREST,
    Purpose.APPOINTMENT: Basis.CONTRACT,
    Purpose.ORDER: Basis.CONTRACT,
    Purpose.BILLING: Basis.CONTRACT,
    Purpose.NEWS: Basis.CONSENT,
    Purpose.OFFERS: Basis.CONSENT,
}


# What a message that waits is asked again with: which goods it is about was looked at before.
ANY_GOODS: Final = "*"


def basis_of(purpose: Purpose) -> Basis:
    """Name the lawful basis on which we write for a purpose."""
    return BASIS[purpose]


async def may_contact(
    db: Database,
    contact: ContactId,
    use: Use,
    *,
    answering: datetime | None = None,
    address: str | None = None,
) -> Permission:
    """Say whether we may write to this person now, and at which address.

    `answering`: when the person's own message arrived that this answers, if it does. `address`: a
    certain one of the contact's addresses, in normal form. Raises NoSuchContactError.
    """
    standing = await get_standing(db, contact)
    return may_write(standing, use, answering=answering, address=address)


async def get_standing(db: Database, contact: ContactId) -> Standing:
    """Read all that decides about one person. Raises NoSuchContactError."""
    found = await list_standings(db, [contact])
    if contact not in found:
        raise people.NoSuchContactError
    return found[contact]


async def list_standings(
    db: Database, contacts: Sequence[ContactId]
) -> Mapping[ContactId, Standing]:
    """Read all that decides about some people, in three statements however many they are."""
    ids = list(dict.fromkeys(contacts))
    words = await store_choices.last_words(db, ids)
    orders, frequencies = await store_choices.wishes_of(db, ids)
    return {
        person.id: Standing(
            contact=person,
            suppressed=suppressed,
            last_words=words.get(person.id, {}),
            channel_order=orders.get(person.id, {}),
            frequencies=frequencies.get(person.id, {}),
        )
        for person, suppressed in await store.list_reachable(db, ids, clock.now())
    }


def may_write(
    standing: Standing,
    use: Use,
    *,
    answering: datetime | None = None,
    address: str | None = None,
    goods: str = "",
) -> Permission:
    """Say whether we may write to a person whose standing was read in this transaction.

    `goods`: the family of goods that an offer is about, where that is known.
    """
    at = standing.contact.address(use.kind, address)
    if at is None:
        return Permission(Refusal.NO_ADDRESS)
    held = _held_address(standing.suppressed.get(at.id), use, answering)
    if held is not None:
        return Permission(held)
    is_answer = answering is not None and BASIS[use.purpose] is not Basis.CONSENT
    if standing.contact.is_restricted and not is_answer:
        return Permission(Refusal.RESTRICTED)
    if is_paused(standing, use.purpose) and not is_answer:
        return Permission(Refusal.PAUSED)
    answer = permission_after(standing.last_words.get(use), use, answering, goods)
    if not answer:
        return answer
    return Permission(basis=answer.basis, choice=answer.choice, address=at.value)


def _held_address(held: Suppression | None, use: Use, answering: datetime | None) -> Refusal | None:
    """Say why an address is not written to. One that rests still gets a code and an answer."""
    if held is None:
        return None
    if held.reason is not SuppressionReason.RESTING:
        return Refusal.SUPPRESSED
    awaited = use.purpose is Purpose.SECURITY or (answering and answering > held.since)
    return None if awaited else Refusal.RESTING


def is_paused(standing: Standing, purpose: Purpose) -> bool:
    """Say whether a person asked for a pause from this, or from all that needs their consent."""
    if purpose is Purpose.SECURITY:
        return False
    ends = [standing.contact.pauses.get(purpose)]
    if BASIS[purpose] is Basis.CONSENT:
        ends.append(standing.contact.paused_until)
    return any(until is not None and until > clock.now() for until in ends)


def permission_after(
    last: LastWord | None, use: Use, answering: datetime | None, goods: str = ""
) -> Permission:
    """Apply the rule: the last word counts, and silence is not consent.

    Writing to us is a word too: who refused service mail and then asks a question by mail gets
    the answer (article 6(1)(b), «at the request of the data subject»), until they refuse again.
    """
    basis = BASIS[use.purpose]
    asked = answering is not None and basis is not Basis.CONSENT
    if asked and (last is None or (answering and answering > last.given_at)):
        return Permission(basis=Basis.CONTRACT)
    if last is None:
        refused = Refusal.NEVER_ASKED if basis is Basis.CONSENT else None
        return Permission(refused, None if refused else basis)
    if last.choice is Choice.WITHDRAWN:
        return Permission(Refusal.WITHDRAWN, choice=last.id)
    if last.similar is not None:
        return _after_purchase(last.id, last.similar, goods)
    return Permission(basis=basis, choice=last.id)


def _after_purchase(choice: ChoiceId, similar: Similar, goods: str) -> Permission:
    if similar.until <= clock.now():
        return Permission(Refusal.BOUGHT_LONG_AGO, choice=choice)
    if goods != ANY_GOODS and goods.casefold() not in similar.goods:
        return Permission(Refusal.OTHER_GOODS, choice=choice)
    return Permission(basis=Basis.SOFT_OPT_IN, choice=choice)


def has_ai_allowed(mode: AiMode, author: AuthorKind, *, is_fact: bool = False) -> bool:
    """Say whether a person's AI mode allows a text of this author.

    `is_fact`: it states a fact from a record, such as an order's status, and nothing else.
    """
    match mode:
        case AiMode.ANY:
            return True
        case AiMode.REVIEWED:
            return author is not AuthorKind.AI
        case AiMode.BASIC:
            return not author.has_ai or is_fact
        case AiMode.NONE:
            return not author.has_ai
