"""The help centre: the approved documents, for everyone to read."""

from .pages import router

__all__ = ["router"]
