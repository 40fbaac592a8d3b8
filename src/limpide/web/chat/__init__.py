"""The chat: the customer's side of a conversation."""

from fastapi import APIRouter

from . import files, pages

router = APIRouter()
router.include_router(files.router)
router.include_router(pages.router)

__all__ = ["router"]
