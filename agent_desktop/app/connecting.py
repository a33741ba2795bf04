"""Signing in again and again, while the window shows what is cached and why there is no more.

Promises that every failed try is told to the desk in words, with the moment of the next one. Refuses to try on when
only the agent can help.
"""

import asyncio
import contextlib
from typing import TYPE_CHECKING

from agent_desktop.app.backends import Backend
from agent_desktop.desk.runner import Desk
from agent_desktop.model.base import Millis, wall_clock
from agent_desktop.model.errors import DeskError, NeedsSignIn
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.model.intents import SetPresence
from agent_desktop.model.people import PresenceState

if TYPE_CHECKING:
    from agent_desktop.model.ports import Session

_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 1.0, 30.0


async def keep_signing_in(backend: Backend, desk: Desk, hurry: asyncio.Event) -> "Session | None":
    """A session at last; `hurry` ends a pause. None when the agent has to sign in."""
    pause, began = _FIRST_PAUSE_S, wall_clock()
    while True:
        report(desk, LinkState.CONNECTING, began)
        try:
            return await backend.sign_in()
        except NeedsSignIn as error:
            report(desk, LinkState.SIGNED_OUT, began, error)
            return None
        except DeskError as error:
            report(desk, LinkState.OFFLINE, began, error, next_try_in=pause)
        hurry.clear()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(hurry.wait(), pause)
        pause = min(pause * 2, _LONGEST_PAUSE_S)


def report(
    desk: Desk,
    state: LinkState,
    since: Millis,
    error: DeskError | None = None,
    *,
    next_try_in: float = 0.0,
) -> None:
    """Tell the desk of a link that has no session yet; `next_try_in` is in seconds, 0 for no next try."""
    now = wall_clock()
    desk.report_link(
        LinkChanged(
            state=state,
            since=since,
            next_try_at=now + int(next_try_in * 1000) if next_try_in else None,
            problem=None if error is None else error.problem,
        )
    )


def go_to_work(desk: Desk) -> None:
    """The very first click means "at work": Ready, as soon as the link is live."""

    def look(_: object) -> None:
        if desk.link.state is LinkState.LIVE:
            end()
            desk.post(SetPresence(state=PresenceState.READY))

    end = desk.subscribe(look)
