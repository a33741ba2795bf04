"""A centre whose thread never waits for a commit: what a hub under load does all the time, for machines and crowds.

Promises that nobody hears anything before it is committed: who asks for news waits for the commit.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.writer import Announce
from agent_desktop.hub.journal.published import Published
from agent_desktop.hub.storage.committing import never
from agent_desktop.hub.voice.inputs import Input as Order
from agent_desktop.hub.written.records import AgentTypes


class Hurried(Centre):
    """While `hurry` is true, every commit that wrote something goes on beside the next request."""

    hurry = False

    @contextmanager
    def batch(
        self, announce: Announce | None = None, *, beside: Callable[[], bool] = never
    ) -> Iterator[None]:
        """See Writer."""
        with super().batch(announce, beside=lambda: self.hurry or beside()):
            yield

    def drain(self) -> Sequence[Published]:
        """See Writer."""
        self.settle()
        return super().drain()

    def drain_orders(self) -> Sequence[Order]:
        """See Writer."""
        self.settle()
        return super().drain_orders()

    def drain_posted(self) -> Sequence[str | AgentTypes]:
        """See Writer."""
        self.settle()
        return super().drain_posted()
