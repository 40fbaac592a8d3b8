"""Wording: a template of users becomes what each channel says. Safe for untrusted authors."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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

from . import showing
from .model import Version, Wording

# Steps of the interpreter: a thousand times what a letter needs, a second at most.
_FUEL: Final = 500_000
_TAGS: Final = {
    "p", "br", "strong", "em", "a", "ul", "ol", "li", "h1", "h2", "h3", "blockquote", "code", "hr",
    "img", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES: Final = {"a": {"href"}, "img": {"src", "alt", "width", "height"}}
_MARKS: Final = re.compile(r"(\*\*|__|`|^#+\s+|^>\s?|^:::.*$\n?)", re.MULTILINE)
# `::: columns`, `::: next`, `::: end` on lines of their own put two texts side by side.
_BLOCK: Final = re.compile(r"^:::[ \t]*(columns|next|end)[ \t]*$", re.MULTILINE)
_COLUMN: Final = "columns7f3a"
_COLUMNS: Final = re.compile(
    rf"<p>{_COLUMN}columns</p>(.*?)<p>{_COLUMN}next</p>(.*?)<p>{_COLUMN}end</p>", re.DOTALL
)
_LEFT_OVER: Final = re.compile(rf"<p>{_COLUMN}(?:columns|next|end)</p>\n?")
_CELL: Final = "padding:8px 12px 8px 0;border-bottom:1px solid #c9d6d1;text-align:left"
# What mail programs draw too large, too tight or not at all is said on the element itself.
_DRESS: Final = {
    "<h1>": '<h1 style="font-size:24px;line-height:1.25;margin:24px 0 8px">',
    "<h2>": '<h2 style="font-size:20px;line-height:1.3;margin:24px 0 8px">',
    "<h3>": '<h3 style="font-size:17px;line-height:1.3;margin:16px 0 8px">',
    "<hr>": '<hr style="border:0;border-top:1px solid #c9d6d1;margin:24px 0">',
    "<table>": '<table cellpadding="0" cellspacing="0" width="100%" '
    'style="border-collapse:collapse;margin:0 0 16px">',
    "<th>": f'<th style="{_CELL}">',
    "<td>": f'<td style="{_CELL}">',
    "<blockquote>": '<blockquote style="margin:0 0 16px;padding:0 0 0 12px;'
    'border-left:3px solid #0b6b57">',
}
_BARE: Final = re.compile("|".join(map(re.escape, _DRESS)))
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]()#+!|<>~&-])")
_EXPRESSION: Final = re.compile(r"\{\{.*?\}\}", re.DOTALL)
# Letters and digits only: Markdown leaves them alone, in texts and in addresses.
_KEPT: Final = "keptvalue7f3a"
_KEPT_IN_TAG: Final = re.compile(rf"<[^>]*{_KEPT}")
# Values that arrive escaped: names, and filters that do not mark their result as safe.
_ESCAPED: Final = re.compile(
    r"\{\{-?\s*[A-Za-z_][\w.]*"
    r"(?:\s*\|\s*(?:upper|lower|title|capitalize|trim|default\(\"[^\"<>&]*\"\)))*\s*-?\}\}"
)
_NAME: Final = "<string>"
_IMAGE: Final = "](image:"
# `**[Pay](https://…)**` alone in its paragraph, as it leaves the cleaning.
_BUTTON: Final = re.compile(r"<p><strong><a ([^>]*)>([^<]*)</a></strong></p>")
# `image:` names an image of the company's own: it never leaves (showing.py).
_SCHEMES: Final = {"https", "mailto", "tel", "image"}
_WRITTEN_OUT: Final = re.compile(r"https?://(?:\{\{.*?\}\}|[^\s<>\"«»])+")
_NO_END_OF_ONE: Final = ".,;:!?)]'’"
_LINK: Final = re.compile(r"!?\[([^\]]*)\]\(([^)\s]+)\)")


class InvalidTemplateError(LimpideError):
    """The template cannot be read, lacks a value, or works too long."""

    status = 422


class _Mode(StrEnum):
    """What values must be kept from becoming."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


@lru_cache(maxsize=512)
def _compiled(source: str, mode: _Mode) -> Environment:
    """Compile a template once for all its readers."""
    is_html = mode is _Mode.HTML
    # «strict»: a missing value is an error, never an empty place in somebody's letter.
    environment = Environment(
        fuel=_FUEL,
        undefined_behavior="strict",
        auto_escape_callback=lambda _name: is_html,
        finalizer=_literal if mode is _Mode.MARKDOWN else None,
    )
    environment.add_template(_NAME, source)
    return environment


def _literal(value: Any) -> Any:
    return _SPECIAL.sub(r"\\\1", value) if isinstance(value, str) else value


@cache
def _markdown(breaks: bool) -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "breaks": breaks}).enable("table")


def language_of(version: Version, contact: Contact, fallback: str) -> str:
    """Choose the language: the reader's, else the company's, else one that there is."""
    for wanted in (contact.language, fallback):
        if wanted and wanted in version.wordings:
            return wanted
    return next(iter(version.wordings))


def contents(version: Version, language: str, context: Mapping[str, Any]) -> Mapping[Kind, Content]:
    """Say it on each channel. Raises InvalidTemplateError."""
    wording = version.wordings[language]
    full = plain_of(wording.text, context, language)
    subject = render(wording.subject, context)
    page = showing.in_place(html_of(wording.text, context), version.images)
    # What has no words of its own is not drawn again: a campaign draws for millions.
    letter = plain_of(wording.letter, context, language) if wording.letter else full
    return {
        Kind.EMAIL: Content(full, subject, page),
        Kind.SMS: Content(_short(wording, context, full)),
        Kind.LETTER: Content(letter, subject, _paper(version, wording, context)),
        Kind.CHAT: Content(full, subject),
    }


def _short(wording: Wording, context: Mapping[str, Any], full: str) -> str:
    if wording.short:
        return render(wording.short, context)
    return plain_of(wording.text, context) if _IMAGE in wording.text else full


def _paper(version: Version, wording: Wording, context: Mapping[str, Any]) -> str:
    """Draw a letter that shows images as HTML; the press sets words alone best."""
    source = wording.letter or wording.text
    if not version.images or _IMAGE not in source:
        return ""
    return showing.in_place(html_of(source, context, breaks=True), version.images)


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
        return _compiled(source, mode).render_template(_NAME, **context)
    except TemplateError as error:
        raise InvalidTemplateError(_reason(error)) from error


def html_of(source: str, context: Mapping[str, Any], *, breaks: bool = False) -> str:
    """Draw a Markdown template as harmless HTML. Raises InvalidTemplateError.

    `breaks`: a new line stays one, as on paper.
    """
    skeleton = _page(source, breaks)
    if skeleton is None:
        return _clean(_drawn(render(source, context, mode=_Mode.MARKDOWN), breaks))
    drawn = render(skeleton.text, context, mode=_Mode.HTML)
    return drawn if skeleton.is_clean else _clean(drawn)


def plain_of(source: str, context: Mapping[str, Any], language: str = "") -> str:
    """Fill in a Markdown template without its marks. Raises InvalidTemplateError.

    `language`: in which images are said in words; without one they are left out.
    """
    skeleton = _words(source, language)
    if skeleton is None:
        return plain(render(source, context), language)
    return render(skeleton, context).strip()


def _clean(page: str) -> str:
    safe = nh3.clean(page, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES)
    dressed = _BARE.sub(lambda found: _DRESS[found[0]], safe)
    return _LEFT_OVER.sub("", _COLUMNS.sub(_columns, _BUTTON.sub(_button, dressed)))


def _drawn(text: str, breaks: bool) -> str:
    """Draw Markdown, with the marks of columns as paragraphs of their own."""
    return _markdown(breaks).render(_BLOCK.sub(rf"\n\n{_COLUMN}\1\n\n", text))


def _columns(found: re.Match[str]) -> str:
    """Put two texts side by side; on a narrow screen, below each other (`lm-col`)."""
    left, right = (
        f'<td class="lm-col" width="50%" valign="top" style="padding:{sides}">{text}</td>'
        for text, sides in ((found[1], "0 12px 0 0"), (found[2], "0 0 0 12px"))
    )
    return (
        '<table role="presentation" cellpadding="0" cellspacing="0" width="100%"><tr>'
        f"{left}{right}</tr></table>"
    )


def _button(found: re.Match[str]) -> str:
    """Draw a bold link that stands alone as a button that holds in mail programs, Outlook too.

    A table cell carries the colour, because Outlook draws no padding around a link.
    """
    return (
        '<table role="presentation" cellpadding="0" cellspacing="0" style="margin:16px 0"><tr>'
        '<td class="lm-button" bgcolor="#0b6b57" style="border-radius:6px;padding:12px 20px">'
        f'<a {found[1]} style="color:#ffffff;text-decoration:none;font-weight:bold">{found[2]}</a>'
        "</td></tr></table>"
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """A template as HTML. `is_clean`: no value can make it harmful, so that nobody need look."""

    text: str
    is_clean: bool


@lru_cache(maxsize=256)
def _page(source: str, breaks: bool) -> _Page | None:
    """Draw a template's Markdown once for all its readers, its `{{ … }}` left in their places.

    None where `{% … %}` may change what the Markdown is: then it is drawn for each reader.
    """
    kept = _keep(source)
    if kept is None:
        return None
    text, values = kept
    drawn = _drawn(text, breaks)
    # Escaped, a value in running text is text; one in a tag may still be an evil address.
    is_clean = all(map(_ESCAPED.fullmatch, values)) and not _KEPT_IN_TAG.search(drawn)
    return _Page(_give_back(_clean(drawn) if is_clean else drawn, values), is_clean)


@lru_cache(maxsize=256)
def _words(source: str, language: str) -> str | None:
    kept = _keep(source)
    return None if kept is None else _give_back(plain(kept[0], language), kept[1])


def _keep(source: str) -> tuple[str, list[str]] | None:
    """Put words that Markdown leaves alone in the place of `{{ … }}`, and give both."""
    if "{%" in source or "{#" in source:
        return None
    values: list[str] = []

    def keep(found: re.Match[str]) -> str:
        values.append(found[0])
        return f"{_KEPT}{len(values) - 1}x"

    return _EXPRESSION.sub(keep, source), values


def _give_back(text: str, values: Sequence[str]) -> str:
    return re.sub(f"{_KEPT}(\\d+)x", lambda found: values[int(found[1])], text)


def plain(text: str, language: str = "") -> str:
    """Write Markdown without its marks: links keep their address, images are said in words."""
    said = showing.in_words(text, language)
    linked = _LINK.sub(lambda found: f"{found[1]} ({found[2]})" if found[1] else found[2], said)
    return _MARKS.sub("", linked).strip()


def links_of(wording: Wording) -> list[str]:
    """List the addresses that a wording links to: by Markdown, or written out as in an SMS."""
    found: dict[str, None] = {}
    for source in (wording.text, wording.letter, wording.short):
        words = showing.in_words(source, "")
        found |= {link[2]: None for link in _LINK.finditer(words)}
        bare = _WRITTEN_OUT.findall(_LINK.sub(" ", words))
        found |= {address.rstrip(_NO_END_OF_ONE): None for address in bare}
    return list(found)


def links_with(version: Version) -> list[str]:
    """List the addresses that all wordings link to, with the sample's values in them."""
    found: dict[str, None] = {}
    for words in version.wordings.values():
        try:
            drawn = [
                render(each, version.sample) for each in (words.text, words.short, words.letter)
            ]
        except InvalidTemplateError:
            continue
        found |= dict.fromkeys(links_of(Wording("", *drawn)))
    return list(found)


def _reason(error: TemplateError) -> str:
    line = getattr(error, "line", None)
    text = str(error).splitlines()[0]
    return f"{text} (line {line})" if line else text
