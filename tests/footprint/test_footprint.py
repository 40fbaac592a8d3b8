"""Every gram has a source, and sums are what the published model gives."""

from pathlib import Path

import pytest

from limpide import footprint
from limpide.footprint import InvalidFactorError, Range
from limpide.footprint.factors import read, times


def test_every_factor_has_a_source_and_an_ordered_range() -> None:
    factors = footprint.list_factors().values()

    assert len(factors) > 20
    for factor in factors:
        assert 0 <= factor.low <= factor.central <= factor.high
        assert factor.source
        assert factor.licence
        assert factor.year


@pytest.mark.parametrize(
    ("megabytes", "years", "grams"),
    [
        (0.01, 1, 0.0142),
        (0.075, 1, 0.0233),
        (1.075, 1, 0.1621),
        (0.01, 10, 0.0235),
        (0.075, 10, 0.0928),
        (1.075, 10, 1.1583),
    ],
)
def test_an_email_weighs_what_six_runs_of_the_public_model_gave(
    megabytes: float, years: int, grams: float
) -> None:
    weight = footprint.of_email(round(megabytes * 1e6), years_kept=years)

    assert weight.central == pytest.approx(grams, rel=0.001, abs=0.00005)
    assert weight.low < weight.central < weight.high
    assert weight.factors == (
        "email.server@2026.1",
        "email.transfer@2026.1",
        "email.storage@2026.1",
    )


def test_a_letter_is_the_sum_of_its_parts() -> None:
    assert footprint.of_letter(1).central == pytest.approx(32)
    assert footprint.of_letter(3).central == pytest.approx(46)
    assert footprint.of_letter(1, colour=True, priority=True).high == pytest.approx(80)


def test_ranges_add_up_and_name_each_factor_once() -> None:
    both = Range(1, 2, 3, ("a", "b")) + Range(10, 20, 30, ("b", "c"))

    assert both == Range(11, 22, 33, ("a", "b", "c"))


def test_the_other_media_use_their_own_factors() -> None:
    assert footprint.of_chat(10).central == pytest.approx(0.01)
    assert footprint.of_sms(2).central == pytest.approx(0.028)
    assert footprint.of_call(3).central == pytest.approx(0.42)
    assert footprint.of_local_ai(0.05).central == pytest.approx(0.00005)
    assert footprint.of_ai(500, size="medium").central == pytest.approx(0.25)


def test_sending_is_never_mixed_with_reading() -> None:
    with pytest.raises(InvalidFactorError):
        times("read.device", 1)


@pytest.mark.parametrize(
    "row",
    [
        "x,1,m,send,2,1,3,FR,2024,B,MIT,somewhere",
        "x,1,m,send,-1,1,3,FR,2024,B,MIT,somewhere",
        "x,1,m,both,0,1,3,FR,2024,B,MIT,somewhere",
        "x,1,m,send,0,1,3,FR,2024,E,MIT,somewhere",
        "x,1,m,send,0,1,3,FR,2024,B,MIT,",
        "x,,m,send,0,1,3,FR,2024,B,MIT,somewhere",
    ],
)
def test_a_row_that_contradicts_itself_is_refused(row: str, tmp_path: Path) -> None:
    file = tmp_path / "factors.csv"
    head = "id,version,unit,perimeter,low,central,high,geo,year,confidence,licence,source"
    file.write_text(f"# a note\n{head}\n{row}\n")

    with pytest.raises(InvalidFactorError):
        read(file)
