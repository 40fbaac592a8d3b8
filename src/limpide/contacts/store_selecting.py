"""All SQL about selections: a checked rule becomes a condition, its values become parameters."""

from collections.abc import Sequence
from typing import Final, LiteralString, assert_never

from limpide.foundation.database import Database

from .model import AddressKind, ContactId
from .rules import (
    All,
    AnyOf,
    AttributeBetween,
    AttributeIs,
    AttributeKnown,
    Bought,
    Condition,
    Consents,
    Did,
    HasMode,
    IsOneOf,
    Not,
    Reachable,
    Speaks,
)

_EVER: Final = 36_500  # days
# Parameters 1 to 3 belong to the statement. A rule has at most 30 conditions of three values.
_PLACES: Final[Sequence[LiteralString]] = (
    "$4", "$5", "$6", "$7", "$8", "$9", "$10", "$11", "$12", "$13", "$14", "$15", "$16", "$17",
    "$18", "$19", "$20", "$21", "$22", "$23", "$24", "$25", "$26", "$27", "$28", "$29", "$30",
    "$31", "$32", "$33", "$34", "$35", "$36", "$37", "$38", "$39", "$40", "$41", "$42", "$43",
    "$44", "$45", "$46", "$47", "$48", "$49", "$50", "$51", "$52", "$53", "$54", "$55", "$56",
    "$57", "$58", "$59", "$60", "$61", "$62", "$63", "$64", "$65", "$66", "$67", "$68", "$69",
    "$70", "$71", "$72", "$73", "$74", "$75", "$76", "$77", "$78", "$79", "$80", "$81", "$82",
    "$83", "$84", "$85", "$86", "$87", "$88", "$89", "$90", "$91", "$92", "$93", "$94", "$95",
)  # fmt: skip


class _Where:
    """A condition in the making. Only literal texts are joined: values never become SQL."""

    def __init__(self) -> None:
        self.values: list[object] = []

    def bind(self, value: object) -> LiteralString:
        self.values.append(value)
        return _PLACES[len(self.values) - 1]

    def of(self, condition: Condition) -> LiteralString:
        match condition:
            case All(parts):
                return " and ".join(["true", *(f"({self.of(part)})" for part in parts)])
            case AnyOf(parts):
                return " or ".join(["false", *(f"({self.of(part)})" for part in parts)])
            case Not(part):
                return f"not coalesce(({self.of(part)}), false)"
            case AttributeIs() | AttributeBetween() | AttributeKnown():
                return self._attribute(condition)
            case _:
                return self._plain(condition)

    def _attribute(
        self, condition: AttributeIs | AttributeBetween | AttributeKnown
    ) -> LiteralString:
        match condition:
            case AttributeIs(name, value):
                name_at, value_at = self.bind(name), self.bind(value)
                if isinstance(value, bool):
                    return f"c.attributes->{name_at}::text = to_jsonb({value_at}::boolean)"
                if isinstance(value, (int, float)):
                    return f"c.attributes->{name_at}::text = to_jsonb({value_at}::float8)"
                return f"c.attributes->{name_at}::text = to_jsonb({value_at}::text)"
            case AttributeBetween(name, low, high):
                place = self.bind(name)
                return (
                    f"case when jsonb_typeof(c.attributes->{place}::text) = 'number' then "
                    f"(c.attributes->>{place}::text)::float8 between "
                    f"coalesce({self.bind(low)}::float8, '-infinity') "
                    f"and coalesce({self.bind(high)}::float8, 'infinity') else false end"
                )
            case AttributeKnown(name):
                return f"c.attributes ? {self.bind(name)}::text"

    def _plain(
        self, condition: Speaks | HasMode | Reachable | Consents | Bought | Did | IsOneOf
    ) -> LiteralString:
        match condition:
            case Speaks(language):
                return f"c.language is not distinct from {self.bind(language)}::text"
            case HasMode(mode):
                return f"c.ai_mode = {self.bind(mode.value)}::text"
            case Reachable(kind):
                return (
                    "exists (select from contacts.addresses a "  # noqa: S608 (literal texts)
                    "where a.workspace = c.workspace "
                    f"and a.contact = c.id and a.kind = {self.bind(AddressKind.of(kind).value)}"
                    "::text and not exists (select from contacts.suppressions s "
                    "where s.workspace = a.workspace and s.kind = a.kind "
                    "and s.value_mac = a.value_mac "
                    "and (s.until is null or s.until > now())))"
                )
            case Consents(use):
                return (
                    "coalesce((select h.choice = 'granted' "  # noqa: S608 (literal texts)
                    "from contacts.choices h "
                    "where h.workspace = c.workspace and h.contact = c.id "
                    f"and h.kind = {self.bind(use.kind.value)}::text "
                    f"and h.purpose = {self.bind(use.purpose.value)}::text "
                    "order by h.given_at desc, h.id desc limit 1), false)"
                )
            case Bought() | Did():
                return self._behaviour(condition)
            case IsOneOf(ids):
                return f"c.id = any({self.bind(list(ids))}::uuid[])"
            case _:
                assert_never(condition)

    def _behaviour(self, condition: Bought | Did) -> LiteralString:
        match condition:
            case Bought(kind, goods):
                return (
                    "coalesce((select h.choice = 'bought' "  # noqa: S608 (literal texts)
                    f"and h.valid_until > now() and {self.bind(goods)}::text = any(h.goods) "
                    "from contacts.choices h where h.workspace = c.workspace "
                    f"and h.contact = c.id and h.kind = {self.bind(kind.value)}::text "
                    "and h.purpose = 'offers' "
                    "order by h.given_at desc, h.id desc limit 1), false)"
                )
            case Did(what, times, days):
                return (
                    "exists (select from contacts.doings d "
                    "where d.workspace = c.workspace and d.contact = c.id "
                    f"and d.what = {self.bind(what)}::text "
                    f"and d.times >= {self.bind(times)}::integer and d.last_at > now() "
                    f"- make_interval(days => {self.bind(days or _EVER)}::integer))"
                )


async def count(db: Database, condition: Condition) -> int:
    """Count the people of a selection."""
    where = _Where()
    found = where.of(condition)
    return await db.value(
        "select count(*) from contacts.contacts c "  # noqa: S608 (literal texts only)
        "where c.workspace = $1 and c.merged_into is null "
        f"and $2::uuid is null and $3::integer is null and ({found})",
        db.workspace,
        None,
        None,
        *where.values,
    )


async def page(
    db: Database, condition: Condition, after: ContactId | None, limit: int
) -> list[ContactId]:
    """Fetch the people of a selection in the order of their ids."""
    where = _Where()
    found = where.of(condition)
    rows = await db.rows(
        "select c.id from contacts.contacts c "  # noqa: S608 (literal texts only)
        "where c.workspace = $1 and c.merged_into is null "
        f"and ($2::uuid is null or c.id > $2) and ({found}) "
        "order by c.id limit $3::integer",
        db.workspace,
        after,
        limit,
        *where.values,
    )
    return [ContactId(row["id"]) for row in rows]
