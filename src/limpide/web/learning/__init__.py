"""What people's edits teach."""

from .pages import router

__all__ = ["router"]
