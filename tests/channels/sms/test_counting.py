"""Septets and units are counted exactly; nothing that belongs together is cut apart."""

import random

import pytest

from limpide.channels.sms.counting import Alphabet, decoded_gsm, encoded, parts, width

FRENCH_IN = "àéèùìòÇÉ€ß äöü ñ"
FRENCH_OUT = "êëîïôûçœÊÀÙ«»’"


@pytest.mark.parametrize(
    ("text", "alphabet", "count"),
    [
        ("", Alphabet.GSM7, 1),
        ("a" * 160, Alphabet.GSM7, 1),
        ("a" * 161, Alphabet.GSM7, 2),
        ("a" * 306, Alphabet.GSM7, 2),
        ("a" * 307, Alphabet.GSM7, 3),
        ("€" * 80, Alphabet.GSM7, 1),
        ("€" * 81, Alphabet.GSM7, 2),
        # An extension character is not cut in two: 152 + 2 septets need a second part.
        ("a" * 152 + "€" * 76 + "a" * 2, Alphabet.GSM7, 3),
        ("ê" * 70, Alphabet.UCS2, 1),
        ("ê" * 71, Alphabet.UCS2, 2),
        ("ê" * 134, Alphabet.UCS2, 2),
        ("ê" * 135, Alphabet.UCS2, 3),
        ("😀" * 35, Alphabet.UCS2, 1),
        ("😀" * 36, Alphabet.UCS2, 2),
        # 33 pairs fill 66 of 67 units: the next pair starts another part.
        ("😀" * 67, Alphabet.UCS2, 3),
    ],
)
def test_the_limits_are_those_of_the_standard(text: str, alphabet: Alphabet, count: int) -> None:
    cut = parts(text)
    assert (cut.alphabet, len(cut.parts)) == (alphabet, count)


def test_the_alphabet_is_that_of_the_standard() -> None:
    assert all(parts(letter).alphabet is Alphabet.GSM7 for letter in FRENCH_IN)
    assert all(parts(letter).alphabet is Alphabet.UCS2 for letter in FRENCH_OUT)
    assert all(width(each, Alphabet.GSM7) == 2 for each in "^{}\\[~]|€\f")


def test_an_escape_is_never_left_at_the_end_of_a_part() -> None:
    cut = parts("a" * 152 + "€" + "b" * 20)
    assert cut.parts == ("a" * 152, "€" + "b" * 20)
    assert cut.units == 174


def test_a_pair_of_surrogates_stays_together() -> None:
    assert parts("é" + "ê" * 65 + "😀" + "b" * 20).parts[0] == "é" + "ê" * 65


def test_any_text_is_cut_without_loss_within_the_room_of_each_part() -> None:
    chance = random.Random(7)
    for _ in range(300):
        letters = chance.choice(["abc €^é", "abcê😀é", "a"])
        text = "".join(chance.choices(letters, k=chance.randrange(0, 700)))
        cut = parts(text)
        room = cut.alphabet.alone if len(cut.parts) == 1 else cut.alphabet.joined
        sizes = [sum(width(c, cut.alphabet) for c in part) for part in cut.parts]
        assert "".join(cut.parts) == text
        assert max(sizes) <= room
        assert sum(sizes) == cut.units


def test_what_is_written_is_read_again() -> None:
    text = "Prix : 12€ [net] ~ àéèùìò ÄÖÜ @£$ {x} \\ | ^"
    assert decoded_gsm(encoded(text, Alphabet.GSM7)) == text
    assert encoded("€", Alphabet.GSM7) == b"\x1b\x65"
    assert encoded("@é", Alphabet.GSM7) == b"\x00\x05"
    assert encoded("ê😀", Alphabet.UCS2) == "ê😀".encode("utf-16-be")
    assert decoded_gsm(b"a\x1b\x1b\x1b\x65\x1b") == "a €"
