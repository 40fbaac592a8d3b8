"""The playground: talk to the drafts, see why, correct, keep tests, publish."""

from .pages import router

__all__ = ["router"]
