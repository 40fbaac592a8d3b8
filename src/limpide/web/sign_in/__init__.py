"""Signing in, and who may see staff pages."""

from .access import COOKIE, Staff, StaffForm, StaffMember, Talker, is_signed_in, require, staff_page
from .pages import router

__all__ = [
    "COOKIE",
    "Staff",
    "StaffForm",
    "StaffMember",
    "Talker",
    "is_signed_in",
    "require",
    "router",
    "staff_page",
]
