"""Wording: a template of users becomes what each channel says. Safe for untrusted authors."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import nh3
from markdown_it import MarkdownIt
from minijinja import Environment, TemplateError

from limpide.channels import Kind
from limpide.contacts import Contact
from limpide.delivery import Content
from limpide.foundation.errors import LimpideError

from .model import Version, Wording

# Steps of the interpreter: a thousand times what a letter needs, a second at most.
_FUEL: Final = 500_000
_TAGS: Final = {
    "p", "br", "strong", "em", "a", "ul", "ol", "li", "h1", "h2", "h3", "blockquote", "code", "hr",
    "img", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES: Final = {"a": {"href"}, "img": {"src", "alt", "width", "height"}}
_MARKS: Final = re.compile(r"(\*\*|__|`|^#+\s+|^>\s?)", re.MULTILINE)
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]()#+!|<>~&-])")
_LINK: Final = re.compile(r"!?\[([^\]]*)\]\(([^)\s]+)\)")


class InvalidTemplateError(LimpideError):
    """The template cannot be read, lacks a value, or works too long."""

    status = 422


@cache
def _environment(*, for_html: bool = False) -> Environment:
    # «strict»: a missing value is an error, never an empty place in somebody's letter.
    return Environment(
        fuel=_FUEL,
        undefined_behavior="strict",
        auto_escape_callback=_no_escape,
        finalizer=_literal if for_html else None,
    )


def _no_escape(_name: str) -> bool:
    # Values are kept from becoming Markdown by `_literal`; the Markdown step escapes HTML.
    return False


def _literal(value: Any) -> Any:
    return _SPECIAL.sub(r"\\\1", value) if isinstance(value, str) else value


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def language_of(version: Version, contact: Contact, fallback: str) -> str:
    """Choose the language: the reader's, else the company's, else one that there is."""
    wanted = [contact.language or fallback, fallback, *version.wordings]
    return next(each for each in wanted if each in version.wordings)


def contents(version: Version, language: str, context: Mapping[str, Any]) -> Mapping[Kind, Content]:
    """Say it on each channel. Raises InvalidTemplateError."""
    wording = version.wordings[language]
    full = render(wording.text, context)
    subject = render(wording.subject, context)
    letter = render(wording.letter, context) if wording.letter else full
    short = render(wording.short, context) if wording.short else plain(full)
    return {
        Kind.EMAIL: Content(plain(full), subject, html_of(wording.text, context)),
        Kind.SMS: Content(short),
        Kind.LETTER: Content(plain(letter), subject),
        Kind.CHAT: Content(plain(full), subject),
    }


def context_of(contact: Contact, data: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a template may name: `name`, `attributes`, `data`, `language`."""
    return {
        "name": contact.name or "",
        "language": contact.language or "",
        "attributes": dict(contact.attributes),
        "data": dict(data),
    }


def render(source: str, context: Mapping[str, Any], *, for_html: bool = False) -> str:
    """Fill in a template. Raises InvalidTemplateError, with the line.

    `for_html`: the text will be drawn as Markdown, in which values stay what they are.
    """
    try:
        return _environment(for_html=for_html).render_str(source, **context)
    except TemplateError as error:
        raise InvalidTemplateError(_reason(error)) from error


def html_of(source: str, context: Mapping[str, Any]) -> str:
    """Draw a Markdown template as harmless HTML. Raises InvalidTemplateError."""
    drawn = _markdown().render(render(source, context, for_html=True))
    return nh3.clean(
        drawn, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"https", "mailto", "tel"}
    )


def plain(text: str) -> str:
    """Write Markdown without its marks: links keep their address."""
    linked = _LINK.sub(lambda found: f"{found[1]} ({found[2]})" if found[1] else found[2], text)
    return _MARKS.sub("", linked).strip()


def links_of(wording: Wording) -> list[str]:
    """List the addresses that a wording links to."""
    return [found[2] for found in _LINK.finditer(wording.text)]


def _reason(error: TemplateError) -> str:
    line = getattr(error, "line", None)
    text = str(error).splitlines()[0]
    return f"{text} (line {line})" if line else text
