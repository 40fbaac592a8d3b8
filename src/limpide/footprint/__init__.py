"""Footprint: what a message weighs, in grams of CO2e, as sourced ranges.

Promises: every factor names its source and its year; low is never above central, nor central above
    high; sending is never mixed with reading; a sum names the versions of the factors it used.
Owns: the tables of factors beside this file; no table of the database.
Does not: round, format, compare channels, or call anything free.
"""

from .factors import InvalidFactorError, list_factors
from .model import Factor, Range
from .sums import (
    of_ai,
    of_call,
    of_chat,
    of_email,
    of_letter,
    of_local_ai,
    of_sms,
)

__all__ = [
    "Factor",
    "InvalidFactorError",
    "Range",
    "list_factors",
    "of_ai",
    "of_call",
    "of_chat",
    "of_email",
    "of_letter",
    "of_local_ai",
    "of_sms",
]
