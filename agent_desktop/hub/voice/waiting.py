"""Waiting in a queue: music, announcements, the offer of a callback, and the end of patience.

Promises that a caller always hears something; that position and expected wait are only said when somebody told them,
and as they were told last; that nothing said here changes a place in the line.

Outcomes: "callback" (the caller wants to hang up and keep the place), "overflow" (it took too long).
"""

from __future__ import annotations

from agent_desktop.hub.voice.policy import QueueVoice
from agent_desktop.hub.voice.programme import Programme
from agent_desktop.hub.voice.prompts import speaking


class Waiting(Programme):
    """One caller in one queue. `reachable`: there is a number to call back. `first` is said before the music."""

    def __init__(
        self, settings: QueueVoice, now: int, *, reachable: bool, first: str = "please_wait"
    ) -> None:
        super().__init__()
        self._settings = settings
        self._position = 0
        self._next: tuple[str, ...] = ()
        self._wait_ms: int | None = None
        said = settings.announcements
        self._announce_at = None if said is None else now + said.first_ms
        self._callback = settings.callback if reachable else None
        self._offer_at = None if self._callback is None else now + self._callback.after_ms
        self._offered = False
        self._overflow_at = None if settings.overflow_ms is None else now + settings.overflow_ms
        self._plan()
        self.begin(first)

    def tell(self, prompt: str) -> None:
        """Say this as soon as nothing else is being said; then the music goes on."""
        if self.loop:
            self.begin(prompt)
        else:
            self._next = (*self._next, prompt)

    def stand(self, position: int, wait_ms: int | None) -> None:
        """Where the caller stands now; said with the next announcement."""
        self._position, self._wait_ms = position, wait_ms

    def digit(self, digit: str, now: int) -> None:
        """The key of the callback counts as soon as it was offered."""
        if self._offered and self._callback is not None and digit == self._callback.digit:
            self.outcome = "callback"

    def finished(self, now: int) -> None:
        """After an announcement the music goes on."""
        if self._next:
            prompts, self._next = self._next, ()
            self.begin(*prompts)
        else:
            self.begin(self._settings.music, loop=True)

    def tick(self, now: int) -> None:
        """Something is to be said, or it took too long."""
        if self._overflow_at is not None and now >= self._overflow_at:
            self._overflow_at = None
            self.outcome = "overflow"
        elif prompts := (*self._standing(now), *self._offer(now)):
            self.begin(*prompts)
        self._plan()

    def _standing(self, now: int) -> tuple[str, ...]:
        said = self._settings.announcements
        if said is None or self._announce_at is None or now < self._announce_at:
            return ()
        self._announce_at = now + said.every_ms
        prompts: tuple[str, ...] = ()
        if said.position and self._position > 0:
            prompts += speaking.position(self._position)
        if said.wait and self._wait_ms is not None:
            prompts += speaking.wait(self._wait_ms, said.round_minutes, said.longest_minutes)
        return prompts or ("please_wait",)

    def _offer(self, now: int) -> tuple[str, ...]:
        """Say the offer when its time comes, and again with every announcement after that."""
        if self._callback is None:
            return ()
        if self._offer_at is not None and now >= self._offer_at:
            self._offer_at, self._offered = None, True
        return ("callback_offer",) if self._offered else ()

    def _plan(self) -> None:
        times = (self._announce_at, self._offer_at, self._overflow_at)
        self.due = min((at for at in times if at is not None), default=None)
