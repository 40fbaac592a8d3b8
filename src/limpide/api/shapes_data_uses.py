"""What the API reads and writes of uses of a person's data."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from limpide.contacts import Allowance, DataUse, DataWish, Ground, Used

from .shapes import Shape, Short, Text


class AllowanceShape(Shape):
    """What a person allows. `with_ai`: an AI may use it too; `until`: null is until they say no."""

    datum: Short = Field(examples=["attribute.city"])
    use: DataUse
    with_ai: bool
    source: str
    given_at: datetime
    until: datetime | None

    @classmethod
    def of(cls, allowed: Allowance) -> "AllowanceShape":
        """Draw an allowance."""
        return cls(
            datum=allowed.datum,
            use=allowed.use,
            with_ai=allowed.with_ai,
            source=allowed.source,
            given_at=allowed.given_at,
            until=allowed.until,
        )


class DataUses(Shape):
    """All that a person allows now."""

    uses: list[AllowanceShape]


class NewDataUse(Shape):
    """What a person wants of one datum and use."""

    datum: Short = Field(examples=["attribute.city"])
    use: DataUse
    is_allowed: bool
    with_ai: bool = False
    until: datetime | None = None

    def wish(self) -> DataWish:
        """Give it as the person's wish."""
        return DataWish(self.is_allowed, self.with_ai, self.until)


class NewDataUses(Shape):
    """What a person said; `source`: the page or paper where they did."""

    uses: Annotated[list[NewDataUse], Field(max_length=200)]
    source: Short = Field(examples=["loyalty form 2026-11"])


class TextUsing(Shape):
    """A text about to be written to a person. `known`: what they said in the same conversation."""

    text: Text
    use: DataUse = DataUse.REPLIES
    with_ai: bool = False
    known: Annotated[list[Text], Field(max_length=50)] = Field(default_factory=list[str])


class UsedShape(Shape):
    """A datum in a text: `refused` should not stand there."""

    name: str
    value: str
    ground: Ground
    until: datetime | None

    @classmethod
    def of(cls, used: Used) -> "UsedShape":
        """Draw a datum in a text."""
        return cls(name=used.name, value=used.value, ground=used.ground, until=used.until)


class TextUsed(Shape):
    """Each datum that stands in the text."""

    used: list[UsedShape]
