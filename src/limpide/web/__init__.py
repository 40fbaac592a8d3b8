"""Web: the pages of customers and advisors, and the widget's server side.

Promises: every AI text on a page says so in words; a page opened by a scanner changes nothing;
    pages work by keyboard, on a phone, in both languages.
Owns: routes, templates, the front end's built files; no table.
Does not: decide anything: each handler reads its request, calls one door, draws.
"""

from .install import error_page, install
from .people import person_zip

__all__ = ["error_page", "install", "person_zip"]
