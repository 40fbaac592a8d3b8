"""A document begun from questions that nobody could answer."""

from .pages import router

__all__ = ["router"]
