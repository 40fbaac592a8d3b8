"""The preference centre: what a person allows, by which channel, with how much AI."""

from .pages import router

__all__ = ["router"]
