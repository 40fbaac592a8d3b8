"""Ramping: a campaign begins small, grows evenly, and holds itself when what comes back is bad.

Mailbox providers learn who writes to them: a sudden flood of a new sender is slowed or refused. The
bounds are those of senders' guidance: Gmail and Yahoo want complaints below 0.1 %, and never 0.3 %;
lists that bounce more than one in twenty were not asked for lately.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from limpide import delivery, ledger
from limpide.delivery import Status
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.log import log

from . import store_campaigns
from .model import Campaign, CampaignState, Hold, Judged

_ACTOR: Final = Actor.system("journeys")
_FIRST_SHARE: Final = 0.1
# Of fewer, one unlucky address is a share that says nothing.
_ENOUGH: Final = 100
_MOST_BACK: Final = 0.05
_MOST_SPAM: Final = 0.002
_FEWEST_SPAM: Final = 2
_NOT_TRIED: Final = {Status.QUEUED, Status.SENDING, Status.STOPPED, Status.EXPIRED}
_BACK: Final = {Status.BOUNCED, Status.FAILED, Status.RETURNED}


def rate_of(campaign: Campaign, now: datetime) -> int | None:
    """Say how many a minute may be asked for at a moment; None: as fast as it goes."""
    if campaign.per_minute is None or campaign.ramp_hours is None:
        return campaign.per_minute
    since = campaign.running_since or campaign.started_at or now
    grown = (now - since) / timedelta(hours=campaign.ramp_hours)
    share = _FIRST_SHARE + (1 - _FIRST_SHARE) * max(grown, 0.0)
    return max(1, int(campaign.per_minute * min(share, 1.0)))


async def is_held(db: Database, campaign: Campaign) -> bool:
    """Hold a ramped campaign when too many came back, or call it spam, since it was last judged.

    True as well where somebody paused or ended it meanwhile: their word stands.
    """
    if campaign.ramp_hours is None:
        return False
    seen = _judged(await delivery.count_statuses(db, campaign.id))
    why = _fault(seen.since(campaign.judged))
    if why is None:
        return False
    standing = await store_campaigns.lock_campaign(db, campaign.id)
    if standing is not None and standing.state is CampaignState.RUNNING:
        await hold(db, standing, why, seen)
    return True


async def hold(db: Database, campaign: Campaign, why: Hold, seen: Judged | None = None) -> None:
    """Pause a campaign that no person paused; its page says why, and a person says what follows."""
    await store_campaigns.set_state(db, campaign.id, CampaignState.PAUSED)
    await store_campaigns.set_held(db, campaign.id, why, seen or campaign.judged)
    await ledger.record(db, "campaign.held", about=campaign.id, why=why.value, actor=_ACTOR)
    log.warning("journeys.campaign_held", campaign=str(campaign.id), why=why.value)


def _judged(statuses: Mapping[str, int]) -> Judged:
    return Judged(
        tried=sum(many for status, many in statuses.items() if status not in _NOT_TRIED),
        back=sum(many for status, many in statuses.items() if status in _BACK),
        spam=statuses.get(Status.COMPLAINED, 0),
    )


def _fault(seen: Judged) -> Hold | None:
    if seen.tried < _ENOUGH:
        return None
    if seen.spam >= _FEWEST_SPAM and seen.spam > seen.tried * _MOST_SPAM:
        return Hold.SPAM
    return Hold.BACK if seen.back > seen.tried * _MOST_BACK else None
