"""A try of an account at an HTTP provider: one request that sends nothing."""

from collections.abc import AsyncIterator

from agent_desktop.hub.written.calls import Calls, NoAnswer, Reply
from agent_desktop.hub.written.records import Step
from agent_desktop.hub.written.sms.shapes import Provider
from agent_desktop.hub.written.trials import Trial, tried
from agent_desktop.model.base import wall_clock
from agent_desktop.model.words import later


class _Failed(Exception):
    """A step did not work; the text is in words."""


async def probe(provider: Provider) -> AsyncIterator[Step]:
    """Whether the provider answers, and whether it knows us."""
    calls = Calls(provider.base)
    heard: list[Reply] = []

    async def ask() -> None:
        request = provider.check()
        headers = provider.headers(wall_clock()) | request.about.get("headers", {})
        about = {**request.about, "headers": headers}
        try:
            heard.append(await calls.ask(request.method, request.path, **about))
        except NoAnswer as lost:
            raise _Failed(lost.words) from None
        if heard[0].status >= 500:
            raise _Failed(later("The provider cannot be used now."))

    async def judge() -> None:
        if not provider.knows_us(heard[0]):
            raise _Failed(provider.refusal()[0])

    steps = (
        Trial(
            later("Ask the provider"),
            ask,
            later("The provider answers."),
            later("Check the API server and this computer's way to the internet."),
        ),
        Trial(
            later("Sign in"),
            judge,
            later("The provider knows the account."),
            provider.refusal()[1],
        ),
    )
    try:
        async for step in tried(steps, (_Failed,)):
            yield step
    finally:
        await calls.close()
