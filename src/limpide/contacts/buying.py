"""Buying: who bought may get offers of similar goods, where their country's law says so.

Soft opt-in: directive 2002/58, article 13(2); what each country says is in `data/purchases.yaml`.
"""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from limpide.channels import Kind
from limpide.foundation import clock, workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

from . import consent, doings, people, permission, store_choices
from .model import Choice, ContactId, LastWord, Proof, Purpose, Similar, Use
from .times import Place, place_of

_RULES: Final = Path(__file__).with_name("data") / "purchases.yaml"
_MOST_GOODS: Final = 20
_LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class PurchaseRule:
    """Where, by which channels and how long a purchase allows offers. `source`: the law."""

    id: str
    country: str
    kinds: frozenset[Kind]
    months: int
    source: str
    months_source: str


class Follows(StrEnum):
    """What follows from a purchase for offers by a channel. The matching text explains it."""

    ALLOWED = "allowed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CONSENTED = "consented"
    NO_RULE = "no_rule"
    TOO_OLD = "too_old"
    NO_ADDRESS = "no_address"


@cache
def list_purchase_rules() -> Sequence[PurchaseRule]:
    """Read the table of countries."""
    return [_rule(row) for row in yaml.safe_load(_RULES.read_text(encoding="utf-8"))]


def rule_for(country: str, kind: Kind) -> PurchaseRule | None:
    """Find the rule by which a purchase allows offers on a channel in a country."""
    return next(
        (r for r in list_purchase_rules() if r.country == country.upper() and kind in r.kinds),
        None,
    )


def similar(rule: PurchaseRule, goods: Sequence[str], bought_at: datetime) -> Similar | None:
    """Say what a purchase allows: offers of which goods, until when. None: it is too old."""
    until = _months_later(bought_at, rule.months)
    return Similar(named(goods), rule.id, until) if until > clock.now() else None


def named(goods: Sequence[str]) -> tuple[str, ...]:
    """Write families of goods as they are compared. Raises MissingProofError without any."""
    found = {" ".join(each.split()).casefold()[:_LONGEST] for each in goods} - {
        "",
        permission.ANY_GOODS,
    }
    if not 0 < len(found) <= _MOST_GOODS:
        raise consent.MissingProofError
    return tuple(sorted(found))


async def record_purchase(
    db: Database,
    contact: ContactId,
    kinds: Sequence[Kind],
    goods: Sequence[str],
    *,
    proof: Proof,
    is_refused: bool = False,
    actor: Actor,
) -> Mapping[Kind, Follows]:
    """Keep that somebody bought, and say for each channel what follows for offers.

    `proof.evidence`: the order; `proof.wording`: how they were told that they may refuse;
    `is_refused`: they did. An earlier refusal stays, an earlier consent too. Raises
    NoSuchContactError, MissingProofError.
    """
    if not proof.evidence or (proof.wording is None and not is_refused):
        raise consent.MissingProofError
    families = named(goods)
    person = await people.get_contact(db, contact)
    company = await workspaces.get(db)
    country = place_of(person, Place(company.time_zone, company.country)).country
    words = (await store_choices.last_words(db, [contact])).get(contact, {})
    answers: dict[Kind, Follows] = {}
    for kind in dict.fromkeys(kinds):
        use, rule = Use(kind, Purpose.OFFERS), rule_for(country, kind)
        last = words.get(use)
        bought_at = proof.given_at or clock.now()
        allowed = None if rule is None else similar(rule, _with(last, families), bought_at)
        answer = _follows(last, rule, allowed, is_refused=is_refused)
        if person.address(kind) is None:
            answer = Follows.NO_ADDRESS
        if answer in {Follows.ALLOWED, Follows.REFUSED}:
            choice = Choice.WITHDRAWN if is_refused else Choice.BOUGHT
            what = None if is_refused else allowed
            await consent.record_choice(
                db, contact, choice, use, proof=proof, similar=what, actor=actor
            )
        answers[kind] = answer
    await doings.note_doing(db, contact, doings.BOUGHT, proof.given_at)
    return answers


def _follows(
    last: LastWord | None, rule: PurchaseRule | None, allowed: Similar | None, *, is_refused: bool
) -> Follows:
    if is_refused:
        return Follows.REFUSED
    if last is not None and last.choice is not Choice.BOUGHT:
        return Follows.WITHDRAWN if last.choice is Choice.WITHDRAWN else Follows.CONSENTED
    if rule is None:
        return Follows.NO_RULE
    return Follows.TOO_OLD if allowed is None else Follows.ALLOWED


def _with(last: LastWord | None, goods: Sequence[str]) -> Sequence[str]:
    """Add what was bought before, while that still counts."""
    if last is None or last.similar is None or last.similar.until <= clock.now():
        return goods
    return [*last.similar.goods, *goods][-_MOST_GOODS:]


def _months_later(at: datetime, months: int) -> datetime:
    years, month = divmod(at.month - 1 + months, 12)
    year, month = at.year + years, month + 1
    return at.replace(year=year, month=month, day=min(at.day, calendar.monthrange(year, month)[1]))


def _rule(row: Mapping[str, Any]) -> PurchaseRule:
    return PurchaseRule(
        id=row["id"],
        country=row["country"],
        kinds=frozenset(map(Kind, row["kinds"])),
        months=row["months"],
        source=row["source"],
        months_source=row["months_source"],
    )
