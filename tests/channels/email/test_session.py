"""The wire under e-mail: what a server may do in the middle, answer by answer."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from tests.channels.email.test_sending import HELLO

from limpide.channels import Accepted, ChannelDownError, Rejected, SmtpMail, SmtpServer, Unsure

Script = Callable[[str], str | None]


class Server:
    """Speaks SMTP line by line as a script says; None hangs up. Keeps what it is told."""

    def __init__(self, script: Script, *, pipelining: bool = True) -> None:
        self.script, self.pipelining = script, pipelining
        self.lines: list[list[str]] = []
        self.texts: list[str] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        said: list[str] = []
        self.lines.append(said)
        writer.write(b"220 test\r\n")
        in_text, text = False, ""
        try:
            while line := (await reader.readline()).decode():
                line = line.rstrip("\r\n")
                if in_text:
                    if line != ".":
                        text += line.removeprefix(".") + "\n"
                        continue
                    self.texts.append(text)
                    in_text, text = False, ""
                said.append(line.partition(":")[0])
                answer = self.script(line)
                if answer is None:
                    return
                in_text = answer.startswith("354")
                if line.startswith("EHLO"):
                    answer = "250-test\r\n250-PIPELINING\r\n250 OK" if self.pipelining else "250 OK"
                writer.write(f"{answer}\r\n".encode())
        finally:
            writer.close()


@asynccontextmanager
async def talking(server: Server) -> AsyncGenerator[SmtpMail]:
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    channel = SmtpMail(SmtpServer("127.0.0.1", port, tls="none"), None, connections=1)
    try:
        yield channel
    finally:
        await channel.close()
        listening.close()


def kind(line: str) -> str:
    return "354 go" if line == "DATA" else "250 2.0.0 taken"


@pytest.mark.parametrize("pipelining", [True, False])
async def test_mails_follow_each_other_on_one_line(pipelining: bool) -> None:
    server = Server(kind, pipelining=pipelining)
    async with talking(server) as channel:
        outcomes = [await channel.send(HELLO) for _ in range(3)]

    assert outcomes == [Accepted("2.0.0 taken")] * 3
    assert server.lines == [[server.lines[0][0], *["MAIL FROM", "RCPT TO", "DATA", "."] * 3]]


@pytest.mark.parametrize("pipelining", [True, False])
async def test_after_a_refused_reader_the_next_mail_goes_through(pipelining: bool) -> None:
    def script(line: str) -> str:
        if "nobody" in line:
            return "550 5.1.1 user unknown"
        return kind(line)

    server = Server(script, pipelining=pipelining)
    async with talking(server) as channel:
        refused = await channel.send(replace(HELLO, address="nobody@courriel.example"))
        taken = await channel.send(HELLO)

    assert refused == Rejected("550 5.1.1 user unknown", permanent=True)
    assert taken == Accepted("2.0.0 taken")
    assert len(server.lines) == 1
    if pipelining:
        # It said «go on» although nobody would get it: it had an empty text and no mail of ours.
        assert server.lines[0][3:6] == ["DATA", ".", "RSET"]


async def test_a_long_answer_that_comes_in_pieces_is_one_answer() -> None:
    server = Server(lambda line: "250-one\r\n250-two\r\n250 three" if line == "." else kind(line))
    async with talking(server) as channel:
        assert await channel.send(HELLO) == Accepted("one\ntwo\nthree")


async def test_a_line_closed_while_idle_is_replaced_without_anybody_noticing() -> None:
    server = Server(kind)
    taken = 0

    def script(line: str) -> str | None:
        nonlocal taken
        taken += line.startswith("MAIL")
        return None if taken == 2 and line.startswith("MAIL") else kind(line)

    server.script = script
    async with talking(server) as channel:
        outcomes = [await channel.send(HELLO), await channel.send(HELLO)]

    assert outcomes == [Accepted("2.0.0 taken")] * 2
    assert len(server.lines) == 2


@pytest.mark.parametrize("at", ["MAIL", "RCPT", "DATA"])
async def test_a_new_line_that_breaks_before_the_text_was_surely_not_sent(at: str) -> None:
    server = Server(lambda line: None if line.startswith(at) else kind(line))
    async with talking(server) as channel:
        with pytest.raises(ChannelDownError):
            await channel.send(HELLO)


async def test_a_line_that_breaks_after_the_text_is_unsure_and_never_tried_again() -> None:
    server = Server(lambda line: None if line == "." else kind(line))
    async with talking(server) as channel:
        assert isinstance(await channel.send(HELLO), Unsure)
    assert sum(line == "DATA" for said in server.lines for line in said) == 1


@pytest.mark.parametrize("answer", ["451 4.3.0 later", "554 5.7.1 spam", "garbage"])
async def test_what_the_server_says_after_the_text_counts(answer: str) -> None:
    server = Server(lambda line: answer if line == "." else kind(line))
    async with talking(server) as channel:
        if answer.startswith("451"):
            with pytest.raises(ChannelDownError):
                await channel.send(HELLO)
        elif answer.startswith("554"):
            assert await channel.send(HELLO) == Rejected("554 5.7.1 spam", permanent=False)
        else:
            assert isinstance(await channel.send(HELLO), Unsure)


async def test_an_address_cannot_smuggle_a_command() -> None:
    server = Server(kind)
    async with talking(server) as channel:
        outcome = await channel.send(replace(HELLO, address="a> SIZE=1@courriel.example"))
    assert isinstance(outcome, Rejected)
    assert server.lines == []


async def test_a_line_that_begins_with_a_dot_arrives_as_it_was_written() -> None:
    server = Server(kind)
    async with talking(server) as channel:
        session = await channel.connect()
        raw = b"Subject: x\r\n\r\n.\r\n..two\r\n.end"
        assert await session.hand_over("a@b.example", "c@d.example", raw, utf8=False, seconds=5)
        session.close()
    assert server.texts == ["Subject: x\n\n.\n..two\n.end\n"]
