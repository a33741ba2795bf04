"""The session timer (RFC 4028): a call whose refreshes stop is over.

Promises a refresh at half time when it is ours, and the end shortly before the time is up when it is theirs. Refuses
intervals below our least one (422).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from agent_desktop.sip.agent.core import Core
from agent_desktop.sip.agent.extensions import asks_for
from agent_desktop.sip.fields import BadValue, SessionExpires, seconds
from agent_desktop.sip.message import Headers, Message, Request, Response

#: No interval may be shorter (RFC 4028, 4).
LEAST_S = 90


class SessionTimer:
    """That of one call. `refresh` and `expired` are called when it is time."""

    def __init__(
        self, core: Core, refresh: Callable[[], None], expired: Callable[[], None]
    ) -> None:
        self._core = core
        self._refresh = refresh
        self._expired = expired
        self._wanted_s = core.config.session_s
        self._least_s = max(LEAST_S, core.config.min_session_s)
        self._ours: bool | None = None

    def ask(self, headers: Headers) -> None:
        """Put our wish into a request of ours: the first, or a refresh."""
        if not self._wanted_s:
            return
        # Who refreshes now goes on doing so: the word is seen from this very request.
        refresher: Literal["uac", "uas"] | None = None
        if self._ours is not None:
            refresher = "uac" if self._ours else "uas"
        headers.set("Session-Expires", str(SessionExpires(self._wanted_s, refresher)))
        headers.set("Min-SE", str(self._least_s))

    def too_small(self, response: Response) -> bool:
        """Take the least interval of a 422; whether asking again makes sense."""
        try:
            least = seconds(response.headers, "Min-SE")
        except BadValue:
            return False
        if least is None or not max(self._wanted_s, self._least_s) < least <= 86400:
            return False
        self._wanted_s = self._least_s = least
        return True

    def refused(self, request: Request) -> int | None:
        """Our least interval when that of a request is smaller, and its sender understands being told so."""
        wanted = read(request)
        if wanted is None or wanted.seconds >= self._least_s:
            return None
        return self._least_s if asks_for(request.headers, "Supported", "timer") else None

    def grant(self, request: Request, headers: Headers) -> None:
        """Put what holds from now on into our 2xx to a request."""
        wanted = read(request)
        if wanted is None and not self._wanted_s:
            self.stop()
            return
        knows = asks_for(request.headers, "Supported", "timer")
        interval = wanted.seconds if wanted is not None else self._wanted_s
        interval = max(interval, self._least_s)
        refresher: Literal["uac", "uas"] = "uac" if knows and self._ours is not True else "uas"
        if wanted is not None and wanted.refresher is not None:
            refresher = wanted.refresher
        headers.add("Session-Expires", str(SessionExpires(interval, refresher)))
        if refresher == "uac" and knows:
            headers.add("Require", "timer")
        self._begin(interval, ours=refresher == "uas")

    def granted(self, response: Response) -> None:
        """Take what a 2xx to our request says."""
        given = read(response)
        if given is None and self._ours:  # as before we alone see to it (RFC 4028, 7.2)
            self._begin(self._wanted_s, ours=True)
        elif given is None:
            self.stop()
        else:
            self._begin(max(given.seconds, LEAST_S), ours=given.refresher != "uas")

    def stop(self) -> None:
        """No refresh is due."""
        self._core.wakeups.stop(self)

    def rang(self, name: str) -> None:
        """Refresh, or end."""
        if name == "refresh":
            self._refresh()
        else:
            self.stop()
            self._expired()

    def _begin(self, interval: int, *, ours: bool) -> None:
        core = self._core
        core.wakeups.stop(self)
        self._ours, self._wanted_s = ours, interval
        if ours:
            core.after(self, "refresh", interval / 2)
        core.after(self, "expired", interval - min(32.0, interval / 3))


def read(message: Message) -> SessionExpires | None:
    """The Session-Expires of a message; None without one, or when it cannot be read."""
    value = message.headers.get("Session-Expires")
    try:
        return None if value is None else SessionExpires.parse(value)
    except BadValue:
        return None
