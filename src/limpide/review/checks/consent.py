"""Consent: what is known of the reader and may not make this text personal."""

import re
from collections.abc import Iterator

from .model import Context, Finding, Severity


def consent(text: str, context: Context) -> Iterator[Finding]:
    """Find data of the reader that they did not allow for this. A person may answer for it."""
    severity = Severity.RED if context.by_ai else Severity.AMBER
    for value, name in context.reserved.items():
        for match in re.finditer(rf"(?<!\w){re.escape(value)}(?!\w)", text, re.IGNORECASE):
            yield Finding(
                "personal.unallowed", severity, *match.span(), {"found": match[0], "name": name}
            )
