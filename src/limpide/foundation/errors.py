"""Errors that are a caller's mistake or a passing fault, never a bug."""

import re
from typing import ClassVar


class LimpideError(Exception):
    """The request could not be carried out."""

    status: ClassVar[int] = 400

    def __init__(self, detail: str | None = None) -> None:
        super().__init__(detail or self.title())
        self.detail = detail

    @classmethod
    def title(cls) -> str:
        """Give the default text: the first line of the docstring."""
        return (cls.__doc__ or "").strip().splitlines()[0]

    @classmethod
    def slug(cls) -> str:
        """Give the name under /problems/: the class name in kebab case, without «Error»."""
        name = cls.__name__.removesuffix("Error")
        return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


class NotFoundError(LimpideError):
    """There is nothing at this address."""

    status = 404


class TooManyRequestsError(LimpideError):
    """Too many requests. Wait a moment, then try again."""

    status = 429

    def __init__(self, retry_after: float) -> None:
        super().__init__()
        self.retry_after = retry_after
