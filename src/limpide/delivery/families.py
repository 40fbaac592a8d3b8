"""Families of mailboxes: domains whose mail the same servers take, and that count us as one."""

import csv
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

from limpide.channels import InvalidDomainError, wire_address

_FILE: Final = Path(__file__).parent / "data" / "mailbox_families.csv"


def family_of(address: str) -> str:
    """Name the family of an address: its domain, or the first of those kept together."""
    domain = address.rpartition("@")[2].lower()
    if not domain.isascii():
        with suppress(InvalidDomainError):
            domain = wire_address(f"a@{domain}").removeprefix("a@")
    return _families().get(domain, domain)


def is_large(family: str) -> bool:
    """Say whether everybody writes to it, so that its name tells nothing of anybody."""
    return family in _families().values()


def by_family(limits: Mapping[str, float]) -> Mapping[str, float]:
    """Give limits by family; of two for one family the lower one holds."""
    found: dict[str, float] = {}
    for domain, rate in limits.items():
        family = family_of(f"@{domain}")
        found[family] = min(rate, found.get(family, rate))
    return found


@cache
def _families() -> Mapping[str, str]:
    lines = (line for line in _FILE.read_text().splitlines() if not line.startswith("#"))
    return {
        domain: row["family"] for row in csv.DictReader(lines) for domain in row["domains"].split()
    }
