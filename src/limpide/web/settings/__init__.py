"""`/settings`: what a company decides once: itself, its hours, its team, its ready answers."""

from fastapi import APIRouter

from . import actions, company, hours, identity, macros, policies, replies, team, telling, work
from .programs import Programs, put_programs

router = APIRouter()
for pages in (company, hours, work, team, replies, macros, telling, policies, actions, identity):
    router.include_router(pages.router)

__all__ = ["Programs", "put_programs", "router"]
