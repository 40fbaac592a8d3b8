"""Wording: a template of users becomes what each channel says. Safe for untrusted authors."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
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
_EXPRESSION: Final = re.compile(r"\{\{.*?\}\}", re.DOTALL)
# Letters and digits only: Markdown leaves them alone, in texts and in addresses.
_KEPT: Final = "keptvalue7f3a"
_SCHEMES: Final = {"https", "mailto", "tel"}
_LINK: Final = re.compile(r"!?\[([^\]]*)\]\(([^)\s]+)\)")


class InvalidTemplateError(LimpideError):
    """The template cannot be read, lacks a value, or works too long."""

    status = 422


class _Mode(StrEnum):
    """What values must be kept from becoming."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


@cache
def _environment(mode: _Mode) -> Environment:
    is_html = mode is _Mode.HTML
    # «strict»: a missing value is an error, never an empty place in somebody's letter.
    return Environment(
        fuel=_FUEL,
        undefined_behavior="strict",
        auto_escape_callback=lambda _name: is_html,
        finalizer=_literal if mode is _Mode.MARKDOWN else None,
    )


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


def render(source: str, context: Mapping[str, Any], *, mode: _Mode = _Mode.TEXT) -> str:
    """Fill in a template. Raises InvalidTemplateError, with the line."""
    try:
        return _environment(mode).render_str(source, **context)
    except TemplateError as error:
        raise InvalidTemplateError(_reason(error)) from error


def html_of(source: str, context: Mapping[str, Any]) -> str:
    """Draw a Markdown template as harmless HTML. Raises InvalidTemplateError."""
    skeleton = _skeleton(source)
    if skeleton is None:
        drawn = _markdown().render(render(source, context, mode=_Mode.MARKDOWN))
    else:
        drawn = render(skeleton, context, mode=_Mode.HTML)
    return nh3.clean(drawn, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES)


@lru_cache(maxsize=256)
def _skeleton(source: str) -> str | None:
    """Draw a template's Markdown once for all its readers, its `{{ … }}` left in their places.

    None where `{% … %}` may change what the Markdown is: then it is drawn for each reader.
    """
    if "{%" in source or "{#" in source:
        return None
    values: list[str] = []

    def keep(found: re.Match[str]) -> str:
        values.append(found[0])
        return f"{_KEPT}{len(values) - 1}x"

    drawn = _markdown().render(_EXPRESSION.sub(keep, source))
    return re.sub(f"{_KEPT}(\\d+)x", lambda found: values[int(found[1])], drawn)


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
