"""`/account`: what each colleague decides for themselves."""

from .pages import router

__all__ = ["router"]
