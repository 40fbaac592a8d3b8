"""Draw the schema that the migrations lead to, room by room, as a file people can read and load.

Called with the address of a migrated database it prints the text; without one it starts a server of
its own, migrates and writes `database/schema.sql`. PostgreSQL's own `pg_dump` says what there is;
this script only puts together what belongs together: a table with its keys, its indexes, its seal.
"""

import asyncio
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from pathlib import Path

from limpide.foundation import migrations
from limpide.foundation.embedded import EmbeddedPostgres, binaries

FILE = Path(__file__).parents[1] / "database" / "schema.sql"
HEAD = """\
-- The schema that the migrations of this folder lead to, room by room. Made by `make schema`, held
-- equal to the migrations by tests/test_schema.py; it changes nothing by itself.
-- foundation.protect seals a table by workspace (row-level security) and grants it to the program.
set check_function_bodies = false;
"""
# Of the queue library and of the migrations' own book-keeping, not of a room.
NOT_OURS = {"jobs", "public"}
BLOCK = re.compile(
    r"^-- Name: (?P<name>.+?); Type: (?P<type>[A-Z ]+); Schema: (?P<schema>\S+); Owner:.*\n--\n\n"
    r"(?P<body>(?:(?!^--\n-- ).*\n?)*)",
    re.MULTILINE,
)
POLICY = (
    "CREATE POLICY own_workspace ON {table} USING ((workspace = foundation.current_workspace()))"
    " WITH CHECK ((workspace = foundation.current_workspace()));"
)
SEALS = {"protect": "SELECT,INSERT,DELETE,UPDATE", "protect_append_only": "SELECT,INSERT"}
CONSTRAINT = re.compile(r"ALTER TABLE ONLY (\S+)\s+ADD (CONSTRAINT .+);", re.DOTALL)
REFERENCE = re.compile(r"REFERENCES (\w+\.\w+)")
TARGET = re.compile(r"\b(?:ON|TABLE|ONLY) (\w+\.\w+)")
IN_TABLE = {"CONSTRAINT", "FK CONSTRAINT"}
BESIDE_TABLE = {"DEFAULT", "INDEX", "POLICY", "ROW SECURITY", "TRIGGER"}
SEQUENCES = {"SEQUENCE", "SEQUENCE OWNED BY"}


@dataclass
class Room:
    """What one schema holds, in the order it is written."""

    first: list[str] = field(default_factory=list)
    tables: dict[str, str] = field(default_factory=dict)
    inside: dict[str, list[str]] = field(default_factory=dict)
    beside: dict[str, list[str]] = field(default_factory=dict)
    last: list[str] = field(default_factory=list)

    def needs(self) -> set[str]:
        """Name the rooms that this one's keys and functions point to."""
        every = [*self.first, *self.last, *(line for own in self.inside.values() for line in own)]
        return {name.split(".")[0] for text in every for name in REFERENCE.findall(text)}


def dump(url: str) -> str:
    """Ask PostgreSQL for the schema of the database at `url`, without owners and data."""
    program = str(binaries() / "pg_dump")
    command = [program, "--schema-only", "--no-owner", "--dbname", url]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def draw(dumped: str) -> str:
    """Turn a dump into the readable file."""
    rooms: dict[str, Room] = {}
    for block in BLOCK.finditer(dumped):
        kind, schema = block["type"], block["schema"]
        name = block["name"] if kind == "SCHEMA" else schema
        name = block["name"].split()[-1] if kind == "ACL" and schema == "-" else name
        if name not in NOT_OURS:
            _place(
                rooms.setdefault(name, Room()), kind, schema, block["name"], _plain(block["body"])
            )
    order = TopologicalSorter({name: room.needs() - {name} for name, room in sorted(rooms.items())})
    return HEAD + "".join(_write(name, rooms[name]) for name in order.static_order())


def _plain(body: str) -> str:
    lines = (line for line in body.splitlines() if not line.startswith("SET default_"))
    text = "\n".join(lines).strip()
    text = re.sub(r"timestamp with time zone", "timestamptz", text)
    return re.sub(r"'::text\b(?!\[)", "'", text) if text.startswith("CREATE TABLE") else text


def _place(room: Room, kind: str, schema: str, name: str, body: str) -> None:
    found = TARGET.search(body)
    table = found[1] if found else ""
    if kind == "TABLE":
        room.tables[f"{schema}.{name}"] = body
    elif kind in IN_TABLE and (constraint := CONSTRAINT.fullmatch(body)):
        room.inside.setdefault(constraint[1], []).append(constraint[2])
    elif kind in BESIDE_TABLE or (kind == "ACL" and table in room.tables):
        room.beside.setdefault(table, []).append(body)
    elif room.tables and kind not in SEQUENCES:
        room.last.append(body)
    else:
        room.first.append(body)


def _write(name: str, room: Room) -> str:
    graph = {
        table: {
            other
            for line in room.inside.get(table, [])
            for other in REFERENCE.findall(line)
            if other in room.tables and other != table
        }
        for table in room.tables
    }
    parts = [f"\n\n-- {name} {'-' * (96 - len(name))}\n", *room.first]
    parts += [_table(room, table) for table in TopologicalSorter(graph).static_order()]
    return "\n\n".join([*parts, *room.last]) + "\n"


def _table(room: Room, table: str) -> str:
    body = room.tables[table]
    if extra := room.inside.get(table):
        head, _, tail = body.rpartition("\n)")
        body = head + "".join(f",\n    {line}" for line in extra) + "\n)" + tail
    return "\n".join([body, *_sealed(table, room.beside.get(table, []))])


def _sealed(table: str, beside: list[str]) -> list[str]:
    """Say in one line what `foundation.protect` did, where it did all of it."""
    for seal, rights in SEALS.items():
        done = [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;",
            POLICY.format(table=table),
            f"GRANT {rights} ON TABLE {table} TO limpide_app;",
        ]
        if set(done) <= set(beside):
            rest = [line for line in beside if line not in done]
            return [*rest, f"SELECT foundation.{seal}('{table}');"]
    return beside


async def _draw_anew() -> str:
    with tempfile.TemporaryDirectory(
        prefix="limpide-schema-", ignore_cleanup_errors=True
    ) as folder:
        Path(folder).chmod(0o755)
        server = EmbeddedPostgres(Path(folder) / "pg", settings={"fsync": "off"})
        await server.start()
        try:
            await migrations.migrate(server.url(owner=True))
            return draw(dump(server.url(owner=True)))
        finally:
            await server.stop()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.stdout.write(draw(dump(sys.argv[1])))
    else:
        FILE.write_text(asyncio.run(_draw_anew()))
