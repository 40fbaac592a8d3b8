"""The words of the checks: what is known about a text, and what was found in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from limpide.foundation.i18n import translate


class Severity(StrEnum):
    """Red stops a text; amber wants a reason."""

    RED = "red"
    AMBER = "amber"


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about a text. `language`: the reader's. `sources`: the passages it quotes.

    `known`: what the reader wrote themselves. `own`: addresses and numbers that are the reader's
    or the company's («@domain»: all of a domain). `allowed`: promises that the
    company has allowed, in any case of letters.
    `must_disclose`: nothing but the text itself will say that an AI wrote it. `reserved`: words
    that are data of the reader which they did not allow for this, with the name of each.
    """

    language: str
    by_ai: bool = False
    sources: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()
    allowed: tuple[str, ...] = ()
    must_disclose: bool = False
    reserved: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found, in the characters `start` to `end` of the text."""

    rule: str
    severity: Severity
    start: int
    end: int
    values: Mapping[str, str | int] = field(default_factory=dict[str, str | int])

    def explanation(self, language: str) -> str:
        """Say what is wrong."""
        return self._text(language, "check")

    def suggestion(self, language: str) -> str:
        """Say what to do."""
        return self._text(language, "suggest")

    def _text(self, language: str, what: str) -> str:
        return translate(language, f"review.{what}.{self.rule}", count=None, **self.values)
