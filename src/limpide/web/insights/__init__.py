"""Trust in figures, for leads and auditors."""

from .pages import router

__all__ = ["router"]
