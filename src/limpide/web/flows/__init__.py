"""`/flows`: procedures and actions, seen, changed, tried and published."""

from .pages import router

__all__ = ["router"]
