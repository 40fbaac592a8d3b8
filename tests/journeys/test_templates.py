"""A template says what was meant, on every channel, or says what is wrong with it."""

from html.parser import HTMLParser
from typing import Any

import pytest

from limpide import journeys
from limpide.channels import Kind
from limpide.contacts import Purpose
from limpide.foundation.database import Database
from limpide.journeys import InvalidTemplateError, NotPublishableError, Severity, Version, Wording
from limpide.journeys.wording import links_of

from .conftest import ENGLISH, FRENCH, LEAD


async def saved(db: Database, *, sample: Any = None, **wordings: Wording) -> Version:
    return await journeys.save_template(
        db, "basket", Purpose.NEWS, wordings, sample=sample or {"name": "Agathe"}, actor=LEAD
    )


async def keys(db: Database, version: Version) -> set[str]:
    return {finding.key for finding in await journeys.findings(db, version.template.id)}


async def test_one_content_becomes_each_channel(db: Database) -> None:
    version = await saved(db, fr=FRENCH, en=ENGLISH)
    said = journeys.contents(version, "fr", {"name": "Agathe"})

    assert said[Kind.EMAIL].subject == "Bonjour Agathe"
    assert "<strong>Agathe</strong>" in said[Kind.EMAIL].html
    assert 'href="https://maison-olvera.example/panier"' in said[Kind.EMAIL].html
    assert "panier (https://maison-olvera.example/panier)" in said[Kind.EMAIL].text
    assert said[Kind.SMS].text == "Votre panier attend."
    assert "**" not in said[Kind.LETTER].text


@pytest.mark.parametrize("block", ["", "{% if true %}{% endif %}"])
async def test_a_value_stays_a_value(db: Database, block: str) -> None:
    words = Wording(FRENCH.subject, FRENCH.text + block)
    version = await saved(db, fr=words)
    evil = "<script>x</script> [click](https://evil.example) **bold** {{ 7*7 }}"
    said = journeys.contents(version, "fr", {"name": evil})

    assert "<script>" not in said[Kind.EMAIL].html
    assert 'href="https://evil' not in said[Kind.EMAIL].html
    assert "{{ 7*7 }}" in said[Kind.EMAIL].subject


@pytest.mark.parametrize(
    "place",
    ["{{ name }}", "{{ name | safe }}", "{{ name | upper }}", "*{{ name }}*", "[x]({{ name }})"],
)
def test_no_place_in_a_template_lets_a_value_become_a_page_of_its_own(place: str) -> None:
    evil = '<img src=x onerror=alert(1)> " onclick="x'
    found = set[str]()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.update(name for name, _ in attrs)

    Reader().feed(journeys.html_of(f"Bonjour {place}", {"name": evil}))
    assert found <= {"href", "rel", "src"}


def test_a_value_keeps_its_signs_in_plain_words() -> None:
    assert journeys.plain_of("**Bonjour** {{ name }}", {"name": "**Ada** `x`"}) == (
        "Bonjour **Ada** `x`"
    )


@pytest.mark.parametrize("block", ["", "{% if true %}{% endif %}"])
async def test_a_value_in_an_address_leads_nowhere_unsafe(db: Database, block: str) -> None:
    text = "[ici]({{ url }}) et [là](https://x.example/?q={{ url }})" + block
    version = await saved(db, fr=Wording("Bonjour", text))
    html = journeys.contents(version, "fr", {"url": "javascript:alert(1)"})[Kind.EMAIL].html

    assert 'href="javascript' not in html
    assert "https://x.example/?q=javascript" in html


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour {{ nickname }}",
        "{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}",
        "{{ unclosed",
        "{% include 'secrets' %}",
    ],
)
async def test_a_template_that_cannot_be_said_is_an_error_and_is_not_published(
    db: Database, text: str
) -> None:
    version = await saved(db, fr=Wording("Bonjour", text))
    with pytest.raises(InvalidTemplateError):
        journeys.contents(version, "fr", {"name": "Agathe"})
    assert "not_readable" in await keys(db, version)
    with pytest.raises(NotPublishableError):
        await journeys.publish_template(db, version.template.id, actor=LEAD)


async def test_a_published_version_is_never_changed(db: Database) -> None:
    first = await saved(db, fr=FRENCH)
    again = await saved(db, fr=ENGLISH)
    published = await journeys.publish_template(db, first.template.id, actor=LEAD)
    second = await saved(db, fr=FRENCH)

    assert (first.version, again.version, published.version, second.version) == (1, 1, 1, 2)
    sent = await journeys.get_published(db, "basket")
    assert (sent.version, sent.wordings["fr"]) == (1, ENGLISH)


async def test_a_linter_says_what_readers_would_suffer_from(db: Database) -> None:
    words = Wording(
        "Une offre " * 10,
        "![](https://x.example/a.png) [ici](http://x.example) " + "mot " * 200,
    )
    version = await saved(db, fr=words)
    assert await keys(db, version) == {
        "no_translation",
        "link",
        "no_alt",
        "long_subject",
        "many_parts",
        "long_sentence",
    }
    assert not any(
        finding.severity is Severity.STOP
        for finding in await journeys.findings(db, version.template.id)
    )
    assert await keys(db, await saved(db, fr=Wording(" ", ""))) >= {"no_subject", "no_text"}


@pytest.mark.parametrize(
    ("short", "is_too_long"),
    [
        # Three parts of words, and a fourth for who wrote them and the link that proves it.
        ("a" * 450, True),
        ("a" * 360, False),
        # Quotes and narrow spaces are respelt before it leaves: no part of 70 characters.
        ("L’été, « c'est maintenant » ! " * 10, False),
        ("ê" * 160, True),
    ],
)
async def test_the_linter_counts_an_sms_as_it_leaves(
    db: Database, short: str, is_too_long: bool
) -> None:
    version = await saved(db, fr=Wording("Offre", "Bonjour.", short))
    assert ("many_parts" in await keys(db, version)) is is_too_long


def test_links_are_found_wherever_they_stand() -> None:
    words = Wording(
        "Suivi",
        "[Ici](https://a.example/x) ou <https://b.example>, ![](https://c.example/i.png)",
        short="Suivi : http://d.example/{{ data.code }}.",
        letter="Voyez https://e.example/f, [ou ici](https://a.example/x).",
    )
    assert sorted(links_of(words)) == [
        "http://d.example/{{ data.code }}",
        "https://a.example/x",
        "https://b.example",
        "https://c.example/i.png",
        "https://e.example/f",
    ]


def test_a_bold_link_alone_is_a_button_and_no_value_can_make_one() -> None:
    html = journeys.html_of("Bonjour\n\n**[Payer](https://x.example/{{ id }})**", {"id": "a b"})
    plain = journeys.html_of("{{ id }}", {"id": "**[Payer](https://evil.example)**"})
    in_text = journeys.html_of("Voyez **[ici](https://x.example)** vite", {})

    assert 'bgcolor="#0b6b57"' in html
    assert 'href="https://x.example/a b"' in html or 'href="https://x.example/a%20b"' in html
    assert "bgcolor" not in plain
    assert "bgcolor" not in in_text


@pytest.mark.parametrize(
    ("words", "purpose", "key"),
    [
        (Wording("Votre commande", "Bonjour [prénom], elle part."), Purpose.ORDER, "placeholder"),
        (Wording("Votre commande", "Profitez de -20 % !"), Purpose.ORDER, "wrong_purpose"),
        (Wording("Votre commande", "LISEZ BIEN CE MESSAGE MAINTENANT"), Purpose.ORDER, "tone"),
        (
            Wording(
                "Dispositions",
                "Conformément aux stipulations contractuelles susmentionnées, l'indemnisation "
                "forfaitaire proportionnelle interviendra postérieurement à la régularisation "
                "administrative individuelle préalablement communiquée aux bénéficiaires "
                "concernés par l'application rétroactive des dispositions réglementaires, "
                "conformément aux modalités d'exécution antérieurement acceptées par chacun.",
            ),
            Purpose.SERVICE,
            "too_hard",
        ),
    ],
)
async def test_what_readers_stumble_over_is_found_before_publishing(
    db: Database, words: Wording, purpose: Purpose, key: str
) -> None:
    version = await journeys.save_template(db, "x", purpose, {"fr": words}, actor=LEAD)
    assert key in await keys(db, version)


async def test_an_offer_in_a_template_for_offers_is_where_it_belongs(db: Database) -> None:
    words = {"fr": Wording("Soldes", "Profitez de -20 % sur les lampes.")}
    version = await journeys.save_template(db, "x", Purpose.OFFERS, words, actor=LEAD)
    assert "wrong_purpose" not in await keys(db, version)


COLUMNS = """Bonjour {{ name }}

::: columns
**Lin** lavé
::: next
Coton {{ name }}
::: end

Fin"""


@pytest.mark.parametrize("block", ["", "{% if true %}{% endif %}"])
def test_two_texts_stand_side_by_side_in_mails_and_below_each_other_in_words(block: str) -> None:
    html = journeys.html_of(COLUMNS + block, {"name": "Ada"})

    assert html.count('class="lm-col"') == 2
    assert html.index("Lin") < html.index("Coton Ada") < html.index("Fin")
    assert "columns7f3a" not in html
    assert ":::" not in html
    words = journeys.plain_of(COLUMNS + block, {"name": "Ada"})
    assert ":::" not in words
    assert [line for line in words.splitlines() if line.strip()] == [
        "Bonjour Ada",
        "Lin lavé",
        "Coton Ada",
        "Fin",
    ]


@pytest.mark.parametrize("source", ["::: columns\n\na", "a\n\n::: end", "::: next"])
def test_marks_of_columns_that_are_not_closed_leave_no_trace(source: str) -> None:
    html = journeys.html_of(source, {})

    assert "columns7f3a" not in html
    assert "lm-col" not in html


def test_no_value_can_make_columns_or_dress_itself() -> None:
    evil = "columns7f3acolumns <h1>x</h1>"
    html = journeys.html_of(
        "{{ name }}\n\n# Titre\n\n| a | b |\n|---|---|\n| 1 | 2 |", {"name": evil}
    )

    assert html.count("<h1") == 1
    assert "lm-col" not in html
    assert html.count("<td style=") == 2
