"""SQL of work: skills, presence, teams."""

from datetime import datetime

from limpide.foundation.database import Database

from . import store
from .model import Advisor, AdvisorId, Team, TeamId, Work


async def set_work(db: Database, id: AdvisorId, work: Work) -> None:
    """Keep what a colleague can do."""
    await db.run(
        "update advisors.advisors set skills = $2, speaks = $3, capacity = $4 where id = $1",
        id,
        sorted(work.skills),
        sorted(work.speaks),
        work.capacity,
    )


async def set_away(db: Database, id: AdvisorId, *, away: bool) -> bool:
    """Keep whether a colleague takes conversations. False when it was so already."""
    return bool(
        await db.run(
            "update advisors.advisors set is_away = $2 where id = $1 and is_away <> $2", id, away
        )
    )


async def list_seen(db: Database, since: datetime) -> list[Advisor]:
    """List the active colleagues who were seen since a moment."""
    rows = await db.rows(
        """select * from advisors.advisors where workspace = $1 and is_active and seen_at > $2
           order by name""",
        db.workspace,
        since,
    )
    return [store.advisor_of(row) for row in rows]


async def list_teams(db: Database) -> list[Team]:
    """List teams with their members."""
    rows = await db.rows(
        """select id, name, array(select advisor from advisors.members m where m.team = t.id)
             as members
           from advisors.teams t where workspace = $1 order by name""",
        db.workspace,
    )
    return [
        Team(TeamId(row["id"]), row["name"], frozenset(map(AdvisorId, row["members"])))
        for row in rows
    ]


async def put_team(db: Database, team: Team) -> bool:
    """Keep a team and who is in it. False when another has the name."""
    taken = await db.value(
        "select id from advisors.teams where workspace = $1 and name = $2 and id <> $3",
        db.workspace,
        team.name,
        team.id,
    )
    if taken is not None:
        return False
    await db.run(
        """insert into advisors.teams (id, name) values ($1, $2)
           on conflict (id) do update set name = excluded.name""",
        team.id,
        team.name,
    )
    await db.run("delete from advisors.members where team = $1", team.id)
    await db.run(
        """insert into advisors.members (team, advisor)
           select $1, id from advisors.advisors where workspace = $2 and id = any($3::uuid[])""",
        team.id,
        db.workspace,
        list(team.members),
    )
    return True


async def remove_team(db: Database, id: TeamId) -> bool:
    """Forget a team."""
    return bool(await db.run("delete from advisors.teams where id = $1", id))
