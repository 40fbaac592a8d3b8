"""Speaking to one provider through pydantic-ai. Imported only where a model is configured.

Only its models and its structured output are used, never its tools: our own core acts.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar, cast

import httpx
from openai import AsyncOpenAI
from pydantic import BaseModel
from pydantic_ai import Agent
from pydantic_ai.exceptions import (
    ContentFilterError,
    ModelHTTPError,
    UnexpectedModelBehavior,
    UsageLimitExceeded,
)
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.profiles.openai import OpenAIModelProfile
from pydantic_ai.providers.openai import OpenAIProvider
from pydantic_ai.run import AgentRunResult
from pydantic_ai.settings import ModelSettings
from pydantic_ai.usage import UsageLimits

from limpide.foundation.log import log
from limpide.foundation.settings import ModelProvider

from .breaker import Breaker
from .model import Outcome

T = TypeVar("T", bound=BaseModel)
_MOST_BYTES: Final = 500_000
_NO_KEY: Final = "none"
_MOST_RECEIVED: Final = 8_000


@dataclass(frozen=True, slots=True)
class Spoken(Generic[T]):
    """What came back: an answer of the wanted shape, or None with the reason."""

    outcome: Outcome
    answer: T | None = None
    received: str = ""
    tokens_in: int = 0
    tokens_out: int = 0


class Line:
    """The line to one provider."""

    def __init__(self, provider: ModelProvider) -> None:
        self.provider = provider
        self.breaker = Breaker()
        # No proxy, no cookies, no redirects: a text that left the house goes where it was sent.
        self._http = httpx.AsyncClient(
            transport=_Bounded(), trust_env=False, follow_redirects=False
        )
        # The client takes ours as well as httpx2's, which its types alone name.
        http = cast("Any", self._http)
        key = _NO_KEY if provider.key is None else provider.key.get_secret_value()
        client = AsyncOpenAI(api_key=key, base_url=provider.url, http_client=http, max_retries=0)
        self._model = OpenAIChatModel(
            provider.model,
            provider=OpenAIProvider(openai_client=client),
            profile=_profile(provider.url),
        )
        self._agents: dict[tuple[str, type[BaseModel]], Agent[None, Any]] = {}

    async def close(self) -> None:
        """Let go of the connections."""
        await self._http.aclose()

    async def ask(
        self, instructions: str, text: str, shape: type[T], *, seconds: float, most_tokens: int
    ) -> Spoken[T]:
        """Ask one question. Whatever goes wrong is an answer too; nothing is raised."""
        agent = self._agents.get((instructions, shape))
        if agent is None:
            agent = Agent(self._model, output_type=shape, instructions=instructions, retries=0)
            self._agents[instructions, shape] = agent
        manner = ModelSettings(max_tokens=most_tokens, temperature=0.0, timeout=seconds)
        try:
            async with asyncio.timeout(seconds):
                result = await agent.run(
                    text, model_settings=manner, usage_limits=UsageLimits(request_limit=1)
                )
        except Exception as error:  # noqa: BLE001 (a stranger's program: we go on without it)
            return Spoken(self._failed(error))
        self.breaker.succeeded()
        return _spoken(result)

    def _failed(self, error: Exception) -> Outcome:
        outcome = _outcome_of(error)
        # Only what the provider does wrong counts: no customer can talk it into a pause.
        if outcome in {Outcome.LATE, Outcome.BROKEN}:
            self.breaker.failed()
        log.warning(
            "assistant.model_failed",
            provider=self.provider.name,
            outcome=outcome.value,
            error=type(error).__name__,
        )
        return outcome


def _profile(url: str) -> OpenAIModelProfile:
    """Name the limit of tokens as the server wants it: others than OpenAI refuse the newer word."""
    host = httpx.URL(url).host
    is_openai = host == "openai.com" or host.endswith((".openai.com", ".openai.azure.com"))
    return OpenAIModelProfile(openai_chat_supports_max_completion_tokens=is_openai)


def _outcome_of(error: Exception) -> Outcome:
    match error:
        case TimeoutError():
            return Outcome.LATE
        case ContentFilterError():
            return Outcome.REFUSED
        case ModelHTTPError():
            return Outcome.BROKEN
        case UnexpectedModelBehavior() | UsageLimitExceeded() | ValueError():
            return Outcome.MALFORMED
        case _:
            return Outcome.BROKEN


def _spoken(result: AgentRunResult[T]) -> Spoken[T]:
    usage = result.usage
    return Spoken(
        Outcome.ANSWERED,
        result.output,
        result.output.model_dump_json()[:_MOST_RECEIVED],
        max(0, usage.input_tokens),
        max(0, usage.output_tokens),
    )


class _Bounded(httpx.AsyncHTTPTransport):
    """A transport that stops reading an answer without an end."""

    def __init__(self) -> None:
        super().__init__(trust_env=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await super().handle_async_request(request)
        stream = cast("httpx.AsyncByteStream", response.stream)
        return httpx.Response(
            response.status_code,
            headers=response.headers,
            stream=_BoundedStream(stream),
            extensions=response.extensions,
        )


class _BoundedStream(httpx.AsyncByteStream):
    def __init__(self, inner: httpx.AsyncByteStream) -> None:
        self._inner = inner

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = 0
        async for part in self._inner:
            read += len(part)
            if read > _MOST_BYTES:
                raise httpx.ReadError("the answer has no end")
            yield part

    async def aclose(self) -> None:
        await self._inner.aclose()
