"""Canonical JSON (RFC 8785), quick where the standard library writes the same bytes."""

import json
from json.encoder import encode_basestring
from typing import Any, Final

import rfc8785

_SAFE: Final = 2**53


def dumps(value: Any) -> bytes:
    """Write a JSON value as its canonical bytes."""
    if not _is_plain(value):
        return rfc8785.dumps(value)
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def text(value: str) -> str:
    """Write a string as its canonical characters."""
    return encode_basestring(value)


def _is_plain(value: Any) -> bool:
    """Say whether both ways agree: no fractions, no large numbers, names in ASCII.

    RFC 8785 writes numbers as ECMAScript does, and sorts names by their UTF-16 code units.
    """
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return True
    if kind is int:
        return -_SAFE < value < _SAFE
    if kind is dict:
        return all(
            type(name) is str and name.isascii() and _is_plain(part) for name, part in value.items()
        )
    return kind is list and all(map(_is_plain, value))
