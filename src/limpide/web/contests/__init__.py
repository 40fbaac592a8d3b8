"""What was called wrong: why it was said, what is decided, who else is told."""

from .pages import router

__all__ = ["router"]
