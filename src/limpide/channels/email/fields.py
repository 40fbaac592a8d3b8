"""Header fields, read once for a mail: the standard library reads a field anew at each look.

It makes a class for each look too; both together took half the time of taking a mail in.
"""

from email import policy
from email.headerregistry import BaseHeader, HeaderRegistry
from email.message import EmailMessage
from email.policy import EmailPolicy
from functools import cache
from typing import Any


class _Registry(HeaderRegistry):
    def __getitem__(self, name: str) -> type[BaseHeader]:
        return _kind(self.registry.get(name.lower(), self.default_class))


@cache
def _kind(special: type[Any]) -> type[BaseHeader]:
    """Make the class of a field's kind; there are some twenty of them."""
    return type(f"_{special.__name__}", (special, BaseHeader), {})


_REGISTRY = _Registry()


def policy_for_one() -> "EmailPolicy[EmailMessage]":
    """Give the policy by which one mail is read; it remembers that mail's fields."""
    read: dict[tuple[str, str], Any] = {}

    def once(name: str, value: str) -> Any:
        if (name, value) not in read:
            read[name, value] = _REGISTRY(name, value)
        return read[name, value]

    return policy.default.clone(header_factory=once)
