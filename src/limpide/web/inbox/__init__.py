"""The advisors' inbox, follow-ups, and the knowledge owners' documents."""

from fastapi import APIRouter

from . import (
    actions,
    bulk,
    checking,
    composing,
    documents,
    macros,
    moving,
    pages,
    panel,
    presence,
    undoing,
    unsure,
    views,
)

router = APIRouter()
router.include_router(bulk.router)
router.include_router(actions.router)
router.include_router(macros.router)
router.include_router(moving.router)
router.include_router(presence.router)
router.include_router(checking.router)
router.include_router(composing.router)
router.include_router(panel.router)
router.include_router(undoing.router)
router.include_router(unsure.router)
router.include_router(views.router)
router.include_router(pages.router)
router.include_router(documents.router)

__all__ = ["router"]
