"""A connection tried step by step: what was done, what came of it, what to do; after a failure the rest is skipped."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass

from agent_desktop.hub.written.records import Step
from agent_desktop.model.words import later


@dataclass(frozen=True)
class Trial:
    """One step: its name, what is asked, what it means when that works, and what to do when it does not."""

    step: str
    ask: Callable[[], Awaitable[object]]
    good: str
    remedy: str


async def tried_until(
    end: Callable[[], Awaitable[object]],
    trials: Sequence[Trial],
    failures: tuple[type[Exception], ...],
) -> AsyncIterator[Step]:
    """As `tried`; then, however it went, what was opened for it comes to its `end`."""
    try:
        async for step in tried(trials, failures):
            yield step
    finally:
        await end()


async def tried(
    trials: Sequence[Trial], failures: tuple[type[Exception], ...]
) -> AsyncIterator[Step]:
    """Each step as soon as it is done. Only `failures`, whose text is in words, are told; others are raised."""
    failed = False
    for one in trials:
        if failed:
            yield Step(step=one.step, result="skipped", words=later("Not tried."))
            continue
        try:
            await one.ask()
        except failures as error:
            failed = True
            yield Step(step=one.step, result="failed", words=str(error), remedy=one.remedy)
        else:
            yield Step(step=one.step, result="good", words=one.good)
