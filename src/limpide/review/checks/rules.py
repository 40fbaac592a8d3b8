"""Rules as data: patterns by family, each file with the source of what it says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .model import Context, Finding, Severity

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: anything that matches is a finding. A person who gives a reason may be freer."""

    name: str
    severity: Severity
    by_person: Severity
    pattern: re.Pattern[str]


@cache
def read(family: str) -> dict[str, Any]:
    """Read the data of a family."""
    return yaml.safe_load((_DATA / f"{family}.yaml").read_text())


@cache
def rules(family: str) -> Sequence[Rule]:
    """Read the patterns of a family. An apostrophe or a space in them stands for all its kinds."""
    return [
        Rule(
            each["name"],
            Severity(each["severity"]),
            Severity(each.get("by_person", each["severity"])),
            _compiled(each),
        )
        for each in read(family)["rules"]
    ]


def find(family: str, text: str) -> Iterator[tuple[Rule, re.Match[str]]]:
    """Find all that matches the patterns of a family."""
    for rule in rules(family):
        for match in rule.pattern.finditer(text):
            yield rule, match


def finding(rule: Rule, match: re.Match[str], context: Context) -> Finding:
    """Make a finding of a match."""
    severity = rule.severity if context.by_ai else rule.by_person
    return Finding(rule.name, severity, *match.span(), {"found": match[0].strip()})


def _compiled(rule: dict[str, Any]) -> re.Pattern[str]:
    phrases = "|".join(map(_any_kind, rule["any"]))
    whole = rf"(?<!\w)(?:{phrases})(?!\w)" if rule.get("words", True) else phrases
    return re.compile(whole, 0 if rule.get("case") else re.IGNORECASE)


def _any_kind(pattern: str) -> str:
    return pattern.replace("'", "['’]").replace(" ", r"\s+")
