"""The first page: what this is, and where to begin."""

from .pages import router

__all__ = ["router"]
