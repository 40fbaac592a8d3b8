"""How this company uses AI, told from its settings and figures."""

from .pages import router

__all__ = ["router"]
