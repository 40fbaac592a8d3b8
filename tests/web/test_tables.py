"""What was read from a table is shown as one; what only looks like it stays as it is."""

import pytest

from limpide.web.tables import Part, parts

TABLE = (("Mode", "France"), ("Relais", "3 jours"), ("Domicile", "2 jours"))


def test_rows_between_lines_are_a_table() -> None:
    text = "Voici :\n\nMode | France\nRelais | 3 jours\nDomicile | 2 jours\n\nEt voilà."
    assert list(parts(text)) == [
        Part(lines=("Voici :",)),
        Part(rows=TABLE),
        Part(lines=("Et voilà.",)),
    ]


@pytest.mark.parametrize("text", ["a | b", "a | b\nc", "a || b\nc || d", "a|b\nc|d", "", "a\n\nb"])
def test_one_row_or_other_bars_are_no_table(text: str) -> None:
    assert all(not part.rows for part in parts(text))
    assert [line for part in parts(text) for line in part.lines] == text.splitlines()


def test_rows_of_another_width_are_another_table() -> None:
    assert [len(part.rows) for part in parts("a | b\nc | d\ne | f | g\nh | i | j")] == [2, 2]
