"""An address is read as people type it, and printed as the post wants it, or refused aloud."""

import pytest

from limpide.channels import PostalAddress, Unprintable, read_postal, write_postal
from limpide.channels.letter.postal import AddressFault, printed

PARIS = PostalAddress("Marie Blanc", ("12, rue de l'Église",), "75008", "Paris cedex 08", "FR")


def lines(text: str, layout: str = "fr", *, country: str = "FR", name: str = "") -> tuple[str, ...]:
    address = read_postal(text, country=country)
    assert isinstance(address, PostalAddress)
    found = printed(address, layout, name=name)
    assert isinstance(found, tuple), found
    return found


def test_the_parts_are_found() -> None:
    typed = "  Marie Blanc \n\n12,  rue de l'Église\n75008 Paris cedex 08\n"
    assert read_postal(typed) == PARIS


@pytest.mark.parametrize(
    ("typed", "country", "where"),
    [
        ("Ann\n10 Downing St\nLondon\nSW1A 2AA\nUK", "FR", ("SW1A 2AA", "London", "GB", "")),
        (
            "Ann\n10 Downing St\nLondon SW1A 2AA\nRoyaume-Uni",
            "FR",
            ("SW1A 2AA", "London", "GB", ""),
        ),
        ("Jan\nDam 1\n1012 JS Amsterdam\nNL", "FR", ("1012 JS", "Amsterdam", "NL", "")),
        ("J\nHauptstraße 5\n10115 Berlin\nDeutschland", "FR", ("10115", "Berlin", "DE", "")),
        ("J\n1 Main St\nAustin, TX 78701", "US", ("78701", "Austin", "US", "TX")),
        ("J\n1 Main St\nToronto ON M5V 2T6\nCanada", "US", ("M5V 2T6", "Toronto", "CA", "ON")),
        ("J\nRruga 1\nTirana\nAlbanie", "FR", ("", "Tirana", "AL", "")),
    ],
)
def test_places_abroad_are_read(typed: str, country: str, where: tuple[str, ...]) -> None:
    found = read_postal(typed, country=country)
    assert isinstance(found, PostalAddress)
    assert (found.postcode, found.city, found.country, found.region) == where
    assert read_postal(write_postal(found), country="ZZ") == found


def test_the_last_lines_are_in_plain_capitals() -> None:
    assert printed(PARIS, "fr") == ("Marie Blanc", "12 RUE DE L EGLISE", "75008 PARIS CEDEX 08")
    assert lines("Ann\n5 place d’Œuvre\n67000 Strasbourg") == (
        "Ann",
        "5 PLACE D OEUVRE",
        "67000 STRASBOURG",
    )


def test_a_missing_name_is_the_contacts() -> None:
    assert lines("3 rue des Lilas\n69003 Lyon", name="Marie Blanc")[0] == "Marie Blanc"
    address = read_postal("3 rue des Lilas\n69003 Lyon")
    assert isinstance(address, PostalAddress)
    assert printed(address, "fr") == Unprintable(AddressFault.NO_NAME)


def test_a_country_is_named_only_abroad_in_the_senders_language() -> None:
    berlin = "Jürgen Groß\nHauptstraße 5\n10115 Berlin\nGermany"
    assert lines(berlin, "fr") == ("Jürgen Groß", "Hauptstraße 5", "10115 Berlin", "ALLEMAGNE")
    assert lines(berlin, "de") == ("Jürgen Groß", "Hauptstraße 5", "10115 Berlin")
    assert lines(berlin, "us")[-1] == "GERMANY"


def test_a_line_is_shortened_only_when_it_must_be() -> None:
    long = "128 avenue du Général de Saint Exupéry"
    assert lines(f"M\n{long}\n75001 Paris")[1] == "128 AVENUE DU GENERAL DE SAINT EXUPERY"
    longer = "128 bis avenue du Général de Saint Exupéry"
    assert lines(f"M\n{longer}\n75001 Paris")[1] == "128 BIS AV DU GENERAL DE SAINT EXUPERY"


@pytest.mark.parametrize(
    ("typed", "fault", "line"),
    [
        ("", AddressFault.EMPTY, 0),
        ("Marie Blanc\n3 rue des Lilas\nLyon", AddressFault.NO_POSTCODE, 0),
        ("Marie Blanc\n69003 Lyon", AddressFault.NO_STREET, 0),
        ("M\na\nb\nc\nd\n3 rue X\n69003 Lyon", AddressFault.TOO_MANY_LINES, 0),
        (f"M\n3 rue {'x' * 40}\n69003 Lyon", AddressFault.LINE_TOO_LONG, 2),
    ],
)
def test_what_cannot_be_printed_is_said(typed: str, fault: AddressFault, line: int) -> None:
    address = read_postal(typed)
    found = address if isinstance(address, Unprintable) else printed(address, "fr")
    assert found == Unprintable(fault, line)
    assert "Lilas" not in str(found)


def test_control_characters_are_left_out() -> None:
    address = read_postal("Ma\u202erie\x07\n3 rue X\n69003 Lyon")
    assert isinstance(address, PostalAddress)
    assert address.name == "Marie"
