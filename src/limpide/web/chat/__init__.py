"""The chat: the customer's side of a conversation."""

from fastapi import APIRouter

from . import files, live, pages, signing_in
from .visitor import Begun, SameOrigin

router = APIRouter()
router.include_router(files.router)
router.include_router(live.router)
router.include_router(pages.router)
router.include_router(signing_in.router)

__all__ = ["Begun", "SameOrigin", "router"]
