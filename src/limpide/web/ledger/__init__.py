"""The ledger for those who audit: what was done, why, by whom; how to prove it."""

from .pages import router
from .words import deed

__all__ = ["deed", "router"]
