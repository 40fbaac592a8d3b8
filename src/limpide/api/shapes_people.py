"""What the API reads and writes about lists of people and their manners."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AwareDatetime, Field

from limpide.contacts import Fault, Purpose, Report, Rhythm

from .shapes import Shape

Minute = Annotated[int, Field(ge=0, lt=24 * 60)]


class ImportOptions(Shape):
    """How a list is taken in."""

    preview: bool = Field(default=False, description="Say what would happen; change nothing.")
    source: Annotated[str, Field(max_length=500)] = "api"


class RefusedLineShape(Shape):
    """A line that was left out."""

    line: int
    reason: str
    fault: str = Field(examples=["bad_email"])


class ImportReport(Shape):
    """What an import did, or would do; at most 1,000 refused lines are listed."""

    preview: bool
    created: int
    updated: int
    choices: int
    refused_count: int
    refused: list[RefusedLineShape]

    @classmethod
    def of(cls, report: Report, texts: Mapping[Fault, str], *, preview: bool) -> "ImportReport":
        """Draw a report."""
        return cls(
            preview=preview,
            created=report.created,
            updated=report.updated,
            choices=report.choices,
            refused_count=report.left_out,
            refused=[
                RefusedLineShape(line=each.line, reason=texts[each.fault], fault=each.fault.value)
                for each in report.refused
            ],
        )


class FrequencyShape(Shape):
    """At most so many messages in so many days."""

    most: Annotated[int, Field(ge=0, le=1000)]
    days: Annotated[int, Field(ge=1, le=366)]


class Manners(Shape):
    """When and how often; fields that are left out stay as they are."""

    time_zone: str | None = Field(None, examples=["Europe/Paris"])
    quiet_hours: tuple[Minute, Minute] | None = Field(
        None, description="Minutes of the day, from and to.", examples=[[1320, 420]]
    )
    paused_until: AwareDatetime | None = None
    frequencies: dict[Purpose, FrequencyShape | None] = Field({}, examples=[{}])
    rhythms: dict[Purpose, Rhythm | None] = Field(
        {}, description="Small notices gathered into one; null: each at once.", examples=[{}]
    )


class AttributeChanges(Shape):
    """Attributes by name; null removes one."""

    attributes: dict[str, str | int | float | bool | None] = Field(examples=[{"tier": "gold"}])
