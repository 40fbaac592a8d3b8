"""Signing in, and who may see staff pages."""

from .access import Staff, StaffForm, Talker, require, staff_page
from .pages import router

__all__ = ["Staff", "StaffForm", "Talker", "require", "router", "staff_page"]
