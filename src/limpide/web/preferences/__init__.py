"""The preference centre: what a person allows, by which channel, with how much AI."""

from fastapi import APIRouter

from . import data_uses, links, pages

router = APIRouter()
router.include_router(pages.router)
router.include_router(data_uses.router)
router.include_router(links.router)

__all__ = ["router"]
