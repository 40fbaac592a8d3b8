"""Files in the API, in Base64; and what all shapes have in common."""

from typing import Annotated, Final

from pydantic import AfterValidator, Base64Bytes, BaseModel, ConfigDict, Field

from limpide.channels import Attachment

_MOST_BYTES: Final = 10_000_000


class Shape(BaseModel):
    """Unknown fields are refused: a misspelt one must not be ignored silently."""

    model_config = ConfigDict(extra="forbid")


class FileShape(Shape):
    """A file that goes along with an e-mail, or behind a letter (PDF)."""

    name: Annotated[str, Field(min_length=1, max_length=200, examples=["facture.pdf"])]
    content_type: Annotated[str, Field(max_length=100)] = "application/pdf"
    content: Base64Bytes = Field(description="Base64.", examples=["JVBERi0xLjcK"])

    def file(self) -> Attachment:
        """Read it."""
        return Attachment(self.name, self.content_type, self.content)


def _bounded(files: list[FileShape]) -> list[FileShape]:
    if sum(len(each.content) for each in files) > _MOST_BYTES:
        raise ValueError("the files are larger than ten megabytes together")
    return files


Files = Annotated[list[FileShape], Field(max_length=10), AfterValidator(_bounded)]
