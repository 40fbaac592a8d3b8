"""Families that are lists of phrases: placeholders, tone, what an AI must not claim to be."""

from collections.abc import Iterator

from .model import Context, Finding, Severity
from .rules import find, finding, read


def placeholders(text: str, context: Context) -> Iterator[Finding]:
    """Find what a template or an author left to be filled in."""
    for rule, match in find("placeholders", text):
        yield finding(rule, match, context)


def tone(text: str, context: Context) -> Iterator[Finding]:
    """Find words that shout, snap or blame. What the source says may be quoted."""
    for rule, match in find("tone", text):
        if not _is_quoted(match[0], context):
            yield finding(rule, match, context)


def promises(text: str, context: Context) -> Iterator[Finding]:
    """Find promises that neither a source makes nor the company allows."""
    for rule, match in find("promises", text):
        said = match[0].casefold()
        if not _is_quoted(said, context) and not any(
            said in phrase.casefold() for phrase in context.allowed
        ):
            yield finding(rule, match, context)


def disclosure(text: str, context: Context) -> Iterator[Finding]:
    """Find an AI that passes for a person, or that nothing names (AI Act, article 50)."""
    if not context.by_ai:
        return
    for rule, match in find("disclosure", text):
        yield finding(rule, match, context)
    named = any(word in f" {text.casefold()} " for word in read("disclosure")["names"])
    if context.must_disclose and not named:
        yield Finding("disclosure.missing", Severity.RED, 0, 0)


def _is_quoted(said: str, context: Context) -> bool:
    return any(said.casefold() in source.casefold() for source in context.sources)
