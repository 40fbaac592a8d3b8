"""The road out, for who looks after it: providers, what was perhaps sent, dead letters."""

from .pages import router

__all__ = ["router"]
