"""Advisors: the people who work here, their roles, their sessions.

Promises: a sign-in tells nobody whether an account exists; a code is good once; tries are limited.
Owns: schema `advisors` (advisors, sessions, links).
Does not: send mail, or know what a colleague works on.
"""

from .accounts import (
    AccountLinkError,
    EmailTakenError,
    NoSuchAdvisorError,
    WeakPasswordError,
    accept,
    get_advisor,
    invite,
    link,
    list_advisors,
    set_password,
)
from .model import Advisor, AdvisorId, Role, Session, SignedIn, SignInRefusal
from .sessions import (
    confirm_second_factor,
    find_session,
    new_second_factor,
    sign_in,
    sign_out,
)

__all__ = [
    "AccountLinkError",
    "Advisor",
    "AdvisorId",
    "EmailTakenError",
    "NoSuchAdvisorError",
    "Role",
    "Session",
    "SignInRefusal",
    "SignedIn",
    "WeakPasswordError",
    "accept",
    "confirm_second_factor",
    "find_session",
    "get_advisor",
    "invite",
    "link",
    "list_advisors",
    "new_second_factor",
    "set_password",
    "sign_in",
    "sign_out",
]
