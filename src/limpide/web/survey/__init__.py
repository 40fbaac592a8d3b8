"""`/s/…`: one question after a conversation was closed."""

from .pages import router

__all__ = ["router"]
