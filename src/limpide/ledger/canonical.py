"""Canonical JSON (RFC 8785), quick where the standard library writes the same bytes."""

import json
from collections.abc import Sequence
from json.encoder import encode_basestring
from typing import Any, Final

import rfc8785

_SAFE: Final = 2**53
_PLAIN: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def dumps(value: Any) -> bytes:
    """Write a JSON value as its canonical bytes."""
    return _PLAIN.encode(value).encode() if _is_plain(value) else rfc8785.dumps(value)


def text(value: str) -> str:
    """Write a string as its canonical characters."""
    return encode_basestring(value)


def _is_plain(value: Any) -> bool:
    """Say whether both ways agree: no fractions, no large numbers, names in ASCII.

    RFC 8785 writes numbers as ECMAScript does, and sorts names by their UTF-16 code units.
    """
    # A list that grows while it is walked: a call for each value would take longer than writing it.
    values: list[Any] = [value]
    for each in values:
        kind = type(each)
        if kind is str or each is None or kind is bool:
            continue
        inner = _inner(each, kind)
        if inner is None:
            return False
        values += inner
    return True


def _inner(value: Any, kind: type) -> Sequence[Any] | None:
    """Give what a value holds that must be plain too; None when it is not plain itself."""
    if kind is dict:
        has_plain_names = set(map(type, value)) <= {str} and all(map(str.isascii, value))
        return list(value.values()) if has_plain_names else None
    if kind is list:
        return value
    return () if kind is int and -_SAFE < value < _SAFE else None
