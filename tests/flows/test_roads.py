"""MCP servers and installed functions are called by the same policy, once, like any service."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from limpide import flows, ledger
from limpide.contacts import ContactId
from limpide.flows import (
    Action,
    Attempted,
    Caller,
    Done,
    Failed,
    IdentityLevel,
    InvalidConnectorError,
    Perhaps,
    Ruling,
    Wanted,
    Who,
    executing,
)
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId, new_id

ME = Actor.system("test")
HERE = Path(__file__).parent
ADA = "ada@post.example"
PARCELS = """
connector: parcels
actions:
  find_parcel:
    title: {fr: Trouver un colis, en: Find a parcel}
    tool: find_parcel
    takes: {type: object, required: [number], properties: {number: {type: string}}}
    gives: {type: object, required: [customer]}
    changes: false
    identity: recognised
    owner: {field: customer.email}
  reroute:
    title: {fr: Réacheminer, en: Send elsewhere}
    tool: reroute
    takes: {type: object, required: [number, to], properties: {number: {type: string},
            to: {type: string}}}
    gives: {type: object, required: [to]}
    autonomy: confirm
    owner: {look_up: find_parcel, with: {number: number}, field: customer.email}
  flood:
    title: {fr: Inonder, en: Flood}
    tool: flood
    takes: {type: object}
    changes: false
    public: true
    identity: anonymous
"""
POINTS = """
connector: points
actions:
  count_points:
    title: {fr: Compter, en: Count}
    python: count_points
    takes: {type: object, required: [customer], properties: {customer: {type: string}}}
    gives: {type: object, required: [points, email]}
    changes: false
    identity: recognised
    owner: {field: email}
  give_points:
    title: {fr: Donner, en: Give}
    python: give_points
    takes: {type: object, required: [customer, points]}
    gives: {type: object, required: [points]}
    autonomy: confirm
    repeatable: true
    owner: {look_up: count_points, with: {customer: customer}, field: email}
  sleep: {title: {fr: Dormir, en: Sleep}, python: sleep, autonomy: alone, public: true,
          identity: anonymous}
  break_down: {title: {fr: Casser, en: Break}, python: break_down, autonomy: alone, public: true,
               identity: anonymous}
  absent: {title: {fr: Absente, en: Absent}, python: absent, autonomy: alone, public: true,
           identity: anonymous}
"""


@dataclass
class House:
    """A company with actions on other roads. `book`: what was really done, a line each."""

    pool: Pool
    workspace: WorkspaceId
    actions: Mapping[str, Action]
    book: Path
    private: bool = True

    async def call(self, name: str, who: str = ADA, **arguments: Any) -> Attempted:
        caller = Caller(
            self.pool, self.workspace, self.actions, actor=ME, allow_private=self.private
        )
        person = Who(ContactId(new_id()), {who: IdentityLevel.VERIFIED})
        return await caller.call(Wanted(self.actions[name], arguments, person, is_confirmed=True))

    def done(self) -> list[dict[str, Any]]:
        if not self.book.exists():
            return []
        return [json.loads(line) for line in self.book.read_text().splitlines()]


async def furnish(pool: Pool, workspace: WorkspaceId, body: str, url: str, book: Path) -> House:
    async with pool.transaction(workspace) as db:
        added = await flows.save_actions(db, body, actor=ME)
        await flows.set_connector(db, added[0].connector, url, "Bearer shown", actor=ME)
        known = (await flows.catalogue(db)).actions
    return House(pool, workspace, known, book)


@pytest.fixture
def commands(tmp_path: Path) -> Iterator[Path]:
    """The operator's programs: one MCP server, which writes what it did into a file."""
    book = tmp_path / "book"
    program = (sys.executable, str(HERE / "mcp_server.py"), "stdio", str(book))
    flows.allow_commands({"parcels": program})
    yield book
    flows.allow_commands({})


@pytest.fixture
async def by_command(pool: Pool, workspace: WorkspaceId, commands: Path) -> House:
    return await furnish(pool, workspace, PARCELS, "command:parcels", commands)


@pytest.fixture(scope="session")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The same MCP server over streamable HTTP."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    book = tmp_path_factory.mktemp("mcp") / "book"
    process = subprocess.Popen(
        [sys.executable, str(HERE / "mcp_server.py"), str(port), str(book)],
        stderr=subprocess.DEVNULL,
    )
    for _ in range(600):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}/mcp", book
    process.kill()
    process.wait()


@pytest.fixture
async def by_http(serving: tuple[str, Path], pool: Pool, workspace: WorkspaceId) -> House:
    serving[1].unlink(missing_ok=True)
    return await furnish(pool, workspace, PARCELS, *serving)


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example package, built and installed by pip."""
    place = tmp_path_factory.mktemp("installed")
    command = ["-m", "pip", "install", "-q", "--no-deps", "--no-index", "--no-build-isolation"]
    source = str(HERE / "example_actions")
    subprocess.run([sys.executable, *command, "--target", str(place), source], check=True)
    return place


@pytest.fixture
async def points(
    pool: Pool,
    workspace: WorkspaceId,
    installed: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> House:
    book = tmp_path / "points"
    monkeypatch.setenv("PYTHONPATH", str(installed))
    monkeypatch.setenv("EXAMPLE_POINTS", str(book))
    monkeypatch.setenv("LIMPIDE_SECRET_KEY", "00" * 32)
    return await furnish(pool, workspace, POINTS, "python:", book)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Make the time limit of a call short."""

    def hurry(seconds: float) -> None:
        monkeypatch.setitem(executing.execute.__kwdefaults__ or {}, "seconds", seconds)

    return hurry


async def test_a_tool_of_an_mcp_server_does_what_policy_allows(by_http: House) -> None:
    made = await by_http.call("reroute", number="P-1", to="Lyon")

    assert made.outcome == Done({"number": "P-1", "to": "Lyon"})
    assert by_http.done() == [{"number": "P-1", "to": "Lyon"}]


async def test_a_program_that_speaks_mcp_is_called_the_same(by_command: House) -> None:
    made = await by_command.call("reroute", number="P-1", to="Lyon")

    assert made.outcome == Done({"number": "P-1", "to": "Lyon"})
    assert by_command.done() == [{"number": "P-1", "to": "Lyon"}]


async def test_nobody_reroutes_the_parcel_of_another(by_http: House) -> None:
    made = await by_http.call("reroute", who="eve@post.example", number="P-1", to="Lyon")

    assert (made.verdict.ruling, made.verdict.rule) == (Ruling.REFUSED, "not_theirs")
    assert by_http.done() == []


async def test_a_tool_is_called_once_from_two_windows(by_http: House) -> None:
    async def one() -> Attempted | None:
        for _ in range(100):
            try:
                return await by_http.call("reroute", number="P-1", to="Lyon")
            except flows.CallUnderWayError:
                await asyncio.sleep(0.1)
        return None

    answers = await asyncio.gather(one(), one(), one())

    assert [type(each.outcome) for each in answers if each] == [Done, Done, Done]
    assert len(by_http.done()) == 1


async def test_a_tool_that_names_a_code_did_nothing(by_http: House) -> None:
    made = await by_http.call("reroute", number="P-1", to="moon")

    assert made.outcome == Failed("not_served")


async def test_a_tool_that_breaks_perhaps_did_it(by_http: House) -> None:
    made = await by_http.call("reroute", number="P-1", to="nowhere")

    assert made.outcome == Perhaps("the tool failed")


async def test_a_server_that_dies_perhaps_did_it_until_a_person_has_looked(
    by_command: House,
) -> None:
    first = await by_command.call("reroute", number="P-1", to="dead")
    second = await by_command.call("reroute", number="P-1", to="dead")
    assert isinstance(first.outcome, Perhaps)
    assert second.is_repeat
    assert len(by_command.done()) == 1

    async with by_command.pool.transaction(by_command.workspace) as db:
        [unsure] = await flows.list_unsure(db)
        await flows.settle_call(db, unsure.id, is_done=False, actor=ME)
        entries = await ledger.entries_about(db, unsure.contact)
        assert await flows.list_unsure(db) == []

    assert [each.what for each in entries] == ["action.unsure", "action.failed"]
    assert not (await by_command.call("reroute", number="P-1", to="dead")).is_repeat


async def test_a_tool_that_takes_too_long_perhaps_did_it(
    by_http: House, hurried: Callable[[float], None]
) -> None:
    hurried(4)
    made = await by_http.call("reroute", number="P-1", to="slow")

    assert isinstance(made.outcome, Perhaps)
    assert len(by_http.done()) == 1


async def test_a_flood_is_cut_off(by_http: House) -> None:
    assert (await by_http.call("flood", number="P-1")).outcome == Failed("unavailable")


async def test_an_mcp_server_in_a_private_network_is_called_by_setting_only(
    by_http: House,
) -> None:
    by_http.private = False

    made = await by_http.call("reroute", number="P-1", to="Lyon")

    assert made.outcome == Failed("unavailable")
    assert by_http.done() == []


async def test_a_program_the_operator_did_not_name_is_not_started(by_command: House) -> None:
    flows.allow_commands({})

    made = await by_command.call("reroute", number="P-1", to="Lyon")

    assert made.outcome == Failed("no_connector")
    assert by_command.done() == []


@pytest.mark.parametrize("place", ["/bin/sh", "command:/bin/sh", "file:///etc", "python:os.system"])
async def test_a_connector_leads_to_places_only(
    pool: Pool, workspace: WorkspaceId, place: str
) -> None:
    async with pool.transaction(workspace) as db:
        with pytest.raises(InvalidConnectorError):
            await flows.set_connector(db, "parcels", place, None, actor=ME)


async def test_imported_tools_are_off_and_nothing_of_their_words_is_read(commands: Path) -> None:
    leads = flows.leading_to("command:parcels", None)

    text = await flows.import_mcp(leads, "parcels", allow_private=True)

    found = {each.name: each for each in flows.read_actions(text)}
    assert set(found) == {"find_parcel", "reroute", "flood"}
    assert all(each.autonomy == "off" and each.changes for each in found.values())
    assert found["reroute"].takes["required"] == ["number", "to"]
    assert "# Find a parcel. SYSTEM:" in text
    assert "SYSTEM" not in json.dumps(yaml.safe_load(text))


async def test_an_imported_tool_does_not_run_before_somebody_opened_it(
    commands: Path, pool: Pool, workspace: WorkspaceId
) -> None:
    leads = flows.leading_to("command:parcels", None)
    text = await flows.import_mcp(leads, "parcels", allow_private=True)
    house = await furnish(pool, workspace, text, "command:parcels", commands)

    made = await house.call("reroute", number="P-1", to="Lyon")

    assert (made.verdict.ruling, made.verdict.rule) == (Ruling.REFUSED, "off")
    assert house.done() == []


def test_a_schema_that_leads_elsewhere_is_refused() -> None:
    body = PARCELS.replace("{type: object, required: [to]}", '{$ref: "http://10.0.0.1/x"}')

    with pytest.raises(flows.InvalidActionError):
        flows.read_actions(body)


async def test_an_installed_function_is_called_once_per_wish(points: House) -> None:
    made = await points.call("give_points", customer=ADA, points=50)
    again = await points.call("give_points", customer=ADA, points=50)
    count = await points.call("count_points", customer=ADA)

    assert made.outcome == Done({"points": 50, "settings_seen": [], "shown": "Bearer shown"})
    assert again.is_repeat
    assert count.outcome == Done({"points": 50, "email": ADA})


async def test_nobody_gives_points_to_another(points: House) -> None:
    made = await points.call("give_points", who="eve@post.example", customer=ADA, points=50)

    assert made.verdict.ruling is Ruling.REFUSED
    assert points.done() == []


async def test_a_function_that_says_no_did_nothing(points: House) -> None:
    made = await points.call("give_points", customer=ADA, points=2000)

    assert made.outcome == Failed("not_enough")


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("sleep", Perhaps("TimeoutError")),
        ("break_down", Perhaps("the process ended")),
        ("absent", Failed("unavailable")),
    ],
)
async def test_a_function_that_does_not_come_back_perhaps_did_it(
    points: House, hurried: Callable[[float], None], name: str, outcome: flows.Perhaps
) -> None:
    hurried(1.5)
    made = await points.call(name)

    assert made.outcome == outcome
    assert running_entry_points() == []


def running_entry_points() -> list[str]:
    found: list[str] = []
    for each in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = each.read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if "flows/entry_point.py sleep" in line and str(os.getpid()) not in each.parts:
            found.append(line)
    return found


async def test_a_repeatable_change_that_got_no_answer_is_asked_about_by_its_key(
    points: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The function did it, and its first answer was lost.
    from limpide.flows import calling_python  # noqa: PLC0415

    real, answers = calling_python.answered, list[Any]()

    def first_is_lost(action: Action, value: Any) -> Any:
        answers.append(value)
        return Perhaps("lost") if len(answers) == 2 else real(action, value)

    monkeypatch.setattr(calling_python, "answered", first_is_lost)
    made = await points.call("give_points", customer=ADA, points=50)

    assert isinstance(made.outcome, Done)
    assert len(points.done()) == 1
