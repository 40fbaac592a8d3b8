"""Published figures with ours beside them: theirs are opinions, ours are counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from limpide import insights
from limpide.foundation.i18n import translate
from limpide.insights import Figures, Reference
from limpide.web.figures import duration, number, percent, weight


@dataclass(frozen=True, slots=True)
class Line:
    """A published figure, and what we measured that speaks to it."""

    reference: Reference
    says: str
    ours: str


def beside(figures: Figures, language: str) -> Sequence[Line]:
    """Put our figures beside the published ones."""
    values = _values(figures, language)
    return [
        Line(
            one,
            translate(language, f"web.insights.reference.{one.name}"),
            translate(language, f"web.insights.ours.{one.name}", count=None, **values),
        )
        for one in insights.REFERENCES
    ]


def _values(figures: Figures, language: str) -> dict[str, str]:
    written, sent = figures.authorship, figures.footprint
    return {
        "with_ai": number(language, written.with_ai),
        "by_people": percent(language, insights.share(written.person + written.both, written.all)),
        "person": duration(language, figures.person.median),
        "helpful_ai": percent(language, figures.judgements(by_ai=True).helpful_share),
        "helpful_person": percent(language, figures.judgements(by_ai=False).helpful_share),
        "contained": percent(language, figures.containment.share),
        "contested": percent(language, figures.contested_share),
        "sent": weight(language, sent.sent.central),
        "avoided": weight(language, sent.avoided.central),
    }
