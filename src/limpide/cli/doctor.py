"""`limpide doctor`: what is configured, what is missing, what to do about it."""

import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlsplit

from rich.table import Table

from limpide import wiring
from limpide.channels import count_waiting
from limpide.foundation import migrations, place, workspaces
from limpide.foundation.database import Pool, UnsafeRoleError
from limpide.foundation.outgoing import is_public
from limpide.foundation.settings import Settings
from limpide.foundation.workspaces import Workspace

from .doctor_mail import examine_mail, examine_reception, examine_servers
from .findings import Finding, Verdict
from .running import output

_OLDEST_SERVER = 160_000


async def examine(settings: Settings) -> list[Finding]:
    """Look at everything; a fault in one place does not hide the others."""
    findings = [*_settings(settings), *await examine_servers(settings), *_sms(settings)]
    findings += [_letters(settings), *_models(settings), _front_end()]
    try:
        async with place.database(settings) as urls:
            findings += await _database(urls, settings)
    except (OSError, RuntimeError) as error:
        findings.append(
            Finding("database", Verdict.FAULT, str(error), "Check LIMPIDE_DATABASE_URL.")
        )
    return findings


def show(findings: Sequence[Finding], *, as_json: bool) -> bool:
    """Print what was found; say whether nothing is at fault."""
    if as_json:
        output.print_json(data=[asdict(finding) for finding in findings])
    else:
        table = Table("", "what", "found", "what to do", box=None, pad_edge=False)
        marks = {
            Verdict.GOOD: "[green]✓[/]",
            Verdict.CHOICE: "[yellow]·[/]",
            Verdict.FAULT: "[red]✗[/]",
        }
        for finding in findings:
            table.add_row(marks[finding.verdict], finding.what, finding.found, finding.advice)
        output.print(table)
    return all(finding.verdict is not Verdict.FAULT for finding in findings)


def _settings(settings: Settings) -> list[Finding]:
    findings: list[Finding] = []
    if settings.public_url is None:
        advice = "Set LIMPIDE_PUBLIC_URL to the https address customers see: links in mail use it."
        findings.append(Finding("public address", Verdict.CHOICE, settings.base_url, advice))
    else:
        safe = settings.public_url.startswith("https://")
        advice = "" if safe else "Serve it over https: cookies and links are not protected."
        verdict = Verdict.GOOD if safe else Verdict.FAULT
        findings.append(Finding("public address", verdict, settings.base_url, advice))
    key = settings.data_dir / "secret.key"
    if settings.secret_key is None and key.exists():
        private = key.stat().st_mode & 0o077 == 0
        findings.append(
            Finding(
                "installation key",
                Verdict.GOOD if private else Verdict.FAULT,
                str(key),
                "Keep a copy apart from the database's." if private else f"Run: chmod 600 {key}",
            )
        )
    return findings


def _front_end() -> Finding:
    built = Path(wiring.__file__).parent / "web" / "static" / "dist"
    if built.is_dir():
        return Finding("pages", Verdict.GOOD, "built")
    advice = "Run `make setup`." if shutil.which("node") else "Install Node 20+, then `make setup`."
    return Finding("pages", Verdict.FAULT, "the front end is not built", advice)


def _letters(settings: Settings) -> Finding:
    if settings.letter_by == "lob":
        if settings.letter_lob_key is None:
            advice = "Set LIMPIDE_LETTER_LOB_KEY: until then letters wait in the queue."
            return Finding("letters", Verdict.FAULT, "Lob, without a key", advice)
        return Finding("letters", Verdict.GOOD, settings.letter_lob_url)
    folder = wiring.letter_folder(settings)
    waiting = f"{folder}, {count_waiting(folder)} waiting"
    if not settings.letter_sender:
        advice = "Set LIMPIDE_LETTER_SENDER: letters show no address to answer to."
        return Finding("letters", Verdict.CHOICE, waiting, advice)
    return Finding("letters", Verdict.GOOD, waiting)


def _sms(settings: Settings) -> list[Finding]:
    what, provider = "SMS", settings.sms_provider
    if provider is None:
        advice = "Set LIMPIDE_SMS_PROVIDER to sinch, twilio or smpp: docs/how-to/sms.md."
        return [Finding(what, Verdict.CHOICE, "no provider", advice)]
    missing = [f"LIMPIDE_{name.upper()}" for name in wiring.missing_for_sms(settings)]
    if missing:
        advice = f"Set {', '.join(missing)}."
        return [Finding(what, Verdict.FAULT, f"{provider} is not complete", advice)]
    findings = [Finding(what, Verdict.GOOD, f"{provider}, from {settings.sms_sender}")]
    if provider == "sinch" and settings.sms_hook_secret is None:
        advice = "Set LIMPIDE_SMS_HOOK_SECRET: until then nothing that Sinch posts is believed."
        findings.append(Finding("SMS receipts", Verdict.FAULT, "cannot be checked", advice))
    elif provider != "smpp" and settings.public_url is None:
        advice = "Set LIMPIDE_PUBLIC_URL: the provider reports to it."
        findings.append(Finding("SMS receipts", Verdict.CHOICE, "cannot arrive", advice))
    return findings


def _models(settings: Settings) -> list[Finding]:
    what, providers = "language models", settings.model_providers
    if not providers:
        return [Finding(what, Verdict.GOOD, "none: understood and answered on this machine")]
    tasks = ", ".join(settings.model_tasks) or "nothing"
    terms = f"{settings.model_time_limit:g} s a turn, {settings.model_tokens_per_day} tokens a day"
    names = ", then ".join(f"{each.model}, {each.name} ({each.where})" for each in providers)
    findings = [Finding(what, Verdict.GOOD, f"{names}: {tasks}; {terms}")]
    for each in providers:
        if not _is_safe(each.url):
            advice = "Use https, or a model inside your own network: texts and key are readable."
            findings.append(Finding(what, Verdict.FAULT, f"{each.name} over plain http", advice))
    return findings


def _is_safe(url: str) -> bool:
    """Say whether nobody outside can read along: https, or a name or address of this network."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        is_inside = not is_public(host)
    except ValueError:
        is_inside = "." not in host
    return parts.scheme == "https" or is_inside


async def _database(urls: place.Urls, settings: Settings) -> list[Finding]:
    wiring.unlock(settings)
    try:
        async with wiring.opened(urls.run, size=2) as pool:
            known = await workspaces.list_all(pool)
            findings = [await _server(pool), await _schema(pool), _companies(known)]
            findings += await examine_mail(settings, known)
            return [*findings, *await examine_reception(pool, known)]
    except UnsafeRoleError:
        advice = "Run `limpide migrate`; give the program's user the role limpide_app only."
        return [Finding("database role", Verdict.FAULT, "may see across companies", advice)]


async def _server(pool: Pool) -> Finding:
    async with pool.transaction(None) as db:
        number = int(await db.value("select current_setting('server_version_num')"))
        name = await db.value("select current_setting('server_version')")
    if number < _OLDEST_SERVER:
        return Finding(
            "database", Verdict.FAULT, f"PostgreSQL {name}", "Use PostgreSQL 16 or newer."
        )
    return Finding("database", Verdict.GOOD, f"PostgreSQL {name}")


async def _schema(pool: Pool) -> Finding:
    async with pool.transaction(None) as db:
        known = await db.value("select to_regclass('foundation.workspaces') is not null")
    if not known:
        return Finding("tables", Verdict.FAULT, "none yet", "Run `limpide migrate`.")
    return Finding("tables", Verdict.GOOD, f"{len(migrations.list_migrations())} migrations")


def _companies(companies: Sequence[Workspace]) -> Finding:
    if not companies:
        advice = "Run `limpide company create`, or `limpide up --demo`."
        return Finding("company", Verdict.CHOICE, "none yet", advice)
    return Finding("company", Verdict.GOOD, ", ".join(company.name for company in companies))
