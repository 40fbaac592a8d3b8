"""One document for those who answer for it: read, correct, entrust, stop, take out of use."""

from .pages import router

__all__ = ["router"]
