"""What a message names is found where it stands, in French and English."""

from datetime import date

import pytest

from limpide.assistant.understanding.entities import Kind, entities

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("mardi prochain", "fr", "2026-11-24"),
        ("livrez-moi lundi prochain à midi", "fr", "2026-11-23"),
        ("jeudi matin", "fr", "2026-11-26"),
        ("ce soir", "fr", "2026-11-21"),
        ("d’ici lundi", "fr", "2026-11-23"),
        ("après-demain", "fr", "2026-11-23"),
        ("samedi dernier", "fr", "2026-11-14"),
        ("dans trois jours", "fr", "2026-11-24"),
        ("il y a deux semaines", "fr", "2026-11-07"),
        ("le 3 décembre", "fr", "2026-12-03"),
        ("le 1er août 2027", "fr", "2027-08-01"),
        ("le 3/12", "fr", "2026-12-03"),
        ("avant le 05.01.2027", "fr", "2027-01-05"),
        ("le 3 janvier", "fr", "2027-01-03"),
        ("next Friday", "en", "2026-11-27"),
        ("by Monday please", "en", "2026-11-23"),
        ("on December 3rd", "en", "2026-12-03"),
        ("the 3rd of December 2026", "en", "2026-12-03"),
        ("in ten days", "en", "2026-12-01"),
        ("a week ago", "en", "2026-11-14"),
        ("the day after tomorrow", "en", "2026-11-23"),
        ("last Saturday", "en", "2026-11-14"),
        ("on 2026-12-24", "en", "2026-12-24"),
        ("mardi en huit", "fr", "2026-12-01"),
        ("le 15", "fr", "2026-12-15"),
        ("lundi 14", "fr", "2026-12-14"),
        ("mardi 3 décembre", "fr", "2026-12-03"),
        ("dans une quinzaine", "fr", "2026-12-06"),
        ("apres-demain", "fr", "2026-11-23"),
        ("in a fortnight", "en", "2026-12-05"),
        ("a week on Monday", "en", "2026-11-30"),
        ("three days from now", "en", "2026-11-24"),
        ("on fri", "en", "2026-11-27"),
        ("by the 15th", "en", "2026-12-15"),
        ("le premier décembre", "fr", "2026-12-01"),
        ("le trente et un décembre", "fr", "2026-12-31"),
        ("lundi de la semaine prochaine", "fr", "2026-11-23"),
        ("le 3 du mois prochain", "fr", "2026-12-03"),
        ("sous 48 heures", "fr", "2026-11-23"),
        ("avant Noël", "fr", "2026-12-25"),
        ("dans un an", "fr", "2027-11-21"),
        ("the third of December", "en", "2026-12-03"),
        ("next week Thursday", "en", "2026-11-26"),
        ("before Christmas Eve", "en", "2026-12-24"),
    ],
)
def test_a_day_is_understood(text: str, language: str, day: str) -> None:
    [found] = [each for each in entities(text, language, SATURDAY) if each.kind is Kind.DATE]
    assert found.value == day


@pytest.mark.parametrize(
    ("text", "language", "first", "last"),
    [
        ("fin du mois", "fr", "2026-11-26", "2026-11-30"),
        ("la semaine prochaine", "fr", "2026-11-23", "2026-11-29"),
        ("le week-end prochain", "fr", "2026-11-28", "2026-11-29"),
        ("next week", "en", "2026-11-23", "2026-11-29"),
        ("end of the month", "en", "2026-11-26", "2026-11-30"),
        ("début janvier", "fr", "2027-01-01", "2027-01-10"),
        ("fin décembre", "fr", "2026-12-27", "2026-12-31"),
        ("le mois prochain", "fr", "2026-12-01", "2026-12-31"),
        ("du 3 au 5 décembre", "fr", "2026-12-03", "2026-12-05"),
        ("d’ici la fin de la semaine", "fr", "2026-11-26", "2026-11-27"),
        ("mid December", "en", "2026-12-11", "2026-12-20"),
        ("from December 3 to 5", "en", "2026-12-03", "2026-12-05"),
        ("next month", "en", "2026-12-01", "2026-12-31"),
        ("fin de semaine prochaine", "fr", "2026-11-26", "2026-11-27"),
        ("early next week", "en", "2026-11-23", "2026-11-24"),
        ("deux ou trois chaises", "fr", "2", "3"),
        ("between 20 and 30 pounds", "en", "20", "30"),
        ("de 50 à 60 euros", "fr", "50", "60"),
    ],
)
def test_a_span_is_understood(text: str, language: str, first: str, last: str) -> None:
    [found] = entities(text, language, SATURDAY)
    assert (found.value, found.until) == (first, last)


@pytest.mark.parametrize(
    ("text", "language", "kind", "value"),
    [
        ("j’ai payé 49,90 €", "fr", Kind.AMOUNT, "49.9"),
        ("j’ai payé 1 234,50 euros", "fr", Kind.AMOUNT, "1234.5"),
        ("12€50 de frais", "fr", Kind.AMOUNT, "12.5"),
        ("vingt-deux euros", "fr", Kind.AMOUNT, "22"),
        ("quatre-vingt-dix-sept euros", "fr", Kind.AMOUNT, "97"),
        ("deux cent cinq euros", "fr", Kind.AMOUNT, "205"),
        ("charged £1,234.56", "en", Kind.AMOUNT, "1234.56"),
        ("two hundred and five pounds", "en", Kind.AMOUNT, "205"),
        ("49 euros 90", "fr", Kind.AMOUNT, "49.9"),
        ("un acompte de 1,5k€", "fr", Kind.AMOUNT, "1500"),
        ("ma commande n° 20418801", "fr", Kind.ORDER, "20418801"),
        ("order OLV 20418801", "en", Kind.ORDER, "OLV-20418801"),
        ("75 002 Paris", "fr", Kind.POSTCODE, "75002"),
        ("I ordered three lamps", "en", Kind.NUMBER, "3"),
        ("commande AB-123456 svp", "fr", Kind.ORDER, "AB-123456"),
        ("my order #10042", "en", Kind.ORDER, "10042"),
        ("appelez-moi au 06 12 34 56 78", "fr", Kind.PHONE, "+33612345678"),
        ("call +44 20 7946 0958", "en", Kind.PHONE, "+442079460958"),
        ("j’habite au 69003 Lyon", "fr", Kind.POSTCODE, "69003"),
        ("postcode sw1a 1aa", "en", Kind.POSTCODE, "SW1A 1AA"),
        ("écrivez à Jean.Dupont@exemple.fr.", "fr", Kind.EMAIL, "jean.dupont@exemple.fr"),
        ("paul point tessier arobase free point fr", "fr", Kind.EMAIL, "paul.tessier@free.fr"),
        ("j dot smith at shop dot co dot uk", "en", Kind.EMAIL, "j.smith@shop.co.uk"),
        ("rose [at] fern [dot] io", "en", Kind.EMAIL, "rose@fern.io"),
        ("une centaine de lampes", "fr", Kind.NUMBER, "100"),
        ("half a dozen", "en", Kind.NUMBER, "6"),
        ("une centaine d'euros", "fr", Kind.AMOUNT, "100"),
        ("mille deux cents euros", "fr", Kind.AMOUNT, "1200"),
        ("2 millions d'euros", "fr", Kind.AMOUNT, "2000000"),
        ("cinquante centimes", "fr", Kind.AMOUNT, "0.5"),
        ("only 99p", "en", Kind.AMOUNT, "0.99"),
        ("zéro six douze trente-quatre 56 soixante-dix-huit", "fr", Kind.PHONE, "+33612345678"),
        ("oh double seven double oh 900 one two three", "en", Kind.PHONE, "+447700900123"),
        ("commande O L V 2 0 4 1 8 8 0 1", "fr", Kind.ORDER, "OLV-20418801"),
        ("order OLV-2041-8801", "en", Kind.ORDER, "OLV-20418801"),
        ("code postal soixante-neuf zéro zéro trois", "fr", Kind.POSTCODE, "69003"),
        ("my postcode is S W 1 A 1 A A", "en", Kind.POSTCODE, "SW1A 1AA"),
    ],
)
def test_a_thing_is_found_in_its_normal_form(
    text: str, language: str, kind: Kind, value: str
) -> None:
    found = {(each.kind, each.value) for each in entities(text, language, SATURDAY)}
    assert found == {(kind, value)}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("je voudrais une lampe neuve", "fr"),
        ("the small one may arrive", "en"),
        ("meet me at noon dot", "en"),
        ("oh no, not again", "en"),
        ("", "fr"),
    ],
)
def test_nothing_is_found_where_nothing_is_named(text: str, language: str) -> None:
    assert entities(text, language, SATURDAY) == []


def test_a_company_names_its_own_order_numbers() -> None:
    [found] = entities("ref 2024/0042", "fr", SATURDAY, order=r"\d{4}/\d{4}")
    assert (found.kind, found.value, found.raw) == (Kind.ORDER, "2024/0042", "2024/0042")


def test_places_point_into_the_message() -> None:
    text = "Commande AB-1234, 20 € le 3 décembre, merci"
    for each in entities(text, "fr", SATURDAY):
        assert text[each.start : each.end] == each.raw
