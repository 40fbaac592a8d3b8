"""Canonical JSON (RFC 8785), quick where the standard library writes the same bytes."""

import json
from collections.abc import Iterable
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
        return _has_plain_names(value) and _are_plain(value.values())
    return kind is list and _are_plain(value)


def _has_plain_names(value: dict[Any, Any]) -> bool:
    return all(map(str.isascii, value)) if set(map(type, value)) <= {str} else False


def _are_plain(values: Iterable[Any]) -> bool:
    # Most are texts: a call for each would take longer than writing them.
    return all(type(each) is str or _is_plain(each) for each in values)
