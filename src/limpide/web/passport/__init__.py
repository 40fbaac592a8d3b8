"""The public record of a message, and the answer to «is this really from you?»."""

from .pages import router

__all__ = ["router"]
