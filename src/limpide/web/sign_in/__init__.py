"""Signing in, and who may see staff pages."""

from .access import COOKIE, Staff, StaffForm, StaffMember, Talker, require, staff_page
from .pages import router

__all__ = [
    "COOKIE",
    "Staff",
    "StaffForm",
    "StaffMember",
    "Talker",
    "require",
    "router",
    "staff_page",
]
