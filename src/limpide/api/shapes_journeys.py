"""What the API reads and writes about templates, segments and campaigns."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from limpide.channels import Kind
from limpide.contacts import Purpose
from limpide.delivery import Content, Importance
from limpide.foundation.i18n import translate
from limpide.foundation.links import Verdict
from limpide.insights import Grams
from limpide.journeys import (
    Campaign,
    CampaignState,
    Estimate,
    Finding,
    Forecast,
    Hold,
    Progress,
    Segment,
    Severity,
    Version,
    Wording,
)

from .shapes import Shape, Short, Text

Name = Annotated[str, Field(min_length=1, max_length=200)]
Rule = dict[str, Any]


class WordingShape(Shape):
    """What is said in one language: Markdown, with `{{ name }}`, `{{ data.… }}`."""

    subject: Short = Field(examples=["Votre commande {{ data.order }}"])
    text: Text = Field(examples=["Bonjour {{ name }}, votre commande part **demain**."])
    short: Short = Field("", description="For SMS; else the text without its marks.")
    letter: Annotated[str, Field(max_length=50_000)] = ""

    def wording(self) -> Wording:
        """Read it."""
        return Wording(self.subject, self.text, self.short, self.letter)


class EngineShape(Shape):
    """The machine that wrote; `provider` is empty when it runs on the company's own computer."""

    name: Name
    version: Short = ""
    provider: Short = ""


class NewTemplate(Shape):
    """A draft of a template. With an AI part, publishing waits for a person's yes (`/review`)."""

    author: Literal["template", "ai", "person_with_ai"] = Field(
        "template", description="`template`: people wrote it."
    )
    engine: EngineShape | None = None
    purpose: Purpose
    importance: Importance = Importance.ROUTINE
    goods: Annotated[str, Field(max_length=80)] = Field(
        "",
        description="What an offer is about: whoever bought of this family of goods gets it too.",
        examples=["croquettes"],
    )
    wordings: dict[Literal["fr", "en"], WordingShape]
    sample: dict[str, Any] = Field({}, examples=[{"name": "Agathe", "data": {"order": "OLV-1"}}])


class FindingShape(Shape):
    """Something wrong with a template; `stop` keeps it from being published."""

    severity: Severity
    key: str = Field(examples=["many_parts"])
    language: str
    text: str

    @classmethod
    def of(cls, finding: Finding, language: str) -> "FindingShape":
        """Draw a finding in a language."""
        params = {name: str(value) for name, value in finding.params.items()}
        text = translate(language, f"journeys.finding.{finding.key}", count=None, **params)
        return cls(severity=finding.severity, key=finding.key, language=finding.language, text=text)


class LinkShape(Shape):
    """A link of a template as it answered; `private`: it leads into a private network."""

    url: str
    verdict: Verdict
    status: int | None


class TemplateShape(Shape):
    """A template in its latest version."""

    id: UUID
    name: str
    purpose: Purpose
    importance: Importance
    goods: str
    version: int
    published: int | None
    author: str
    in_review: bool
    reviewer: str
    wordings: dict[str, WordingShape]
    sample: dict[str, Any]
    findings: list[FindingShape]

    @classmethod
    def of(cls, version: Version, findings: list[FindingShape]) -> "TemplateShape":
        """Draw a version with what is wrong with it."""
        template = version.template
        return cls(
            id=template.id,
            name=template.name,
            purpose=template.purpose,
            importance=template.importance,
            goods=template.goods,
            version=version.version,
            published=template.published,
            author=version.author_kind.value,
            in_review=version.review is not None,
            reviewer=version.reviewer,
            wordings={
                language: WordingShape(
                    subject=words.subject, text=words.text, short=words.short, letter=words.letter
                )
                for language, words in version.wordings.items()
            },
            sample=dict(version.sample),
            findings=findings,
        )


class PreviewOf(Shape):
    """How to try a template out; without `data`, with its sample."""

    language: Literal["fr", "en"] = "fr"
    context: dict[str, Any] | None = None


class Said(Shape):
    """What one channel says."""

    channel: Kind
    subject: str
    text: str
    html: str

    @classmethod
    def of(cls, contents: Mapping[Kind, Content]) -> "list[Said]":
        """Draw all channels."""
        return [
            cls(channel=kind, subject=said.subject, text=said.text, html=said.html)
            for kind, said in contents.items()
        ]


class NewSegment(Shape):
    """A rule over people: see docs/reference/segments.md."""

    rule: Rule = Field(examples=[{"all": [{"language": "fr"}, {"consent": "email.news"}]}])


class SegmentShape(Shape):
    """A segment, how many people it means now, and some of them."""

    id: UUID | None
    name: str | None
    rule: Rule
    people: int
    sample: list[UUID]

    @classmethod
    def of(
        cls, segment: Segment | None, rule: Rule, people: int, some: list[UUID]
    ) -> "SegmentShape":
        """Draw a segment, saved or not."""
        return cls(
            id=segment and segment.id,
            name=segment and segment.name,
            rule=rule,
            people=people,
            sample=some,
        )


class NewCampaign(Shape):
    """One message to many people. Writing it sends nothing."""

    name: Name
    segment: UUID
    templates: Annotated[list[UUID], Field(min_length=1, max_length=4)] = Field(
        description="One, or up to four that are compared on equal shares."
    )
    per_minute: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    ramp_hours: Annotated[int, Field(ge=1, le=336)] | None = Field(
        None,
        description="Begin with a tenth of `per_minute` and grow over so many hours; it pauses by "
        "itself when more than 5 % come back or 0.2 % call it spam.",
    )


class EstimateShape(Shape):
    """What was foreseen when it was let go."""

    people: int
    reached: int
    cents: float
    grams_co2e: tuple[float, float, float] = Field(description="At least, most likely, at most.")


class Start(Shape):
    """When a campaign leaves; null: now."""

    at: AwareDatetime | None = None


class CampaignShape(Shape):
    """A campaign and how far it is."""

    id: UUID
    name: str
    state: CampaignState
    segment: UUID
    templates: list[UUID]
    per_minute: int | None
    ramp_hours: int | None
    held: Hold | None = Field(
        description="Why it paused by itself: `late` (its moment was long past), `back`, `spam`."
    )
    author: str
    starter: str | None
    approvers: str
    starts_at: datetime | None
    ended_at: datetime | None
    waiting: int
    sent: int
    refused: dict[str, int]
    statuses: dict[str, int]
    by_variant: dict[int, dict[str, int]]
    grams_co2e: tuple[float, float, float] = Field(
        description="What left so far: at least, most likely, at most."
    )
    foreseen: EstimateShape | None

    @classmethod
    def of(cls, campaign: Campaign, progress: Progress, weighed: Grams) -> "CampaignShape":
        """Draw a campaign."""
        return cls(
            id=campaign.id,
            name=campaign.name,
            state=campaign.state,
            segment=campaign.segment,
            templates=[template for template, _ in campaign.contents],
            per_minute=campaign.per_minute,
            ramp_hours=campaign.ramp_hours,
            held=campaign.held,
            author=campaign.author,
            starter=campaign.starter,
            approvers=campaign.approvers,
            starts_at=campaign.starts_at,
            ended_at=campaign.ended_at,
            waiting=progress.waiting,
            sent=progress.sent,
            refused=dict(progress.refused),
            statuses=dict(progress.statuses),
            by_variant={place: dict(by) for place, by in progress.by_variant.items()},
            grams_co2e=(weighed.low, weighed.central, weighed.high),
            foreseen=None if campaign.meant is None else _estimate(campaign.meant),
        )


def _estimate(meant: Estimate) -> EstimateShape:
    return EstimateShape(
        people=meant.people, reached=meant.reached, cents=meant.cents, grams_co2e=meant.grams
    )


class ForecastShape(Shape):
    """What a campaign would do, before it does."""

    people: int
    by_channel: dict[Kind, int]
    left_out: dict[str, int] = Field(examples=[{"withdrawn": 12}])
    held: int = Field(description="How many wait for quiet hours or the law's.")
    cents: float
    grams_co2e: tuple[float, float, float] = Field(description="At least, most likely, at most.")
    first_at: datetime | None
    last_at: datetime | None

    @classmethod
    def of(cls, seen: Forecast) -> "ForecastShape":
        """Draw a forecast."""
        return cls(
            people=seen.people,
            by_channel=dict(seen.by_channel),
            left_out=dict(seen.left_out),
            held=seen.held,
            cents=seen.cents,
            grams_co2e=seen.grams,
            first_at=seen.first_at,
            last_at=seen.last_at,
        )
