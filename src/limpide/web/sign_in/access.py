"""Who is signed in: a dependency for every staff page, and one more for every staff form."""

import hmac
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from fastapi import Depends, Request, Response

from limpide import advisors
from limpide.advisors import Advisor, Role
from limpide.foundation import http
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.web import pages

COOKIE = "limpide_session"


class NotSignedInError(LimpideError):
    """Sign in to continue."""

    status: ClassVar[int] = 401


class FormExpiredError(LimpideError):
    """The page was open for too long. Open it again and repeat what you did."""

    status: ClassVar[int] = 403


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Who is signed in, with the token their forms repeat."""

    advisor: Advisor
    csrf: str

    @property
    def actor(self) -> Actor:
        """The advisor as the hand that changes things."""
        return Actor(ActorKind.PERSON, str(self.advisor.id), self.advisor.name)


class RoleMissingError(LimpideError):
    """Your role does not allow this. Ask an administrator."""

    status: ClassVar[int] = 403


def require(member: StaffMember, *roles: Role) -> None:
    """Let only some roles pass. Raises RoleMissingError."""
    if not member.advisor.roles.intersection(roles):
        raise RoleMissingError


async def staff(request: Request, db: http.Transaction) -> StaffMember:
    """Get who is signed in. Raises NotSignedInError."""
    token = request.cookies.get(COOKIE, "")
    session = await advisors.find_session(db, token) if token else None
    if session is None:
        raise NotSignedInError
    return StaffMember(session.advisor, session.csrf)


async def is_signed_in(request: Request, db: Database) -> bool:
    """Say whether a colleague asks, for what lives longer than a transaction."""
    return await advisors.find_session(db, request.cookies.get(COOKIE, "")) is not None


Staff = Annotated[StaffMember, Depends(staff)]


async def staff_form(request: Request, member: Staff) -> StaffMember:
    """Get who sends a form, and refuse forms from elsewhere (CSRF)."""
    given = request.headers.get("x-csrf") or str((await request.form()).get("csrf", ""))
    if not hmac.compare_digest(given, member.csrf):
        raise FormExpiredError
    return member


StaffForm = Annotated[StaffMember, Depends(staff_form)]


async def talker(member: StaffForm) -> StaffMember:
    """Get who sends a form that speaks to customers: advisors, leads, administrators."""
    require(member, Role.ADVISOR, Role.LEAD, Role.ADMIN)
    return member


Talker = Annotated[StaffMember, Depends(talker)]


def staff_page(
    request: Request,
    template: str,
    member: StaffMember,
    section: str,
    *,
    status: int = 200,
    **values: Any,
) -> Response:
    """Draw a staff page in the advisor's language."""
    return pages.page(
        request,
        template,
        status=status,
        language=pages.language_of(request, member.advisor.language),
        advisor=member.advisor,
        csrf=member.csrf,
        section=section,
        **values,
    )
