"""A list of people joins those who are known: all of it or nothing."""

import io

import pytest

from limpide import contacts
from limpide.channels import Kind
from limpide.contacts import (
    Choice,
    Fault,
    Purpose,
    Refusal,
    Report,
    SuppressionReason,
    UnknownColumnError,
    Use,
)
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

ME = Actor.system("test")
NEWS = Use(Kind.EMAIL, Purpose.NEWS)
HEAD = (
    "reference,name,language,email,phone,postal,attr.tier,attr.orders,consent.email.news,"
    "consent_source,consent_evidence,consent_at\n"
)


async def take_in(db: Database, *lines: str, head: str = HEAD) -> Report:
    text = [head, *(f"{line}\n" for line in lines)]
    return await contacts.import_people(db, contacts.read_people(text), source="crm", actor=ME)


async def test_people_come_with_addresses_attributes_and_proved_consent(db: Database) -> None:
    report = await take_in(
        db,
        "c-1,Agathe Lormeau,fr,Agathe@Courriel.example,06 12 34 56 78,"
        '"3 rue des Lilas | 69003 Lyon",gold,12,yes,https://x.example/form,f-8,2026-03-04',
    )
    found = await contacts.find_by_reference(db, "c-1")

    assert (report.created, report.choices, report.refused) == (1, 1, ())
    assert found is not None
    assert sorted(a.value for a in found.addresses) == [
        "+33612345678",
        "3 rue des Lilas\n69003 Lyon",
        "agathe@courriel.example",
    ]
    assert found.attributes == {"tier": "gold", "orders": 12}
    (choice,) = await contacts.list_choices(db, found.id)
    assert (choice.act, choice.evidence, choice.given_at.year) == ("import", "f-8", 2026)
    assert await contacts.may_contact(db, found.id, NEWS)


async def test_a_second_import_changes_what_is_new_and_empties_nothing(db: Database) -> None:
    line = "c-1,Agathe Lormeau,fr,agathe@courriel.example,,,gold,12,yes,form,f-8,2026-03-04"
    await take_in(db, line)
    again = await take_in(db, line, "c-2,Basile,,,,,,,,,,")
    changed = await take_in(db, "c-1,,,,+33612345678,,,13,,,,")
    found = await contacts.find_by_reference(db, "c-1")

    assert (again.created, again.updated, again.choices) == (1, 1, 0)
    assert changed.updated == 1
    assert found is not None
    assert (found.name, found.attributes["orders"], len(found.addresses)) == (
        "Agathe Lormeau",
        13,
        2,
    )


async def test_a_refusal_in_a_list_outweighs_an_older_consent(db: Database) -> None:
    await take_in(db, "c-1,A,,a@courriel.example,,,,,yes,form,f-8,2026-03-04")
    await take_in(db, "c-1,A,,a@courriel.example,,,,,no,crm,,2026-05-01")
    found = await contacts.find_by_reference(db, "c-1")
    assert found is not None
    assert [c.choice for c in await contacts.list_choices(db, found.id)] == [
        Choice.GRANTED,
        Choice.WITHDRAWN,
    ]
    assert (await contacts.may_contact(db, found.id, NEWS)).refusal is Refusal.WITHDRAWN


async def test_a_suppressed_address_stays_suppressed(db: Database) -> None:
    await contacts.suppress(
        db, Kind.EMAIL, "a@courriel.example", SuppressionReason.COMPLAINED, actor=ME
    )
    await take_in(db, "c-1,A,,a@courriel.example,,,,,yes,form,f-8,2026-03-04")
    found = await contacts.find_by_reference(db, "c-1")
    assert found is not None
    assert (await contacts.may_contact(db, found.id, NEWS)).refusal is Refusal.SUPPRESSED


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (",Nobody,,,,,,,,,,", Fault.NOBODY),
        ("c-9,A,,not an address,,,,,,,,", Fault.BAD_EMAIL),
        ("c-9,A,,,12,,,,,,,", Fault.BAD_PHONE),
        ("c-9,A,,a@courriel.example,,,,,perhaps,,,", Fault.BAD_CONSENT),
        ("c-9,A,,a@courriel.example,,,,,yes,form,,", Fault.NO_PROOF),
        ("c-9,A,,a@courriel.example,,,,,yes,form,f-1,tomorrow", Fault.BAD_DATE),
        ("c-9,A,,a@courriel.example,,,,,yes,form,f-1,2999-01-01", Fault.BAD_DATE),
        (f"c-9,{'A' * 600},,,,,,,,,,", Fault.TOO_LONG),
    ],
)
async def test_a_line_that_cannot_be_kept_is_left_out_with_its_reason(
    db: Database, line: str, fault: Fault
) -> None:
    report = await take_in(db, "c-1,Agathe,,,,,,,,,,", line)
    assert report.created == 1
    assert [(each.line, each.fault) for each in report.refused] == [(3, fault)]


async def test_one_person_in_two_lines_and_two_persons_in_one_line_are_noticed(
    db: Database,
) -> None:
    await take_in(db, "c-1,A,,a@courriel.example,,,,,,,,", "c-2,B,,b@courriel.example,,,,,,,,")
    report = await take_in(
        db, "c-1,A,,b@courriel.example,,,,,,,,", "c-3,C,,,,,,,,,,", "c-3,C,,,,,,,,,,"
    )
    assert [each.fault for each in report.refused] == [Fault.SOMEONE_ELSES, Fault.REPEATED]


@pytest.mark.parametrize("head", ["reference,colour\n", "name\n", "reference,consent.fax.news\n"])
async def test_an_unknown_column_stops_before_anything_is_kept(db: Database, head: str) -> None:
    with pytest.raises(UnknownColumnError):
        await take_in(db, "c-1,x", head=head)


async def test_semicolons_and_a_quoted_line_break_are_read(db: Database) -> None:
    report = await take_in(db, 'c-1;"3 rue des Lilas\n69003 Lyon"', head="reference;postal\n")
    assert report.created == 1


async def test_the_report_of_refused_lines_is_no_formula(db: Database) -> None:
    report = await take_in(db, "=HYPERLINK(1),A,,nope,,,,,,,,")
    texts = {fault: fault.value for fault in Fault}
    out = io.StringIO()
    write = contacts.refused_writer(out, texts)
    for each in report.refused:
        write(each)
    assert "'=HYPERLINK(1)" in out.getvalue()
    assert "bad_email" in out.getvalue()


async def test_every_refused_line_is_told_in_order_and_few_are_kept(db: Database) -> None:
    lines = ["reference,email\n", *(f"c-{n},nope\n" for n in range(1_200)), "c-1,\n", "c-1,\n"]
    told: list[int] = []
    report = await contacts.import_people(
        db,
        contacts.read_people(lines),
        source="crm",
        actor=ME,
        refuse=lambda each: told.append(each.line),
    )
    assert (report.created, report.left_out, len(report.refused)) == (1, 1_201, 1_000)
    assert told == [*range(2, 1_202), 1_203]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("A.b+c@Courriel.Example", None),
        ("a..b@courriel.example", Fault.BAD_EMAIL),
        (f"a@{'x' * 64}.example", Fault.BAD_EMAIL),
        ("a@bad_domain-.example", Fault.BAD_EMAIL),
        ("a@", Fault.BAD_EMAIL),
        ("éloïse@éole.example", None),
    ],
)
async def test_a_mailbox_is_right_or_the_line_is_left_out(
    db: Database, written: str, fault: Fault | None
) -> None:
    report = await take_in(db, f"c-1,{written}", head="reference,email\n")
    assert [each.fault for each in report.refused] == ([] if fault is None else [fault])


async def test_a_preview_says_what_would_happen_and_changes_nothing(db: Database) -> None:
    rows = contacts.read_people(["reference\n", "c-1\n", "c-1\n"])
    report = await contacts.preview_people(db, rows, source="crm", actor=ME)
    assert (report.created, len(report.refused)) == (1, 1)
    assert await contacts.find_by_reference(db, "c-1") is None
