"""The chat: the customer's side of a conversation."""

from .pages import router

__all__ = ["router"]
