"""Who may write campaigns, and who may send them: two rights, on purpose."""

from typing import Annotated, Any

from fastapi import Depends, Form, Request, Response

from limpide.advisors import Role
from limpide.contacts import Refusal
from limpide.web.sign_in import Staff, StaffForm, StaffMember, require, staff_page

SEE_OTHER = 303
INVALID = 422
SENDERS = (Role.LEAD,)
_WRITERS = (Role.ADVISOR, Role.LEAD, Role.ADMIN)
Short = Annotated[str, Form(max_length=300)]
Long = Annotated[str, Form(max_length=50_000)]


async def reader(member: Staff) -> StaffMember:
    """Let those who write campaigns look."""
    require(member, *_WRITERS)
    return member


async def writer(member: StaffForm) -> StaffMember:
    """Let advisors, leads and administrators write."""
    require(member, *_WRITERS)
    return member


async def sender(member: StaffForm) -> StaffMember:
    """Let leads alone send, hold and end."""
    require(member, *SENDERS)
    return member


Reader = Annotated[StaffMember, Depends(reader)]
Writer = Annotated[StaffMember, Depends(writer)]
Sender = Annotated[StaffMember, Depends(sender)]


def campaigns_page(
    request: Request,
    member: StaffMember,
    page: str,
    tab: str,
    *,
    errors: dict[str, str] | None = None,
    **values: Any,
) -> Response:
    """Draw one of these pages; `errors` maps a field to the key of its text."""
    return staff_page(
        request,
        f"campaigns/{page}.html",
        member,
        "campaigns",
        status=INVALID if errors else 200,
        tab=tab,
        errors=errors or {},
        may_send=bool(member.advisor.roles.intersection(SENDERS)),
        notice=request.query_params.get("notice", ""),
        refusals=list(Refusal),
        **values,
    )
