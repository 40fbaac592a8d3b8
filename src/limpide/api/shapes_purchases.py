"""What the API reads and writes about purchases and what follows from them."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from limpide.channels import Kind
from limpide.contacts import Act, Follows, Proof, Wording

from .shapes import Shape, Short, Text


class WordingOfChoice(Shape):
    """What the person read where they decided. A changed text needs a new version."""

    id: Short = Field(examples=["checkout-refusal"])
    version: int = Field(1, ge=1)
    language: Literal["fr", "en"]
    text: Text = Field(
        examples=["Vous pourrez recevoir nos offres de produits semblables. □ Je refuse"]
    )


class NewPurchase(Shape):
    """A purchase, which may allow offers of similar goods (directive 2002/58, article 13(2)).

    `goods`: the families bought, as templates of offers name them. `evidence`: the order.
    `wording`: how the person was told, where they gave their address, that they may refuse;
    `refused`: they did.
    """

    channels: list[Kind] = Field(min_length=1, max_length=5, examples=[["email", "sms"]])
    goods: list[Annotated[str, Field(min_length=1, max_length=80)]] = Field(
        min_length=1, max_length=20, examples=[["croquettes"]]
    )
    evidence: Short = Field(min_length=1, examples=["OLV-20418837"])
    source: Short = Field(examples=["https://maison-olvera.example/checkout"])
    wording: WordingOfChoice | None = None
    refused: bool = False
    bought_at: AwareDatetime | None = None

    def proof(self) -> Proof:
        """Read what proves it."""
        wording = None if self.wording is None else Wording(**self.wording.model_dump())
        return Proof(Act.CHECKBOX, self.source, wording, self.evidence, self.bought_at)


class PurchaseAnswer(Shape):
    """What follows for offers, by channel, and until when purchases count there."""

    follows: dict[Kind, Follows] = Field(examples=[{"email": "allowed", "sms": "withdrawn"}])


class NewEvent(Shape):
    """What a person did in a system of yours. `what`: a name of yours, in lower case."""

    what: Annotated[str, Field(min_length=1, max_length=40)] = Field(examples=["visited_shop"])
    at: AwareDatetime | None = None
