"""Advisors: the people who work here, their roles, their sessions.

Promises: a sign-in tells nobody whether an account exists; a code is good once; tries are limited.
    Mail to colleagues leaves from a job; its links are nowhere but in the mail.
Owns: schema `advisors` (advisors, sessions, links, letters, recovery codes).
Does not: write to customers, or know what a colleague works on.
"""

from .accounts import (
    AccountLinkError,
    EmailTakenError,
    InvalidNameError,
    NoSuchAdvisorError,
    WeakPasswordError,
    accept,
    change_profile,
    get_advisor,
    invite,
    link,
    list_advisors,
    set_password,
)
from .factors import (
    confirm_second_factor,
    count_recovery_codes,
    new_recovery_codes,
    new_second_factor,
    remove_second_factor,
    second_factor_address,
)
from .letters import POST, forgot, letter_handler, write
from .model import (
    Advisor,
    AdvisorId,
    LetterKind,
    OpenSession,
    Role,
    Session,
    SignedIn,
    SignInRefusal,
)
from .sessions import (
    change_password,
    end_other_sessions,
    end_session,
    find_session,
    is_own_password,
    list_sessions,
    sign_in,
    sign_out,
)
from .team import LastAdminError, deactivate, reactivate, set_roles

__all__ = [
    "POST",
    "AccountLinkError",
    "Advisor",
    "AdvisorId",
    "EmailTakenError",
    "InvalidNameError",
    "LastAdminError",
    "LetterKind",
    "NoSuchAdvisorError",
    "OpenSession",
    "Role",
    "Session",
    "SignInRefusal",
    "SignedIn",
    "WeakPasswordError",
    "accept",
    "change_password",
    "change_profile",
    "confirm_second_factor",
    "count_recovery_codes",
    "deactivate",
    "end_other_sessions",
    "end_session",
    "find_session",
    "forgot",
    "get_advisor",
    "invite",
    "is_own_password",
    "letter_handler",
    "link",
    "list_advisors",
    "list_sessions",
    "new_recovery_codes",
    "new_second_factor",
    "reactivate",
    "remove_second_factor",
    "second_factor_address",
    "set_password",
    "set_roles",
    "sign_in",
    "sign_out",
    "write",
]
